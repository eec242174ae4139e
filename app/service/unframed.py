"""Answers to HTTP/1.0, which has no chunks: where the length is not known, the end of the connection is their end."""

from uvicorn._types import ASGI3Application, ASGIReceiveCallable, ASGISendCallable, ASGISendEvent, Scope
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle


def unframed(cycle: RequestResponseCycle, app: ASGI3Application) -> ASGI3Application:
    """`app`, for one request of HTTP/1.0. Source: RFC 9112, 6.1 and 6.3.

    Args:
        cycle: the request's, which closes the connection behind the answer.
    """

    async def answer(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        sized = True

        async def send_unframed(message: ASGISendEvent) -> None:
            nonlocal sized
            if message["type"] == "http.response.start":
                sized = any(name.lower() == b"content-length" for name, _ in message["headers"])
                if not sized:
                    cycle.chunked_encoding = False
            elif message["type"] == "http.response.body" and not sized:
                cycle.expected_content_length = len(message.get("body", b""))  # uvicorn lets no more and no less pass
            await send(message)

        await app(scope, receive, send_unframed)

    return answer
