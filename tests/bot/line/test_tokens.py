"""Short-lived access tokens: asked for with a signed JWT, renewed by themselves, replaced once at a 401, revoked."""

import json
from collections.abc import Iterator
from contextlib import closing

import pytest

from bot.line import tokens
from bot.line.client import LineAnswer, LineClient, LineTrouble
from bot.line.tokens import ChannelKey, NoToken, ShortLivedTokens, WrongChannelKey, check_key, new_key
from bot.settings import SettingsError, read_settings
from simulator.driver import Simulator
from simulator.tokens import MOST_CHANNEL_TOKENS

PRIVATE, PUBLIC = new_key()
OTHERS, _ = new_key()
CHANNEL, SECRET = "1234567890", "s"


def key(**changed: str) -> ChannelKey:
    return ChannelKey(**{"channel_id": CHANNEL, "key_id": "kid-1", "private": PRIVATE, "secret": SECRET, **changed})


def push_to(user_id: str) -> bytes:
    return json.dumps({"to": user_id, "messages": [{"type": "text", "text": "x"}]}).encode()


def revoke(line: Simulator, of: ShortLivedTokens, seconds: list[float]) -> None:
    """Somebody revokes the token in LINE's console, a while after it was issued."""
    line.platform.keys.revoke(of.value())
    seconds[0] += tokens.AGAIN_AFTER + 1


@pytest.fixture(scope="module")
def line() -> Iterator[Simulator]:
    with Simulator.start(secret=SECRET, token="t", assertion_key=PUBLIC) as simulator:
        yield simulator


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The process's own clock, which a test moves."""
    at = [1000.0]
    monkeypatch.setattr(tokens, "monotonic", lambda: at[0])
    return at


@pytest.fixture
def short_lived(line: Simulator, seconds: list[float]) -> Iterator[ShortLivedTokens]:
    with closing(ShortLivedTokens(line.url, key())) as opened:
        yield opened
    assert line.platform.keys.channel_tokens() == []  # none is left over


def test_a_token_is_issued_once_for_half_a_day_and_revoked_at_the_end(
    line: Simulator, short_lived: ShortLivedTokens
) -> None:
    first = short_lived.value()
    assert short_lived.value() == first
    (issued,) = line.platform.keys.channel_tokens()
    assert issued.value == first
    assert 0 <= tokens.LIVES - issued.expires_in < 60
    short_lived.close()
    assert not line.platform.knows_token(first)


def test_it_is_renewed_when_half_of_its_life_is_over_and_the_one_before_is_revoked(
    line: Simulator, short_lived: ShortLivedTokens, seconds: list[float]
) -> None:
    first = short_lived.value()
    seconds[0] += tokens.RENEWED_AT + 1
    second = short_lived.value()
    assert second != first
    assert [one.value for one in line.platform.keys.channel_tokens()] == [second]


def test_while_line_gives_no_other_a_token_is_used_to_its_end(
    line: Simulator, short_lived: ShortLivedTokens, seconds: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = short_lived.value()
    with monkeypatch.context() as away:
        away.setattr(line.platform, "settings", line.platform.settings.__class__(webhook="", secret="x", token="t",
                                                                                  channel_id="9"))  # fmt: skip
        seconds[0] += tokens.RENEWED_AT + 1
        assert short_lived.value() == first
        seconds[0] += tokens.LIVES
        with pytest.raises(NoToken):
            short_lived.value()
    seconds[0] += tokens.AGAIN_AFTER + 1
    assert short_lived.value() != first
    line.platform.keys.revoke(first)


def test_a_call_with_a_revoked_token_is_made_again_with_a_new_one_and_a_message_is_sent_once(
    line: Simulator, short_lived: ShortLivedTokens, seconds: list[float]
) -> None:
    phone = line.person("กานดา", friend=True)
    with closing(LineClient(line.url, line.url, short_lived)) as client:
        assert client.basic_id() == "@castbot"
        revoke(line, short_lived, seconds)
        assert client.push(push_to(phone.user_id), "123e4567-e89b-12d3-a456-426614174000").answer is LineAnswer.ACCEPTED
        assert len(phone.hears(1)) == 1
        revoke(line, short_lived, seconds)
        assert client.basic_id() == "@castbot"
        line.platform.keys.revoke(short_lived.value())  # again at once: no third is asked for
        with pytest.raises(LineTrouble) as refused:
            client.basic_id()
        assert refused.value.status == 401
        said = client.push(push_to(phone.user_id), "123e4567-e89b-12d3-a456-426614174001")
        assert (said.answer, said.status) == (LineAnswer.LOCKED_OUT, 401)
        assert client.content("1", 10_000).status == 401


@pytest.mark.parametrize("changed", [{"private": OTHERS}, {"channel_id": "1"}, {"key_id": "another"}])
def test_a_wrong_key_channel_or_key_id_is_refused_and_said(
    line: Simulator, changed: dict[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    with closing(ShortLivedTokens(line.url, key(**changed))) as asked:
        with pytest.raises(NoToken) as refused:
            asked.value()
        assert refused.value.status == 400
        with closing(LineClient(line.url, line.url, asked)) as client:
            said = client.push(push_to("U1"), "123e4567-e89b-12d3-a456-426614174002")
            assert (said.answer, said.status) == (LineAnswer.LOCKED_OUT, 400)
    said = capfd.readouterr()
    assert json.loads(PRIVATE)["d"] not in said.out + said.err + repr(key())


def test_more_than_thirty_tokens_are_refused(line: Simulator) -> None:
    many = [ShortLivedTokens(line.url, key()) for _ in range(MOST_CHANNEL_TOKENS + 1)]
    for one in many[:-1]:
        one.value()
    with pytest.raises(NoToken):
        many[-1].value()
    for one in many:
        one.close()


def test_without_line_nothing_is_sent_and_nothing_in_doubt() -> None:
    nowhere = "http://127.0.0.1:9"
    with closing(LineClient(nowhere, nowhere, ShortLivedTokens(nowhere, key()))) as client:
        said = client.push(push_to("U1"), "123e4567-e89b-12d3-a456-426614174003")
        assert said.answer is LineAnswer.NOT_SENT
        with pytest.raises(LineTrouble):
            client.basic_id()


@pytest.mark.parametrize("said", ["", "{}", "[]", "x", PUBLIC, '{"kty":"oct","k":"c2VjcmV0"}'])
def test_what_is_no_private_rsa_key_is_refused(said: str) -> None:
    with pytest.raises(WrongChannelKey):
        check_key(said)


def test_the_settings_name_what_is_missing_beside_a_key_and_need_no_long_lived_token() -> None:
    given = {"line_channel_secret": SECRET, "line_channel_key": PRIVATE}
    with pytest.raises(SettingsError, match=r"LINE_CHANNEL_ID.*\nLINE_CHANNEL_KEY_ID"):
        read_settings(**given).channel()
    secret, access = read_settings(**given, line_channel_id=CHANNEL, line_channel_key_id="kid-1").channel()
    assert (secret, access) == (SECRET, key())
    wrong = read_settings(**given | {"line_channel_key": "x"}, line_channel_id=CHANNEL, line_channel_key_id="kid-1")
    with pytest.raises(SettingsError, match=r"LINE_CHANNEL_KEY: .* line key"):
        wrong.channel()
