"""R15: the document that the app serves agrees with the contract."""

import json
from pathlib import Path

import assay
import pytest

CONTRACT = json.loads((Path(__file__).parent / "contract.json").read_text())
METHODS = {"get", "put", "post", "delete", "patch", "head", "options", "trace"}


def operations(document):
    return {(path, method) for path, entry in document["paths"].items() for method in entry if method in METHODS}


OPERATIONS = sorted(operations(CONTRACT))
IDS = [f"{method}-{path.strip('/').replace('/', '-').replace('{', '').replace('}', '')}" for path, method in OPERATIONS]
ANSWERS = [
    (path, method, status) for path, method in OPERATIONS for status in sorted(CONTRACT["paths"][path][method]["responses"])
]
ANSWER_IDS = [f"{IDS[OPERATIONS.index((path, method))]}-{status}" for path, method, status in ANSWERS]


@pytest.fixture
def served():
    with assay.http.client() as client:
        return client.get("/openapi.json").json()


def resolved(document, item):
    """What a reference leads to; a combination of one schema is that schema."""
    while isinstance(item, dict):
        if "$ref" in item:
            found = document
            for name in item["$ref"].removeprefix("#/").split("/"):
                found = found[name.replace("~1", "/").replace("~0", "~")]
            item = found
        elif len(item.get("allOf", ())) == 1:
            item = item["allOf"][0]
        else:
            break
    return item


def body_of(document, holder):
    """The schema of a body, whatever its media type is called."""
    content = resolved(document, holder).get("content", {})
    schemas = [entry["schema"] for entry in content.values() if entry.get("schema")]
    assert schemas, "the document has no schema for this body"
    return resolved(document, schemas[0])


def members(document, schema):
    """Names of members, and of those that are required: of the object, and of the objects in its lists as `items[].id`.

    Of alternatives, all members, and those are required that each of them requires.
    """
    names, required = set(), set(schema.get("required", ()))
    for name, entry in schema.get("properties", {}).items():
        names.add(name)
        listed = resolved(document, resolved(document, entry).get("items", {}))
        below, needed = members(document, listed)
        names |= {f"{name}[].{inner}" for inner in below}
        required |= {f"{name}[].{inner}" for inner in needed}
    alternatives = [members(document, resolved(document, one)) for one in schema.get("oneOf", schema.get("anyOf", ()))]
    if alternatives:
        names = names.union(*(own for own, _ in alternatives))
        required |= set.intersection(*(own for _, own in alternatives))
    return names, required


def operation(document, path, method):
    assert (path, method) in operations(document)
    return document["paths"][path][method]


def parameters(document, path, method):
    """Names are compared in lower case, as those of headers have none."""
    listed = [*document["paths"][path].get("parameters", ()), *document["paths"][path][method].get("parameters", ())]
    found = [resolved(document, entry) for entry in listed]
    return {(entry["name"].lower(), entry["in"], entry.get("required", False)) for entry in found}


@pytest.mark.requirement("R15")
def test_paths_and_methods(served):
    assert operations(served) == set(OPERATIONS)


@pytest.mark.requirement("R15")
@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=IDS)
def test_parameters_and_status_codes(served, path, method):
    own, agreed = operation(served, path, method), operation(CONTRACT, path, method)
    assert parameters(served, path, method) == parameters(CONTRACT, path, method)
    assert set(own["responses"]) == set(agreed["responses"])


@pytest.mark.requirement("R15")
def test_the_body_of_a_new_event(served):
    own, agreed = (operation(document, "/events", "post")["requestBody"] for document in (served, CONTRACT))
    assert own.get("required") is True
    assert members(served, body_of(served, own)) == members(CONTRACT, body_of(CONTRACT, agreed))


@pytest.mark.requirement("R15")
@pytest.mark.parametrize(("path", "method", "status"), ANSWERS, ids=ANSWER_IDS)
def test_the_body_of_an_answer(served, path, method, status):
    own, agreed = (operation(document, path, method)["responses"] for document in (served, CONTRACT))
    assert status in own
    names, required = members(served, body_of(served, own[status]))
    agreed_names, agreed_required = members(CONTRACT, body_of(CONTRACT, agreed[status]))
    assert names == agreed_names
    assert required >= agreed_required
