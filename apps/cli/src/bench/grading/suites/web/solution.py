"""Orders behind an HTTP API: FastAPI in front, SQLAlchemy below."""

import asyncio
import json

from fastapi import FastAPI, HTTPException
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import StaticPool


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer: Mapped[str]
    amount: Mapped[int]


def database(orders):
    engine = create_engine("sqlite://", poolclass=StaticPool)
    Base.metadata.create_all(engine)
    with Session(engine) as session, session.begin():
        session.add_all(Order(customer=customer, amount=amount) for customer, amount in orders)
    return engine


def totals(orders):
    """`[(customer, amount)]` → `{customer: total}`."""
    with Session(database(orders)) as session:
        query = select(Order.customer, func.sum(Order.amount)).group_by(Order.customer)
        return {customer: total for customer, total in session.execute(query)}


def application(orders):
    app = FastAPI()
    known = totals(orders)

    @app.get("/customers/{customer}")
    async def total(customer: str) -> dict[str, int]:
        if customer not in known:
            raise HTTPException(404)
        return {"total": known[customer]}

    return app


def ask(orders, path):
    """The status and the body that the application answers to a GET."""
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [],
    }
    asyncio.run(application(orders)(scope, receive, send))
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return sent[0]["status"], json.loads(body)
