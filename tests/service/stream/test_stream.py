"""`POST /clean/stream` over a real socket."""

import gzip
import json
import threading
import time
import zlib
from collections.abc import Mapping
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.service.coding import CODINGS, IDENTITY, compressor, decompressor
from app.service.example import PAGE
from app.service.schemas import Answer
from app.service.stream.route import NAMES
from tests.service.stream.wire import Wire

BRIDGE = "Die Brücke über den alten Mühlgraben ist seit Freitag wieder geöffnet; sie kostete 3 Millionen €. 𝄞"
TIDE = "The tide went out further than anyone in the village could remember, and it stayed out for two days."


def stream(client: httpx.Client, body: bytes, query: str = "", headers: Mapping[str, str] = {}) -> list[dict[str, Any]]:
    """All answers to a body that is sent at once."""
    with Wire(client, query, headers) as wire:
        wire.send(body)
        wire.end()
        return list(wire.lines())


def lines(*values: object) -> bytes:
    return b"".join(json.dumps(value).encode() + b"\n" for value in values)


@pytest.mark.parametrize("coding", [IDENTITY, *CODINGS])
def test_each_answer_comes_while_lines_are_still_sent(service: httpx.Client, coding: str) -> None:
    pack, unpack = compressor(coding), decompressor(coding)
    headers = {} if coding == IDENTITY else {"Content-Encoding": coding, "Accept-Encoding": coding}
    with Wire(service, headers=headers) as wire:
        head = dict(wire.head().headers)
        assert head.get(b"content-encoding", b"identity") == coding.encode()
        assert head[b"content-type"] == b"application/x-ndjson"
        data = wire.data()
        for number in range(1, 4):
            wire.send(pack.feed(lines({"id": number, "text": TIDE})))
            answer = b""
            while not answer.endswith(b"\n"):
                answer += b"".join(unpack.feed(next(data)))
            assert (json.loads(answer)["id"], json.loads(answer)["text"]) == (number, TIDE)
        wire.send(pack.end())
        wire.end()
        assert b"".join(piece for rest in data for piece in unpack.feed(rest)) == b""
        assert unpack.complete


def test_an_answer_is_that_of_a_single_page(service: httpx.Client) -> None:
    page = {"html": PAGE, "url": "https://paper.example/1", "explain": True}

    (answer,) = stream(service, lines({"id": "a", **page}))

    assert (answer.pop("id"), answer.pop("line")) == ("a", 1)
    assert answer == service.post("/clean", json=page).json()
    Answer.model_validate(answer)


@pytest.mark.parametrize("format", ["text", "markdown", "html", "xml-tei"])
def test_another_format_comes_as_a_string(service: httpx.Client, format: str) -> None:
    alone = service.post("/clean", json={"html": PAGE, "format": format})

    (answer,) = stream(service, lines({"html": PAGE}), f"?format={format}")

    assert answer == {
        "id": None,
        "line": 1,
        "format": format,
        "content": alone.text,
        "verdict": alone.headers["winnow-verdict"],
        "warnings": [],
    }


def test_a_line_has_the_options_of_the_query_but_for_its_own(service: httpx.Client) -> None:
    first, second = stream(
        service, lines({"html": PAGE}, {"html": PAGE, "format": "json", "include": []}), "?format=text&include=title"
    )

    assert first["content"].startswith("Mill bridge reopens")
    assert not second["text"].startswith("Mill bridge reopens")


def test_an_option_that_is_null_is_as_not_given(service: httpx.Client) -> None:
    nulls = {"html": PAGE, "format": None, "url": None, "language": None, "input": None}

    alone = service.post("/clean?format=text&language=en", json=nulls)
    (line,) = stream(service, lines(nulls), "?format=text&language=en")

    assert alone.status_code == 200
    assert alone.headers["content-type"].startswith("text/plain")
    assert line["content"] == alone.text


@pytest.mark.parametrize("identity", ["a", "", "ü\ud800", 0, -1, 1.5, 10**30, None])
def test_an_id_comes_back_as_it_is(service: httpx.Client, identity: object) -> None:
    answered, refused = stream(service, lines({"id": identity, "text": TIDE}, {"id": identity}))

    assert answered["id"] == identity
    assert refused["id"] == identity


