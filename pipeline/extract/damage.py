"""What reading libraries raise on data that is not what it says; measured on public damaged files and fonts."""

import struct

import pikepdf

DAMAGE = (
    pikepdf.PdfError,
    struct.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
)
