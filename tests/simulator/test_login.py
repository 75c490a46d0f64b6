"""Channel tokens, LINE Login, LIFF's ID tokens, account linking."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from simulator.driver import Simulator
from simulator.jwt import challenge_of, sign
from tests.simulator.bots import Api, ApiAnswer, RecordingBot

CHANNEL = {"client_id": "1234567890", "client_secret": "secret"}
BACK = "https://bot.example/signed-in"
VERIFIER = "a-verifier-of-at-least-forty-three-characters-it-is"


def authorize(api: Api, **query: str) -> dict[str, str]:
    """Where LINE's sign-in page sends the browser, as its query."""
    asked = {"response_type": "code", "client_id": CHANNEL["client_id"], "redirect_uri": BACK, "state": "s1"}
    answer = api.get("/oauth2/v2.1/authorize?" + urlencode({**asked, "scope": "openid profile", **query}))
    assert answer.status == 302
    target = urlsplit(answer.headers["Location"])
    return {name: values[0] for name, values in parse_qs(target.query).items()}


def exchange(api: Api, code: str, **more: str) -> ApiAnswer:
    fields = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK, **CHANNEL, **more}
    return api.form("/oauth2/v2.1/token", **fields)


def test_a_person_signs_in_with_state_nonce_and_pkce(line: Simulator, api: Api) -> None:
    kanda = line.person("กานดา")
    challenge = {"code_challenge": challenge_of(VERIFIER), "code_challenge_method": "S256"}
    back = authorize(api, person=kanda.user_id, nonce="n1", **challenge)
    assert back["state"] == "s1"

    tokens = exchange(api, back["code"], code_verifier=VERIFIER).json
    assert tokens["token_type"] == "Bearer"
    claims = api.form("/oauth2/v2.1/verify", id_token=tokens["id_token"], client_id="1234567890", nonce="n1").json
    assert (claims["sub"], claims["name"], claims["nonce"]) == (kanda.user_id, "กานดา", "n1")
    profile = api.get("/v2/profile", Authorization=f"Bearer {tokens['access_token']}").json
    assert profile == {"userId": kanda.user_id, "displayName": "กานดา"}
    renewed = api.form(
        "/oauth2/v2.1/token", grant_type="refresh_token", refresh_token=tokens["refresh_token"], **CHANNEL
    )
    assert renewed.status == 200
    assert api.get("/v2/profile", Authorization=f"Bearer {tokens['access_token']}").status == 401


def test_a_code_works_once_and_only_for_who_began(line: Simulator, api: Api) -> None:
    kanda = line.person("กานดา")
    code = authorize(api, person=kanda.user_id)["code"]
    assert exchange(api, code).status == 200
    assert exchange(api, code).json["error"] == "invalid_grant"

    guarded = {"code_challenge": challenge_of(VERIFIER), "code_challenge_method": "S256"}
    stolen = authorize(api, person=kanda.user_id, **guarded)["code"]
    assert exchange(api, stolen, code_verifier="guessed").json["error"] == "invalid_grant"
    elsewhere = authorize(api, person=kanda.user_id)["code"]
    assert exchange(api, elsewhere, redirect_uri="https://evil.example").json["error"] == "invalid_grant"
    assert exchange(api, elsewhere, client_secret="wrong").json["error"] == "invalid_client"


def test_one_may_say_no_or_choose_who_one_is(line: Simulator, api: Api) -> None:
    assert authorize(api, cancel="1")["error"] == "access_denied"
    chooser = api.get(
        "/oauth2/v2.1/authorize?"
        + urlencode(
            {"response_type": "code", "client_id": "1234567890", "redirect_uri": BACK, "state": "s", "scope": "openid"}
        )
    )
    assert chooser.headers["Location"].startswith("/static/login.html?")


@pytest.mark.parametrize("missing", ["state", "scope"])
def test_a_sign_in_without_its_guards_is_refused(api: Api, missing: str) -> None:
    assert authorize(api, **{missing: ""})["error"] == "invalid_request"


