import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SandboxDriver, SandboxImage } from './sandbox.port.js';
import { callGroup, imageBuildMs, pythonFile, readyDriver, runCold } from './testing/drivers.js';

/** A small use of every library that a profile promises: importing alone does not load what fails. Each must give `true`. */
const uses = {
  web: `
def fastapi_and_starlette():
    import fastapi, starlette.routing
    app = fastapi.FastAPI()
    @app.get("/items/{number}")
    def item(number: int): ...
    return any(getattr(route, "path", "") == "/items/{number}" for route in app.routes) and app.openapi()["paths"] != {}

def uvicorn_server():
    import uvicorn
    config = uvicorn.Config("solution:app")
    config.load_app = lambda: None
    return uvicorn.Server(config).started is False

def django_request():
    import django
    from django.conf import settings
    settings.configure(ROOT_URLCONF=[], ALLOWED_HOSTS=["testserver"])
    django.setup()
    from django.test import RequestFactory
    return RequestFactory().get("/items").path == "/items"

def httpx_client():
    import httpx
    transport = httpx.MockTransport(lambda request: httpx.Response(200, json={"path": request.url.path}))
    with httpx.Client(transport=transport) as client:
        return client.get("http://service/items").json() == {"path": "/items"}

def aiohttp_loopback():
    import asyncio
    from aiohttp import ClientSession, web
    async def exchange():
        async def answer(request):
            return web.json_response({"path": request.path})
        app = web.Application()
        app.router.add_get("/items", answer)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 8099)
        await site.start()
        async with ClientSession() as session, session.get("http://127.0.0.1:8099/items") as response:
            found = await response.json()
        await runner.cleanup()
        return found == {"path": "/items"}
    return asyncio.run(exchange())

def sqlalchemy_2_with_async():
    import sqlalchemy
    from sqlalchemy.ext.asyncio import create_async_engine
    from sqlalchemy.util import greenlet_spawn
    import asyncio
    with sqlalchemy.create_engine("sqlite://").connect() as connection:
        two = connection.execute(sqlalchemy.text("select 1 + 1")).scalar_one()
    return two == 2 and asyncio.run(greenlet_spawn(lambda: 3)) == 3 and create_async_engine("postgresql+asyncpg://x/y").name == "postgresql"

def drivers_of_postgresql():
    import asyncpg, psycopg
    return psycopg.pq.__impl__ == "binary" and callable(asyncpg.connect)
`,
  data: `
def numpy_sum():
    import numpy
    return int((numpy.arange(10).reshape(2, 5) @ numpy.ones(5)).sum()) == 45

def pandas_groups():
    import pandas
    frame = pandas.DataFrame({"team": ["a", "b", "a"], "points": [1, 2, 3]})
    return frame.groupby("team")["points"].sum().to_dict() == {"a": 4, "b": 2}

def polars_lazy_query():
    import polars
    frame = polars.LazyFrame({"team": ["a", "b", "a"], "points": [1, 2, 3]})
    found = frame.group_by("team").agg(polars.col("points").sum()).sort("team").collect()
    return found.rows() == [("a", 4), ("b", 2)]

def parquet_by_pyarrow_and_pandas():
    import io, pandas, pyarrow, pyarrow.parquet
    file = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"points": [1, 2, 3]}), file)
    return pandas.read_parquet(io.BytesIO(file.getvalue()))["points"].tolist() == [1, 2, 3]
`,
  llm: `
def openai_client():
    import openai
    return openai.OpenAI(api_key="none", base_url="http://127.0.0.1:9").base_url.port == 9

def anthropic_client():
    import anthropic
    return anthropic.Anthropic(api_key="none", base_url="http://127.0.0.1:9").base_url.port == 9

def tokeniser_without_a_network():
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers
    tokeniser = Tokenizer(models.BPE())
    tokeniser.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokeniser.train_from_iterator(["the cat sat on the mat"] * 4, trainers.BpeTrainer(vocab_size=300, show_progress=False))
    return tokeniser.encode("the").tokens == ["the"]

def pgvector_client():
    import psycopg
    from pgvector import Vector
    return psycopg.pq.__impl__ == "binary" and Vector([1, 2]).to_text() == "[1.0,2.0]"
`,
};

const names = (source: string) => [...source.matchAll(/^def (\w+)/gm)].map(([, name]) => name ?? '');

const cases: ['docker' | 'bubblewrap', keyof typeof uses][] = [
  ['docker', 'web'],
  ['docker', 'data'],
  ['docker', 'llm'],
  ['bubblewrap', 'web'],
  ['bubblewrap', 'data'],
];

describe.each(cases)('on %s the profile %s', (driverName, profile) => {
  let driver: SandboxDriver;
  let image: SandboxImage;

  beforeAll(async () => {
    ({ driver, image } = await readyDriver(driverName, profile));
  }, imageBuildMs);

  afterAll(async () => {
    await driver.close();
  });

  it("has working libraries in the candidate's sandbox and in that of the tests", async () => {
    const source = uses[profile];
    const tests = [
      pythonFile('uses.py', source),
      pythonFile(
        'test_uses.py',
        `import pytest
import solution, uses

@pytest.mark.parametrize("name", ${JSON.stringify(names(source))})
@pytest.mark.parametrize("side", [solution, uses], ids=["submission", "grader"])
def test_use(side, name):
    assert getattr(side, name)() is True
`,
      ),
    ];
    const limits = { cpuMs: 60_000, wallMs: 120_000, callMs: 60_000, memoryMb: 1_024 };
    const report = await runCold(driver, {
      group: callGroup(tests, { limits }),
      image,
      modules: ['solution'],
      files: [pythonFile('solution.py', source)],
      tests,
      drawSeed: 'profiles',
    });
    expect(report.fault).toBeNull();
    expect(report.cases.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(report.cases).toHaveLength(2 * names(source).length);
  }, 180_000);
});
