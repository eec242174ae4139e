"""Same input, same answer: whatever the service has seen before, whichever worker has the page."""

import random
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from app.engine.render import FORMATS
from load.pages import made_pages
from tests.service.serving import running

#: Distinct pages; each is sent twice.
PAGES = 120


def test_the_order_of_pages_and_the_worker_do_not_matter(tmp_path: Path) -> None:
    pages = list(islice(made_pages(), PAGES))
    with running(tmp_path / "log", WINNOW_WORKERS="3", WINNOW_PAGE_SECONDS="60") as (client, _):

        def answer(number: int) -> tuple[bytes, str, str]:
            params = {"format": [*FORMATS][number % len(FORMATS)], "explain": "true"}
            response = client.post("/clean", params=params, content=pages[number])
            assert response.status_code == 200
            return response.content, response.headers["etag"], response.headers["winnow-verdict"]

        orders = [list(range(PAGES)), random.Random(3).sample(range(PAGES), PAGES)]
        with ThreadPoolExecutor(6) as threads:
            first, second = (dict(zip(order, threads.map(answer, order), strict=True)) for order in orders)

    assert [number for number in first if first[number] != second[number]] == []
    assert len({etag for _, etag, _ in first.values()}) == PAGES


def test_made_pages_are_each_another_and_always_the_same() -> None:
    first, again = (list(islice(made_pages(), 50)) for _ in range(2))

    assert first == again
    assert len(set(first)) == 50
