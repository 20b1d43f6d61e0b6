from typing import Annotated

from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/shares")
async def shares(cents: int, people: Annotated[int, Query(ge=1)]):
    return {"shares": [(cents + people - 1 - person) // people for person in range(people)]}
