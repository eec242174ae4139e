"""Content codings: what a body is compressed with, both ways, in steps of bounded size.

Source: RFC 9110, 8.4.1; RFC 9659 for the window of zstd.
"""

from app.service.coding.compress import Compressor, compress, compressor
from app.service.coding.decompress import STEP_BYTES, Decompressor, decompress, decompressor
from app.service.coding.names import CODINGS, IDENTITY, accepted, coding_of

__all__ = [
    "CODINGS",
    "IDENTITY",
    "STEP_BYTES",
    "Compressor",
    "Decompressor",
    "accepted",
    "coding_of",
    "compress",
    "compressor",
    "decompress",
    "decompressor",
]
