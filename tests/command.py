"""The command as it is installed."""

import sys
from pathlib import Path

#: Of the environment that runs the tests.
WINNOW = str(Path(sys.executable).with_name("winnow"))
#: A program that becomes `winnow serve` on a free port.
SERVE = f"import os; os.execv({WINNOW!r}, ['winnow', 'serve', '--host', '127.0.0.1', '--port', '0', '--workers', '1'])"
