"""Quotes for the shop. Both services are asked in the event loop; the stock system's protocol is spoken here, without its driver."""

import asyncio
import json
from contextlib import asynccontextmanager

import aiohttp
from fastapi import FastAPI
from fastapi.responses import JSONResponse


class Broken(Exception):
    """No answer, or none that can be used."""


class StockPool:
    def __init__(self, size: int) -> None:
        self._free: asyncio.LifoQueue[tuple[asyncio.StreamReader, asyncio.StreamWriter] | None] = asyncio.LifoQueue()
        for _ in range(size):
            self._free.put_nowait(None)

    async def quantity(self, sku: str) -> int:
        """Holds one of the places; a connection goes back into it only after a whole answer."""
        connection = await self._free.get()
        clean = False
        try:
            connection = connection or await asyncio.open_connection("127.0.0.1", 9102)
            reader, writer = connection
            writer.write(b"STOCK %s\n" % sku.encode())
            line = await reader.readline()
            number = int(line.decode("ascii"))
            clean = True
            return number
        except (OSError, EOFError, ValueError, asyncio.LimitOverrunError) as error:
            raise Broken("stock") from error
        finally:
            if not clean and connection is not None:
                connection[1].transport.abort()
                connection = None
            self._free.put_nowait(connection)

    def close(self) -> None:
        while not self._free.empty():
            connection = self._free.get_nowait()
            if connection is not None:
                connection[1].close()


@asynccontextmanager
async def lifespan(app: FastAPI):
    connector = aiohttp.TCPConnector(limit=8)
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=None)) as session:
        app.state.session = session
        app.state.stock = StockPool(8)
        yield
        app.state.stock.close()


app = FastAPI(title="Quotes", lifespan=lifespan)


async def cents_of(session: aiohttp.ClientSession, sku: str) -> int:
    try:
        async with session.get(f"http://127.0.0.1:9101/prices/{sku}") as answer:
            body = await answer.read()
            if answer.status != 200:
                raise Broken("pricing")
        cents = json.loads(body)["cents"]
    except (aiohttp.ClientError, OSError, ValueError, KeyError, TypeError) as error:
        raise Broken("pricing") from error
    if type(cents) is not int:
        raise Broken("pricing")
    return cents


@app.get("/health")
async def health():
    return {"status": "ok"}


@app.get("/quotes/{sku}")
async def quote(sku: str):
    calls = [
        asyncio.ensure_future(cents_of(app.state.session, sku)),
        asyncio.ensure_future(app.state.stock.quantity(sku)),
    ]
    try:
        cents, available = await asyncio.wait_for(asyncio.gather(*calls), 3)
    except TimeoutError:
        return JSONResponse({"detail": "too slow"}, 504)
    except Broken as error:
        return JSONResponse({"detail": f"no answer from {error}"}, 502)
    finally:
        for call in calls:
            call.cancel()
    return {"sku": sku, "cents": cents, "available": available}
