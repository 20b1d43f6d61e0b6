import assay


def test_three_people():
    with assay.http.client() as client:
        assert client.get("/shares", params={"cents": 100, "people": 3}).json() == {"shares": [34, 33, 33]}
