from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route


async def shares(request):
    left, people = int(request.query_params["cents"]), int(request.query_params["people"])
    if people < 1:
        return JSONResponse({"error": "somebody has to pay"}, 422)
    found = []
    for waiting in range(people, 0, -1):
        found.append(-(-left // waiting))
        left -= found[-1]
    return JSONResponse({"shares": found})


app = Starlette(routes=[Route("/shares", shares)])
