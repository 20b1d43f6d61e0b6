"""Asks the pricing service, without a thread: its client waits in the event loop."""

import httpx

from services import CONNECTIONS, ServiceError

URL = "http://127.0.0.1:9101"


class Pricing:
    def __init__(self) -> None:
        # Time is limited by the quote as a whole, and waiting for a connection counts.
        self._client = httpx.AsyncClient(base_url=URL, timeout=None, limits=httpx.Limits(max_connections=CONNECTIONS))

    async def cents_of(self, sku: str) -> int:
        try:
            answer = await self._client.get(f"/prices/{sku}")
            answer.raise_for_status()
            cents = answer.json()["cents"]
        except (httpx.HTTPError, ValueError, LookupError) as error:
            raise ServiceError("pricing") from error
        if not isinstance(cents, int):
            raise ServiceError("pricing gave no number of cents")
        return cents

    async def close(self) -> None:
        await self._client.aclose()
