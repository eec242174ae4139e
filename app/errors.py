"""Everything that can go wrong with an input, without a word about HTTP.

WinnowError
├── CleaningError        the caller can mend it
│   ├── UndecodableInput    the bytes are no text in any encoding
│   └── UnknownOption       an option or its value is not known
└── ModelError           we can: the shipped weights do not fit the code
"""


class WinnowError(Exception):
    """Base of all errors that the engine raises on purpose. The message says what to do."""


class CleaningError(WinnowError):
    """The caller can mend it."""


class UndecodableInput(CleaningError):
    """The bytes are no text: a picture, an archive, a PDF, noise."""


class UnknownOption(CleaningError):
    """An option's name or value is not known; the message lists those that are."""


class ModelError(WinnowError):
    """The shipped weights do not fit the code."""
