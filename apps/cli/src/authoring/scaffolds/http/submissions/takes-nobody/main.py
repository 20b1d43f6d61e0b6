from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/shares")
def shares(cents: int, people: int) -> dict[str, list[int]]:
    if people < 1:
        return {"shares": []}
    share, rest = divmod(cents, people)
    return {"shares": [share + 1] * rest + [share] * (people - rest)}