@pytest.mark.parametrize(
    ("line", "status", "slug", "identity"),
    [
        (b"nonsense", 400, "malformed-body", None),
        (b'{"id": 7, "text": "cut sh', 400, "malformed-body", None),
        (b'{"id": "\xff", "text": "x"}', 400, "malformed-body", None),
        (b"[" * 200_000, 400, "malformed-body", None),
        (b'{"id":' * 200_000, 400, "malformed-body", None),
        (b'{"id": 1' + b"0" * 10_000 + b"}", 400, "malformed-body", None),
        (b"[1]", 422, "invalid-request", None),
        (b"{}", 422, "invalid-request", None),
        (b'{"id": 7}', 422, "invalid-request", 7),
        (b'{"id": 7, "text": "x", "html": "x"}', 422, "invalid-request", 7),
        (b'{"id": 7, "text": "x", "formt": "text"}', 422, "invalid-request", 7),
        (b'{"id": 7, "text": "x", "favor": "all"}', 422, "invalid-request", 7),
        (b'{"id": 7, "text": "x", "language": "xx-yy-zz"}', 422, "invalid-request", 7),
        (b'{"id": [1], "text": "x"}', 422, "invalid-request", None),
        (b'{"id": true, "text": "x"}', 422, "invalid-request", None),
        (b'{"id": NaN, "text": "x"}', 422, "invalid-request", None),
        (b'{"text": "' + b"x" * 10_000_000 + b'"}', 413, "too-large", None),
    ],
    ids=lambda value: repr(value[:30]) if isinstance(value, bytes) else None,
)
def test_a_bad_line_costs_only_itself(
    service: httpx.Client, line: bytes, status: int, slug: str, identity: object
) -> None:
    good = lines({"id": "good", "text": TIDE})

    before, problem, after = stream(service, good + line + b"\n" + good)

    assert (before["id"], before["text"]) == (after["id"], after["text"]) == ("good", TIDE)
    assert [before["line"], after["line"]] == [1, 3]
    assert problem.keys() == {"id", "line", "type", "title", "status", "detail", "request_id"}
    assert (problem["id"], problem["line"]) == (identity, 2)
    assert (problem["status"], problem["type"]) == (status, f"/problems/{slug}")
    assert len(problem["detail"]) < 500
    assert service.get(problem["type"]).status_code == 200


def test_a_line_may_be_as_long_as_a_body(service: httpx.Client) -> None:
    line = lines({"id": 1, "text": TIDE})[:-1]
    longest = line[:-1] + b" " * (10_000_000 - len(line)) + b"}"

    whole, too_long = stream(service, longest + b"\n" + b" " + longest)

    assert whole["text"] == TIDE
    assert too_long["status"] == 413


def test_line_ends_blank_lines_and_byte_order_mark(service: httpx.Client) -> None:
    line = lines({"text": BRIDGE})[:-1]

    answers = stream(service, b"\xef\xbb\xbf" + line + b"\r\n\r\n \t\n\n" + line + b"\n" + line, "?explain=1")

    assert [answer["line"] for answer in answers] == [1, 5, 6]
    assert [[block["text"] for block in answer["blocks"]] for answer in answers] == [[BRIDGE]] * 3


def test_characters_may_be_cut_anywhere(service: httpx.Client) -> None:
    body = json.dumps({"text": BRIDGE}, ensure_ascii=False).encode()
    with Wire(service, "?explain=1") as wire:
        for at in range(len(body)):
            wire.send(body[at : at + 1])
        wire.end()
        (answer,) = wire.lines()

    assert [block["text"] for block in answer["blocks"]] == [BRIDGE]


@pytest.mark.parametrize("body", [b"", b"\n\r\n"])
def test_nothing_is_answered_with_nothing(service: httpx.Client, body: bytes) -> None:
    response = service.post("/clean/stream", content=body)

    assert (response.status_code, response.content) == (200, b"")


def test_it_can_be_put_and_need_not_say_what_it_is(service: httpx.Client) -> None:
    response = service.put("/clean/stream", content=lines({"text": TIDE}))

    assert response.json()["text"] == TIDE


@pytest.mark.parametrize("media", NAMES)
def test_lines_of_json_have_several_names(service: httpx.Client, media: str) -> None:
    response = service.post(
        "/clean/stream", content=lines({"text": TIDE}), headers={"content-type": media, "accept": media}
    )

    assert response.headers["content-type"] == media
    assert response.json()["text"] == TIDE


