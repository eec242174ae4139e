"""The commands: `python -m bench run …`, `… gate …` and `… reliability …`.

Processes that are spawned import their parent's main module anew unless it is a `__main__.py`: so the memory of a
system's process is that of the system.
"""

import importlib
import sys

COMMANDS = {"run": "bench.run", "gate": "bench.gate", "reliability": "bench.reliability"}


def main() -> int:
    """Hand the rest of the line to the command that it names."""
    name, *arguments = sys.argv[1:] or [""]
    if name not in COMMANDS:
        print(f"usage: python -m bench {{{','.join(COMMANDS)}}} …", file=sys.stderr)
        return 2
    code: int = importlib.import_module(COMMANDS[name]).main(arguments)
    return code


if __name__ == "__main__":
    sys.exit(main())
