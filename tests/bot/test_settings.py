"""Settings: each bad or missing one is named with its reason; clocks are never moved on LINE's own channel."""

from pathlib import Path

import pytest

from bot.settings import LINE_API, LINE_CONTENT, Settings, SettingsError, read_settings

NAMES = tuple(name.upper() for name in Settings.model_fields)


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def read(monkeypatch: pytest.MonkeyPatch, **environment: str) -> Settings:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return read_settings()


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("PORT", "0", "greater than or equal to 1"),
        ("PORT", "65536", "less than or equal to 65535"),
        ("PORT", "http", "integer"),
        ("HOST", "castbot", "must be an IP address"),
        ("HOST", "127.0.0.1:80", "must be an IP address"),
        ("DATABASE_URL", "mysql://x", "sqlite:/// or postgresql://"),
        ("DATABASE_URL", "castbot.db", "sqlite:/// or postgresql://"),
        ("LINE_API_URL", "api.line.me", "must be an address"),
        ("LINE_API_URL", "ftp://api.line.me", "must be an address"),
        ("PUBLIC_URL", "//bot", "must be an address"),
        ("PUBLIC_URL", "https://", "must be an address"),
        ("PUBLIC_URL", "https://office.go.th/bot", "a host name of its own: https://office.go.th"),
        ("PUBLIC_URL", "https://office.go.th/?bot=1", "a host name of its own"),
        ("LINE_CHANNEL_SECRET", '"0123456789abcdef"', "quotes around it"),
        ("LINE_CHANNEL_ACCESS_TOKEN", "'token'", "quotes around it"),
        ("LINE_CHANNEL_ACCESS_TOKEN", "to ken", "copy it again"),
        ("LINE_CHANNEL_ACCESS_TOKEN", "token\nX-Other: 1", "copy it again"),
        ("LINE_CHANNEL_SECRET", "0123–4567", "copy it again"),
        ("METRICS_TOKEN", "โทเค็น", "copy it again"),
        ("DATABASE_URL", '"sqlite:///castbot.db"', "quotes around it"),
        ("BACKUP_AT", "half past two", "such as 02:30"),
        ("BACKUP_KEEP", "0", "greater than or equal to 1"),
        ("BACKUP_TO", "s3://", "must be a folder of a bucket"),
        ("BACKUP_TO", "s3://my bucket/castbot", "must be a folder of a bucket"),
        ("MEDIA_URL", "s3://bucket//media", "must be a folder of a bucket"),
        ("MEDIA_URL", "s3://bucket/../media", "must be a folder of a bucket"),
        ("PROGRAMME", "programmes/cast-2566/programme.toml", "is a file; name its folder, programmes/cast-2566"),
        ("BACKUP_PUBLIC_KEY", "AGE-SECRET-KEY-1QQQ", "must be a public key of age"),
        ("PUBLIC_URL", "https://user:word@office.go.th", "must be an address"),
        ("PUBLIC_URL", "https://office.go.th:99999", "must be an address"),
        ("PUBLIC_URL", "https://office.go.th:port", "must be an address"),
        ("PUBLIC_URL", "https://[::1", "must be an address"),
        ("PUBLIC_URL", "https://the office", "must be an address"),
        ("PUBLIC_URL", "https://ตัวอย่าง.ไทย", "must be an address"),
        ("MAP_TILES", "https://tiles.go.th:x/{z}/{x}/{y}.png", "must be an address"),
        ("LOG_FORMAT", "xml", "'json' or 'text'"),
        ("CLOCK_OFFSET", "yesterday", "valid number"),
        ("CLOCK_OFFSET", "nan", "must be seconds"),
        ("CLOCK_OFFSET", "-inf", "must be seconds"),
        ("CLOCK_OFFSET", "1e300", "must be seconds"),
    ],
)
def test_a_bad_setting_is_named_with_its_reason(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, reason: str
) -> None:
    with pytest.raises(SettingsError) as told:
        read(monkeypatch, **{name: value})
    (line,) = str(told.value).splitlines()
    assert line.startswith(f"{name}: ")
    assert reason in line


def test_every_bad_setting_has_its_own_line(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError) as told:
        read(monkeypatch, PORT="x", LOG_FORMAT="x", DATABASE_URL="x")
    assert sorted(line.split(":")[0] for line in str(told.value).splitlines()) == ["DATABASE_URL", "LOG_FORMAT", "PORT"]


