"""trafilatura behind the same framework and server: what the service is measured beside."""

from fastapi import FastAPI, Request, Response
from trafilatura import extract

app = FastAPI()


@app.post("/clean")
async def clean(request: Request) -> Response:
    return Response(extract(await request.body()) or "", media_type="text/plain")
