"""The peak of a process's resident memory, and how to start counting it anew.

Linux counts the peak of the process image itself (`VmHWM`) and lets it be reset; `ru_maxrss`, all that other systems
have, is never reset there and on Linux would begin with the memory of the parent that started the process.

Source: https://man7.org/linux/man-pages/man5/proc_pid_status.5.html and proc_pid_clear_refs.5.html
"""

import os
import re
import resource
import sys
from pathlib import Path

_PEAK = re.compile(r"^VmHWM:\s*(\d+) kB", re.MULTILINE)


def reset_peak(pid: int) -> None:
    """Let the peak begin at what the process holds now; does nothing where the system cannot."""
    try:
        Path(f"/proc/{pid}/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return


def peak_mb(pid: int) -> float:
    """The highest resident memory since the last reset, in MiB; of this process where `pid` cannot be read."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        status = ""
    match = _PEAK.search(status)
    if match:
        return int(match.group(1)) / 1024
    own = resource.getrusage(resource.RUSAGE_SELF if pid == os.getpid() else resource.RUSAGE_CHILDREN).ru_maxrss
    return own / (1024 * 1024 if sys.platform == "darwin" else 1024)
