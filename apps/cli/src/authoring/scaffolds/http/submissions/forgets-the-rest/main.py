from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/shares")
def shares(cents: int, people: int) -> dict[str, list[int]]:
    if people < 1:
        raise HTTPException(422, "somebody has to pay")
    return {"shares": [cents // people] * people}
