"""Parts the site's tools from what they stand among: a button below a comment is no reader's word."""

import numpy as np
from numpy.typing import NDArray

from app.engine.decide.draft import Draft
from app.engine.html.flags import Flag
from app.engine.labels import Label

#: How sure that is, [0, 1].
A_TOOL = 0.8


def settle_tools(draft: Draft) -> None:
    """Label the buttons, hints and forms among comments, menus and notices as the interface that they are."""
    told = draft.is_label(Label.COMMENT, Label.NAVIGATION) & draft.evidence.phrases.tools
    draft.set_all(told, Label.INTERFACE, A_TOOL, "a button, or a hint for readers")
    if draft.evidence.page.marked_up:
        tools = draft.is_label(Label.COMMENT, Label.LEGAL)  # entries of menus are buttons, too
        tools &= draft.evidence.features.flag(Flag.CONTROL)
        tools |= _to_fill_in(draft)
        draft.set_all(tools, Label.INTERFACE, A_TOOL, "in a form or button")


def _to_fill_in(draft: Draft) -> NDArray[np.bool_]:
    """The forms among the comments. One with times in it holds the comments themselves: some systems put all in one."""
    inside = draft.is_label(Label.COMMENT) & draft.evidence.features.flag(Flag.FORM)
    if not inside.any():
        return inside
    run = np.cumsum(np.diff(inside, prepend=False))
    timed = np.bincount(run, draft.evidence.phrases.column("time") & inside)
    return np.asarray(inside & (timed[run] == 0))
