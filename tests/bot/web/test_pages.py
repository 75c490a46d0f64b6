"""What every page carries, and which numbers in addresses and fields are ids."""

import pytest
from flask import Flask, Response

from bot.web.pages import HEADERS, POLICY, pages_blueprint
from bot.web.stored_ids import MOST_DIGITS, StoredIdConverter, stored_id


@pytest.fixture
def app() -> Flask:
    blueprint = pages_blueprint("page", __name__)

    @blueprint.get("/plain")
    def plain() -> str:
        return ""

    @blueprint.get("/own")
    def own() -> Response:
        return Response("", headers={POLICY: "img-src https://example.org"})

    @blueprint.get("/one/<int:number>")
    def one(number: int) -> str:
        return str(number)

    made = Flask("pages")
    made.url_map.converters["int"] = StoredIdConverter
    made.register_blueprint(blueprint)
    return made


def test_every_page_carries_all_headers(app: Flask) -> None:
    answer = app.test_client().get("/plain")
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_a_page_that_shows_something_from_elsewhere_keeps_its_own_policy(app: Flask) -> None:
    answer = app.test_client().get("/own")
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS | {POLICY: "img-src https://example.org"}


@pytest.mark.parametrize("said", ["0", "12", "9" * MOST_DIGITS])
def test_an_id_is_a_whole_number_that_a_column_can_hold(app: Flask, said: str) -> None:
    assert stored_id(said) == int(said) < 2**63
    assert app.test_client().get(f"/one/{said}").status_code == 200


@pytest.mark.parametrize("said", ["", "-1", "1.5", "abc", "๑๒", "²", "9" * (MOST_DIGITS + 1)])
def test_what_no_column_can_hold_is_no_id_and_no_page(app: Flask, said: str) -> None:
    with pytest.raises(ValueError, match="no id"):
        stored_id(said)
    assert app.test_client().get(f"/one/{said}").status_code == 404
