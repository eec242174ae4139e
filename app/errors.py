"""Everything that can go wrong with an input, without a word about HTTP.

CleaningError           the caller can mend it
├── UndecodableInput    the bytes are no text in any encoding
├── NotAPage            the text is a list of pages for machines
└── UnknownOption       an option or its value is not known
"""


class CleaningError(Exception):
    """Base of all errors that the engine raises on purpose. The message says what to do."""


class UndecodableInput(CleaningError):
    """The bytes are no text: a picture, an archive, a PDF, noise."""


class NotAPage(CleaningError):
    """The text is no page but a list of some for machines: a feed, a sitemap."""


class UnknownOption(CleaningError):
    """An option's name or value is not known; the message lists those that are."""
