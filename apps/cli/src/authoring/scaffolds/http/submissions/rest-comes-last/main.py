from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/shares")
def shares(cents: int, people: int) -> dict[str, list[int]]:
    if people < 1:
        raise HTTPException(422, "somebody has to pay")
    share, rest = divmod(cents, people)
    return {"shares": [share] * (people - rest) + [share + 1] * rest}
