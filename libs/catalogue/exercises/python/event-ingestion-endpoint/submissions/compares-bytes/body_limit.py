"""Refuses large bodies while they arrive, whatever was said of their length beforehand."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from problems import Refusal


class BodyLimit:
    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app, self._most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._most:
                raise Refusal(413, f"A body may have {self._most} bytes.")
            return message

        await self._app(scope, counted, send)
