"""Signing in by a link from the chat or with LINE Login, sessions that end, and forms of other sites."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey
from sqlalchemy import select, update

from bot.dashboard.devices import device_named
from bot.dashboard.line_login import ISSUER, NotSignedIn, claimed
from bot.dashboard.pages import is_own_page
from bot.settings import LineLogin
from models.people import people, web_sessions
from models.people.audit import AuditEntry
from models.people.people import Membership
from models.people.web_sessions import WebSession
from models.privacy import erasure
from services import accounts
from tests.dashboard.conftest import Web
from tests.databases import on_sqlite
from tests.running_bot import KANDA, PRAYUN, SOMCHAI

ANDROID = "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/127.0.0.0 Mobile"
IN_LINE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari Line/14.9.0"
LOGIN = LineLogin("1234567890", "0123456789abcdef0123456789abcdef", "https://a.example", "https://t.example")


def link_for(web: Web, name: str) -> str:
    person_id = web.joins(name)
    with web.database.write() as session:
        return f"/app/in/{web_sessions.issue_link(session, person_id, web.bot.clock.real())}"


def test_a_link_signs_in_once_on_the_device_that_it_names(web: Web) -> None:
    link, client = link_for(web, KANDA), web.app.test_client()
    prayuns = link_for(web, PRAYUN)
    for _ in range(2):  # LINE and phones look before people do
        page = client.get(link, headers={"User-Agent": ANDROID}).get_data(as_text=True)
        assert KANDA in page
        assert "Android · Chrome" in page
    assert client.get("/app/devices").status_code == 303
    taken = client.post(link, headers={"User-Agent": ANDROID})
    assert (taken.status_code, taken.headers["Location"]) == (303, "/app/devices")  # which was asked for before
    assert "Android · Chrome" in client.get("/app/devices").get_data(as_text=True)
    other = web.app.test_client()
    assert other.post(link).status_code == other.get(link).status_code == 404
    assert PRAYUN in other.get(prayuns).get_data(as_text=True)  # theirs is not used up
    assert other.post("/app/in/guessed").status_code == other.get("/app/in/guessed").status_code == 404
    with web.database.read() as session:
        assert session.scalars(select(AuditEntry.action).where(AuditEntry.action == "web_sign_in")).all() == [
            "web_sign_in"
        ]


@on_sqlite
def test_an_address_that_was_sent_is_shown_after_signing_in_and_no_other_sites(web: Web) -> None:
    asked = "/app/entries?q=%E0%B8%82%E0%B8%A2%E0%B8%B0&place=56"
    client = web.app.test_client()
    assert client.get(asked).headers["Location"] == "/app"
    assert client.post(link_for(web, KANDA)).headers["Location"] == asked
    assert client.get_cookie("castbot-afterwards", path="/app") is None
    for kept in (
        "https://evil.example/",
        "//evil.example",
        "/app/../../evil",
        "/app//evil.example",
        "/app/\\evil",
        "/other",
    ):
        client = web.app.test_client()
        client.set_cookie("castbot-afterwards", kept, path="/app")
        assert client.post(link_for(web, KANDA)).headers["Location"] == "/app", kept


@pytest.mark.parametrize(
    ("address", "is_own"),
    [
        ("/app/whole?from=2023-06-05&place=56", True),
        ("/app/people/7", True),
        ("/app", False),  # where one is led anyway
        ("/app/in/abc", False),
        ("/app/line/back?code=x", False),
        ("/app/map/data", False),
        ("/app/people\r\nSet-Cookie: a=b", False),
        ("/app/x?" + "y" * 3000, False),
        ("/app.evil.example/x", False),
        ("http:/app/x", False),
    ],
)
def test_only_pages_of_the_dashboard_are_led_to(address: str, *, is_own: bool) -> None:
    assert is_own_page(address) is is_own


@on_sqlite
def test_a_link_works_for_five_minutes_and_a_newer_one_ends_it(web: Web) -> None:
    first = link_for(web, KANDA)
    second = link_for(web, KANDA)
    client, now = web.app.test_client(), web.bot.clock.real()
    assert client.get(first).status_code == 404
    with web.database.read() as session:
        token = second.rpartition("/")[2]
        assert web_sessions.look(session, token, now + timedelta(minutes=4, seconds=50)) is not None
        assert web_sessions.look(session, token, now + timedelta(minutes=5, seconds=1)) is None


@on_sqlite
def test_the_cookie_cannot_be_read_by_scripts_and_does_not_travel_to_other_sites(web: Web) -> None:
    taken = web.app.test_client().post(link_for(web, KANDA))
    cookie = taken.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie


def test_a_session_gets_another_token_and_ends_after_twelve_hours(web: Web) -> None:
    web.joins(KANDA)
    token, now = web.token_of(KANDA), web.bot.clock.real()
    later = now + web_sessions.RENEWED_AFTER
    with web.database.write() as session:
        found = web_sessions.by_token(session, token, later)
        assert found is not None
        assert found.is_due
        renewed = web_sessions.renew(session, found.row.id, later)
        assert renewed is not None
        assert web_sessions.renew(session, found.row.id, later) is None
    with web.database.read() as session:
        assert web_sessions.by_token(session, renewed, later) is not None
        assert web_sessions.by_token(session, token, later + timedelta(seconds=59)) is not None
        assert web_sessions.by_token(session, token, later + timedelta(seconds=61)) is None
        assert web_sessions.by_token(session, renewed, now + web_sessions.SESSION_LASTS) is None


def test_a_page_renews_the_token_of_an_older_session(web: Web) -> None:
    kanda = web.signed_in(KANDA)
    with web.database.write() as session:
        earlier = web.bot.clock.real() - web_sessions.RENEWED_AFTER
        session.execute(update(WebSession).values(renewed_at=earlier))
    assert "castbot=" in kanda.get("/app/devices").headers["Set-Cookie"]
    assert "Set-Cookie" not in kanda.get("/app/devices").headers


@on_sqlite
def test_a_form_that_was_not_made_for_the_session_does_nothing(web: Web) -> None:
    kanda, prayun = web.signed_in(KANDA), web.signed_in(PRAYUN)
    for wrong in ("", "guessed", prayun.form_token()):
        assert kanda.post("/app/devices/end", form_token=wrong).status_code == 400
    assert kanda.get("/app/devices").status_code == 200
    assert kanda.post("/app/devices/end").status_code == 303
    assert kanda.get("/app/devices").status_code == 303


@on_sqlite
def test_one_device_is_signed_out_and_nobody_elses(web: Web) -> None:
    phone, desk, prayun = web.signed_in(KANDA), web.signed_in(KANDA), web.signed_in(PRAYUN)
    with web.database.read() as session:
        kandas = web_sessions.of_person(session, web.person_id(KANDA), web.bot.clock.real())
        prayuns = web_sessions.of_person(session, web.person_id(PRAYUN), web.bot.clock.real())
    desk.post(f"/app/devices/{prayuns[0].id}/end")
    assert prayun.get("/app/devices").status_code == 200
    desk.post(f"/app/devices/{kandas[-1].id}/end")
    assert phone.get("/app/devices").status_code == 303
    assert desk.get("/app/devices").status_code == 200


@on_sqlite
@pytest.mark.parametrize("how", ["role", "account", "erased"])
def test_a_session_ends_with_the_role_the_account_and_the_person(web: Web, how: str) -> None:
    prayun = web.signed_in(PRAYUN)
    assert prayun.get("/app/devices").status_code == 200
    with web.database.write() as session:
        person = people.by_name(session, PRAYUN)[0]
        now = web.bot.clock.now()
        if how == "role":
            session.execute(
                update(Membership)
                .where(Membership.person_id == person.id)
                .values(to_day=now.date() - timedelta(days=60))
            )
        elif how == "account":
            accounts.revoke(session, person, now, actor="command")
        elif how == "erased":
            erasure.erase(session, person, now, actor="command")
    assert prayun.get("/app/devices").status_code in (303, 403)
    assert prayun.post("/app/out", form_token="x").status_code in (401, 403)


@on_sqlite
def test_a_session_of_somebody_who_is_not_registered_says_what_to_do(web: Web) -> None:
    client = web.app.test_client()
    client.set_cookie("castbot", web.token_of(KANDA))
    answer = client.get("/app")
    assert answer.status_code == 403
    assert "พิมพ์รหัสเชิญในแชต LINE" in answer.get_data(as_text=True)


@on_sqlite
def test_whoever_asks_too_often_is_asked_to_wait(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.dashboard.pages.REQUESTS_A_MINUTE", 3)
    kanda, somchai = web.signed_in(KANDA), web.signed_in(SOMCHAI)
    codes = [kanda.get("/app/devices").status_code for _ in range(4)]
    assert codes == [200, 200, 200, 429]
    assert somchai.get("/app/devices").status_code == 200


@pytest.mark.parametrize(
    ("agent", "named"),
    [(ANDROID, "Android · Chrome"), (IN_LINE, "iPhone · LINE"), ("curl/8", "อุปกรณ์ที่ไม่ทราบชนิด")],
)
def test_a_device_is_named_as_its_owner_knows_it(shared_web: Web, agent: str, named: str) -> None:
    assert device_named(agent, shared_web.bot.texts.in_language("th")) == named


# ── LINE Login ──


def token_of(nonce: str = "n", secret: str = LOGIN.channel_secret, **claims: object) -> str:
    said = {"iss": ISSUER, "sub": "U1", "aud": LOGIN.channel_id, "exp": 4_000_000_000, "nonce": nonce, **claims}
    return jwt.encode({"alg": "HS256"}, said, OctKey.import_key(secret), algorithms=["HS256"])


def test_an_id_token_names_the_person_to_whom_line_gave_it() -> None:
    assert claimed(token_of(), LOGIN, "n") == "U1"


@pytest.mark.parametrize(
    "token",
    [
        token_of(nonce="another"),
        token_of(secret="another secret of the same length"),
        token_of(aud="999"),
        token_of(iss="https://somebody.example"),
        token_of(exp=1),
        token_of(sub=None),
        "not a token",
        "",
    ],
)
def test_an_id_token_of_somebody_else_or_another_time_signs_nobody_in(token: str) -> None:
    with pytest.raises(NotSignedIn):
        claimed(token, LOGIN, "n")


def test_leaving_for_line_takes_state_nonce_and_challenge_along(shared_web: Web) -> None:
    client = shared_web.app.test_client()
    left = client.get("/app/line")
    asked = parse_qs(urlsplit(left.headers["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["scope"] == ["openid"]
    assert asked["redirect_uri"] == ["http://bot.example/app/line/back"]
    assert client.get(f"/app/line/back?code=x&state={asked['state'][0]}x").status_code == 400
    assert shared_web.app.test_client().get(f"/app/line/back?code=x&state={asked['state'][0]}").status_code == 400
    assert client.get("/app/line/back?error=access_denied&state=" + asked["state"][0]).status_code == 400
