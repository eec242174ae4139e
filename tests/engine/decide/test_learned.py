"""What the model's chances and the rules' phrases decide together."""

import numpy as np
import pytest

from app.engine.classify import LABELS, NUMBER, classify
from app.engine.decide import decide
from app.engine.evidence import gather
from app.engine.html.parse import parse_html
from app.engine.labels import Label
from tests.engine.pages import PARAGRAPHS

_PHRASE = "More from his speech on the bridge:"


@pytest.mark.parametrize(("chance", "label"), [(0.98, Label.BODY), (0.8, Label.RELATED)])
def test_a_phrase_outweighs_all_but_a_certain_model(chance: float, label: Label) -> None:
    texts = [PARAGRAPHS[0], _PHRASE, *PARAGRAPHS[1:]]
    evidence = gather(parse_html(f"<article class=text>{''.join(f'<p>{text}</p>' for text in texts)}</article>"))
    probabilities = np.zeros((len(texts), len(LABELS)), np.float32)
    probabilities[:, NUMBER[Label.BODY]] = 0.98
    probabilities[1, NUMBER[Label.BODY]] = chance
    probabilities[:, NUMBER[Label.RELATED]] = 1 - probabilities[:, NUMBER[Label.BODY]]
    decision = decide(evidence, classify(evidence), "balanced", probabilities)
    assert decision.labels == (Label.BODY, label, *[Label.BODY] * (len(texts) - 2))
