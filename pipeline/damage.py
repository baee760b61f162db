"""What reading libraries raise on data that is not what it says; measured on public damaged files and fonts."""

import struct
import zlib

import pikepdf

DAMAGE = (
    pikepdf.PikepdfError,
    zlib.error,
    struct.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    RecursionError,
    SystemError,
    TypeError,
    ValueError,
)