@pytest.mark.parametrize("empty", [None, "", " "])
def test_a_process_that_talks_with_line_needs_secret_and_token(
    monkeypatch: pytest.MonkeyPatch, empty: str | None
) -> None:
    names = ("LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN")
    settings = read(monkeypatch, **({} if empty is None else dict.fromkeys(names, empty)))
    with pytest.raises(SettingsError) as told:
        settings.channel()
    assert [line.split(":")[0] for line in str(told.value).splitlines()] == list(names)


def test_secret_and_token_are_given_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, LINE_CHANNEL_SECRET="s3cret", LINE_CHANNEL_ACCESS_TOKEN="t0ken")
    assert settings.channel() == ("s3cret", "t0ken")
    assert "s3cret" not in repr(settings)
    assert "t0ken" not in repr(settings)


@pytest.mark.parametrize("address", [None, LINE_API, LINE_API + "/"])
@pytest.mark.parametrize(("name", "value"), [("CLOCK_OFFSET", "-3600"), ("CLOCK_FILE", "clock.json")])
def test_the_clock_is_never_moved_on_lines_own_channel(
    monkeypatch: pytest.MonkeyPatch, address: str | None, name: str, value: str
) -> None:
    channel = {"LINE_CHANNEL_ACCESS_TOKEN": "t"} | ({"LINE_API_URL": address} if address else {})
    with pytest.raises(SettingsError, match=rf"^{name}: .*LINE"):
        read(monkeypatch, **{name: value}, **channel)


def test_the_clock_may_be_moved_for_a_simulator_and_without_a_channel(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, CLOCK_OFFSET="-3600").clock_offset == -3600
    simulated = {"LINE_CHANNEL_ACCESS_TOKEN": "t", "LINE_API_URL": "http://127.0.0.1:9000"}
    assert read(monkeypatch, CLOCK_OFFSET="-3600", **simulated).clock_offset == -3600


def test_a_clock_file_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = read(monkeypatch, CLOCK_FILE=str(tmp_path / "none.json"))
    with pytest.raises(SettingsError, match=r"^CLOCK_FILE "):
        settings.clock()


def test_addresses_as_hosting_services_write_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, DATABASE_URL="postgres://u:p@h/d").database_url == "postgresql+psycopg://u:p@h/d"
    assert read(monkeypatch, DATABASE_URL="postgresql://h/d").database_url == "postgresql+psycopg://h/d"
    assert read(monkeypatch, PUBLIC_URL="https://bot.example.go.th/").public_url == "https://bot.example.go.th"


@pytest.mark.parametrize(
    ("host", "where"),
    [(None, "0.0.0.0:8000"), ("127.0.0.1", "127.0.0.1:8000"), ("::", "[::]:8000"), ("", "0.0.0.0:8000")],
)
def test_the_web_process_listens_where_it_is_told_to(
    monkeypatch: pytest.MonkeyPatch, host: str | None, where: str
) -> None:
    assert read(monkeypatch, **({} if host is None else {"HOST": host})).listens_on == where


@pytest.mark.parametrize("token", ["", " "])
def test_an_empty_token_shows_nobody_the_metrics(monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    assert not read(monkeypatch, METRICS_TOKEN=token).metrics_secret


def test_calls_and_contents_go_to_line_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    own = read(monkeypatch)
    assert (own.api_url, own.content_url) == (LINE_API, LINE_CONTENT)
    simulated = read(monkeypatch, LINE_API_URL="http://127.0.0.1:9000/")
    assert simulated.api_url == simulated.content_url == "http://127.0.0.1:9000"


@pytest.mark.parametrize(
    ("public", "api", "shown"),
    [
        (None, None, None),
        ("https://bot.example.go.th", None, "https://bot.example.go.th"),
        ("http://bot.example.go.th", None, None),  # LINE shows no pictures over http
        ("http://127.0.0.1:8000", "http://127.0.0.1:9000", "http://127.0.0.1:8000"),
    ],
)
def test_pictures_are_only_linked_where_phones_may_fetch_them(
    monkeypatch: pytest.MonkeyPatch, public: str | None, api: str | None, shown: str | None
) -> None:
    given = {name: value for name, value in (("PUBLIC_URL", public), ("LINE_API_URL", api)) if value}
    assert read(monkeypatch, **given).picture_url == shown


def test_an_empty_setting_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, PORT="", DATABASE_URL="").port == 8000
