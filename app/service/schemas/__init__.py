"""The shapes behind the OpenAPI description."""

from app.service.schemas.answered import (
    Answer,
    AnswerLine,
    Example,
    ExplainedBlock,
    Health,
    Offer,
    Problem,
    ProblemLine,
    RenderedLine,
    Version,
)
from app.service.schemas.asked import Format, Options, PageBody, PageLine

__all__ = [
    "Answer",
    "AnswerLine",
    "Example",
    "ExplainedBlock",
    "Format",
    "Health",
    "Offer",
    "Options",
    "PageBody",
    "PageLine",
    "Problem",
    "ProblemLine",
    "RenderedLine",
    "Version",
]
