"""Refuses large bodies by their Content-Length."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from problems import Refusal, answer


class BodyLimit:
    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app, self._most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and int(Headers(scope=scope).get("Content-Length", "0")) > self._most:
            refusal = Refusal(413, f"A body may have {self._most} bytes.")
            await answer(refusal)(scope, receive, send)
        else:
            await self._app(scope, receive, send)
