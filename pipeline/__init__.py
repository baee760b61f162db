"""United Nations resolutions from PDF to DOCX, accessible PDF and JSON, with a proof that nothing was lost."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.api import Conversion, Converter, convert, convert_many

__all__ = ["Conversion", "Converter", "convert", "convert_many"]


def __getattr__(name: str) -> Any:
    """Load what programs import from here only when they do, since the command and its workers need none of it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pipeline import api

    return getattr(api, name)
