"""What atheris calls with every input. Run by `fuzz`; takes the options of libFuzzer."""

import sys
from typing import get_args

import atheris

with atheris.instrument_imports(include=["app"]):
    from app.engine.clean import Favor, Input, clean
    from app.engine.render import FORMATS
    from app.errors import CleaningError
    from app.service.work import warm_up

_INPUTS, _FAVORS = get_args(Input), get_args(Favor)


def clean_any(data: bytes) -> None:
    """Clean an input; its first byte says how."""
    how, page = (data[0], data[1:]) if data else (0, b"")
    try:
        favor, input = divmod(how, len(_INPUTS))
        article = clean(page, input=_INPUTS[input], favor=_FAVORS[favor % len(_FAVORS)])
    except CleaningError:
        return
    for name in FORMATS:
        article.render(name)


if __name__ == "__main__":
    warm_up()  # what is loaded once is no input's fault
    atheris.Setup(sys.argv, clean_any)
    atheris.Fuzz()