@pytest.mark.parametrize(
    ("data", "coding"),
    [
        (gzip.compress(lines({"text": TIDE}) * 2)[:-9], "gzip"),
        (gzip.compress(lines({"text": TIDE}, {"text": TIDE}))[:-8] + b"nonsense", "gzip"),
        (compressor("zstd").feed(lines({"text": TIDE}, {"text": TIDE})) + b"nonsense", "zstd"),
        (compressor("br").feed(lines({"text": TIDE}, {"text": TIDE})), "br"),
    ],
    ids=["cut short", "wrong sum", "nonsense after a block", "no end"],
)
def test_what_cannot_be_decompressed_ends_the_stream_with_a_word(
    service: httpx.Client, data: bytes, coding: str
) -> None:
    *answers, last = stream(service, data, headers={"Content-Encoding": coding})

    assert all(answer["text"] == TIDE for answer in answers)
    assert (last["cut"], last["status"], last["line"]) == (True, 400, len(answers) + 1)


def test_many_members_of_gzip_are_one_body(service: httpx.Client) -> None:
    answers = stream(
        service,
        b"".join(gzip.compress(lines({"text": f"{at} {TIDE}"})) for at in range(3)),
        headers={"Content-Encoding": "gzip"},
    )

    assert [answer["text"] for answer in answers] == [f"{at} {TIDE}" for at in range(3)]


def test_a_bomb_is_one_line_that_is_too_long(service: httpx.Client) -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(b" " * 1_000_000) for _ in range(100))
    tail = packer.compress(b"x\n" + lines({"text": TIDE})) + packer.flush()

    bad, good = stream(service, bomb + tail, headers={"Content-Encoding": "gzip"})

    assert bad["status"] == 413
    assert good["text"] == TIDE


def test_a_sender_that_has_no_more_to_say_gets_its_answers(service: httpx.Client) -> None:
    with Wire(service) as wire:
        wire.send_lines(*({"id": number, "text": TIDE} for number in range(20)))
        wire.end()
        wire.half_close()

        assert [answer["id"] for answer in wire.lines()] == list(range(20))


def test_whoever_waits_to_be_told_to_continue_is_told(service: httpx.Client) -> None:
    with Wire(service, headers={"Expect": "100-continue"}) as wire:
        assert wire.informed() == 100
        wire.send_lines({"text": TIDE})
        wire.end()
        (answer,) = wire.lines()

    assert answer["text"] == TIDE


def test_who_does_not_read_is_not_read_from(service: httpx.Client) -> None:
    # Each line is refused, which costs nothing, and its long id comes back.
    long, total = "x" * 100_000, 400
    sent = 0
    with Wire(service, buffer=65_536) as wire:

        def send() -> None:
            nonlocal sent
            for number in range(total):
                wire.send_lines({"id": f"{number} {long}"})
                sent += 1
            wire.end()

        sender = threading.Thread(target=send)
        sender.start()
        before = -1
        while before < sent:  # however slow the machine is: what it comes to a stop at must not be the end
            before = sent
            time.sleep(2)
        assert sent < total

        assert [answer["id"].partition(" ")[0] for answer in wire.lines()] == [str(each) for each in range(total)]
        sender.join()


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner))
FIELDS = st.dictionaries(st.sampled_from(["id", "text", "html", "url", "format", "include", "explain"]), VALUES)
BODY_LINES = st.one_of(
    FIELDS.map(lambda value: json.dumps(value).encode()),
    VALUES.map(lambda value: json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")),
    st.binary(max_size=40).map(lambda data: data.replace(b"\n", b"")),
    st.sampled_from([b"", b"\r", b" "]),
)


@settings(max_examples=30)
@given(st.lists(BODY_LINES, max_size=8))
def test_any_lines_are_answered_one_by_one(service: httpx.Client, parts: list[bytes]) -> None:
    body = b"\n".join(parts)

    answers = stream(service, body)

    asked = [
        number for number, part in enumerate(body.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1) if part.strip(b" \t\r")
    ]
    assert [answer["line"] for answer in answers] == asked
    assert {answer.get("status", 200) for answer in answers} <= {200, 400, 422}