def test_a_wrong_channel_or_address_never_redirects(api: Api) -> None:
    for query in (
        {"client_id": "9", "redirect_uri": BACK},
        {"client_id": "1234567890", "redirect_uri": "javascript:x"},
    ):
        assert (
            api.get(
                "/oauth2/v2.1/authorize?"
                + urlencode({"response_type": "code", "state": "s", "scope": "openid", **query})
            ).status
            == 400
        )


def test_an_id_token_is_verified_in_every_part(line: Simulator, api: Api) -> None:
    kanda = line.person("กานดา")

    def verify(token: str, **more: str) -> str:
        answer = api.form("/oauth2/v2.1/verify", **{"id_token": token, "client_id": "1234567890", **more})
        return "ok" if answer.status == 200 else str(answer.json["error_description"])

    good = line.call("POST", f"/sim/people/{kanda.user_id}/id_token", {"nonce": "n"})["id_token"]
    late = line.call("POST", f"/sim/people/{kanda.user_id}/id_token", {"life": -10})["id_token"]
    forged = sign({"iss": "https://access.line.me", "aud": "1234567890", "sub": kanda.user_id}, "another secret")
    foreign = sign({"iss": "https://evil.example", "aud": "1234567890"}, "secret")
    assert verify(good) == "ok"
    assert verify(late) == "IdToken expired."
    assert verify(forged) == "Invalid IdToken."
    assert verify(foreign) == "Invalid IdToken Issuer."
    assert verify("x.y.z") == "Invalid IdToken."
    assert verify(good, client_id="9") == "Invalid IdToken Audience."
    assert verify(good, nonce="other") == "Invalid IdToken Nonce."
    assert verify(good, user_id="U" + "0" * 32) == "Invalid IdToken Subject Identifier."


def test_short_lived_tokens_are_issued_verified_and_revoked(line: Simulator, api: Api) -> None:
    issued = api.form("/v2/oauth/accessToken", grant_type="client_credentials", **CHANNEL).json
    bot = Api(line.url, token=issued["access_token"])
    assert bot.get("/v2/bot/info").status == 200
    checked = api.form("/v2/oauth/verify", access_token=issued["access_token"]).json
    assert checked["client_id"] == "1234567890"
    assert 0 < checked["expires_in"] <= 2592000
    assert api.form("/v2/oauth/revoke", access_token=issued["access_token"]).status == 200
    assert bot.get("/v2/bot/info").status == 401
    assert api.form("/v2/oauth/verify", access_token=issued["access_token"]).status == 400
    assert (
        api.form("/v2/oauth/accessToken", grant_type="client_credentials", client_id="1", client_secret="2").status
        == 400
    )


def test_stateless_and_assertion_tokens_open_the_api(line: Simulator, api: Api) -> None:
    stateless = api.form("/oauth2/v3/token", grant_type="client_credentials", **CHANNEL).json
    assert stateless["expires_in"] <= 900
    assertion = {
        "grant_type": "client_credentials",
        "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "client_assertion": sign({"iss": "1234567890", "sub": "1234567890", "aud": "https://api.line.me/"}, "any key"),
    }
    signed = api.form("/oauth2/v2.1/token", **assertion).json
    for issued in (stateless, signed):
        assert Api(line.url, token=issued["access_token"]).get("/v2/bot/info").status == 200
    assert api.get("/oauth2/v2.1/tokens/kid").json == {"kids": [signed["key_id"]]}
    assert api.get(f"/oauth2/v2.1/verify?access_token={signed['access_token']}").status == 200
    assert api.form("/oauth2/v2.1/revoke", access_token=signed["access_token"], **CHANNEL).status == 200
    assert api.get("/oauth2/v2.1/tokens/kid").json == {"kids": []}


def test_an_account_is_linked_by_its_token_once(line: Simulator, api: Api, bot: RecordingBot) -> None:
    kanda = line.person("กานดา")
    token = api.post(f"/v2/bot/user/{kanda.user_id}/linkToken").json["linkToken"]
    path = f"/dialog/bot/accountLink?linkToken={token}&nonce=n1"
    assert api.get(path).status == 302
    assert bot.events[-1]["link"] == {"result": "ok", "nonce": "n1"}
    assert api.get(path).status == 400
