"""The house of the scenarios: simulator, door and office on real sockets, and a named cast with an outsider in it."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Thread

from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from bot.app import WorkerProcess, close_app, create_app
from bot.cards.commands import EVERYTHING, had_by
from bot.cards.rich_menus import rich_menus
from bot.line.client import RichMenu
from bot.resources import Bot
from bot.settings import Settings
from models.messaging import chats
from models.people import invites, people
from models.people.people import Person, PersonState
from models.storage.database import Database
from programmes import load
from services import accounts
from services.roster.applying import apply_roster
from services.roster.rows import RosterRow, RosterScope
from simulator.driver import Simulator, Someone
from tests.patience import HANG
from tests.placements import placements

SECRET, TOKEN, METRICS_TOKEN = "0123456789abcdef0123456789abcdef", "test-token", "metrics-token"
MAE_CHAI, MUEANG_PHAYAO, PHAYAO = "5607", "5601", "56"

# A named cast: two participants of different districts and agencies, their mentors, coordinators of two scopes.
NAMED_PEOPLE = (
    RosterRow(
        2,
        "P1",
        "สมชาย ใจดี",
        "participant",
        "กรมการปกครอง",
        "เจ้าพนักงานปกครองชำนาญการพิเศษ",
        placements(MAE_CHAI, MUEANG_PHAYAO, PHAYAO),
    ),
    RosterRow(
        3,
        "P2",
        "มาลี แสงทอง",
        "participant",
        "กรมที่ดิน",
        "นักวิชาการที่ดินชำนาญการพิเศษ",
        placements(MUEANG_PHAYAO, MAE_CHAI, PHAYAO),
    ),
    RosterRow(4, "M1", "ประยูร ศรีสุข", "mentor", position="นายอำเภอ", area=MAE_CHAI),
    RosterRow(5, "M2", "วิไล บุญมา", "mentor", position="นายอำเภอ", area=MUEANG_PHAYAO),
    RosterRow(6, "M3", "อำนาจ ทองดี", "mentor", position="หัวหน้าสำนักงานจังหวัด", area=PHAYAO),
    RosterRow(7, "C1", "กานดา รักไทย", "coordinator", scope=RosterScope("all")),
    RosterRow(8, "C2", "ธนา ใจงาม", "coordinator", scope=RosterScope("agency", "กรมที่ดิน")),
)
THAI_DIGIT = re.compile("[๐-๙]")
SOMCHAI, MALEE, PRAYUN, KANDA = "สมชาย ใจดี", "มาลี แสงทอง", "ประยูร ศรีสุข", "กานดา รักไทย"


@dataclass
class RunningBot:
    """Everything a scenario touches."""

    line: Simulator
    bot: Bot
    office: WorkerProcess
    url: str

    @property
    def database(self) -> Database:
        return self.bot.database

    def code_for(self, name: str) -> str:
        """A fresh invite code for a member of the cast."""
        with self.database.write() as session:
            person = people.by_name(session, name)[0]
            return invites.issue(session, person.id, self.bot.clock.now())

    def person_id(self, name: str) -> int:
        with self.database.read() as session:
            return people.by_name(session, name)[0].id

    def joined(self, name: str) -> Someone:
        """A member of the cast who has added the bot, consented and registered: on record as after these three steps.

        Who is to walk them `joins`: for everybody they would take a third of all tests' time.
        """
        phone, now = self.line.person(name, friend=True), self.bot.clock.now()
        with self.database.write() as session:
            person = people.by_name(session, name)[0]
            register(session, person, phone.user_id, self.bot.programme.retention.notice_version, now)
        return phone

    def joins(self, name: str) -> Someone:
        """A member of the cast adds the bot, consents and registers, as they would."""
        phone = self.line.person(name, friend=False)
        phone.follows()
        phone.hears(1)
        for words in ("ยินยอม", self.code_for(name)):
            phone.says(words)
            phone.hears(1)
        return phone

    def stranger(self, name: str = "คนแปลกหน้า") -> Someone:
        return self.line.person(name, friend=True)


def register(session: Session, person: Person, user_id: str, notice_version: str, now: datetime) -> None:
    """Put on record that a person has consented and registered with this LINE id; one they had before loses them."""
    former = chats.of_person(session, person.id)
    if former is not None and former.line_user_id != user_id:
        accounts.part_from(session, person, former)
    chats.ensure(session, [user_id], now)
    chat = chats.by_line_ids(session, [user_id])[user_id]
    chat.person_id, chat.menu_stale, chat.follows = person.id, True, True
    chat.consent_version, chat.consent_at = notice_version, now
    person.state, person.language = PersonState.ACTIVE.value, chat.language
    person.consent_version, person.consent_at = notice_version, now


def thai_digits_of_ours(line: Simulator) -> list[str]:
    """Return what the bot has said with Thai digits that nobody typed: its own are Arabic, so that no card has both."""
    everybody = list(line.platform.people)
    bubbles = [bubble for person in everybody for bubble in person.chat]
    typed = " ".join(str(bubble.message.get("text")) for bubble in bubbles if bubble.sender == "person")
    heard = [words for bubble in bubbles if bubble.sender == "bot" and THAI_DIGIT.search(words := str(bubble.message))]
    return [
        said[0] for words in heard for said in re.finditer(r".{0,30}([๐-๙]+).{0,10}", words) if said[1] not in typed
    ]


def sends_again(line: Simulator) -> None:
    """Let the platform wait for the bot's answer and send again what was not taken, as LINE does when it is told to:
    a webhook call that a busy machine refuses then arrives later, and no test fails by it."""
    line.webhook(timeout=HANG, again_after=[0.5] * 1000)


@cache
def _menus(programme: Path | None) -> Sequence[tuple[RichMenu, bytes]]:
    there = had_by(load(programme)) if programme else EVERYTHING
    drawn = sorted(next(iter(rich_menus().values())).image.parent.glob("*.png"))  # of a folder of a test none is drawn
    return [
        (menu, (menu.image if menu.image in drawn else drawn[0]).read_bytes())
        for menu in rich_menus(there=there).values()
    ]


def has_menus(line: Simulator, programme: Path | None = None) -> None:
    """Give the channel the bot's rich menus, as after its first start: making them takes longer than most tests."""
    for menu, image in _menus(programme):
        made = line.platform.menus.create(menu.body)
        made.image, made.mime = image, menu.content_type


@contextmanager
def start_running_bot(
    database_url: str,
    folder: Path,
    *,
    start: datetime,
    public_url: str | None = None,
    programme: Path | None = None,
    media_url: str | None = None,
) -> Iterator[RunningBot]:
    """A house on an empty database. Everybody of CAST is on record; in a house of another `programme` nobody is yet."""
    clock_file = folder / "clock.json"
    with Simulator.start(
        webhook="http://127.0.0.1:9/callback", secret=SECRET, token=TOKEN, start=start, clock_file=clock_file
    ) as line:
        has_menus(line, programme)
        bot = Bot(
            Settings(
                line_channel_secret=SECRET,
                line_channel_access_token=TOKEN,
                line_api_url=line.url,
                line_bot_basic_id="@castbot",
                metrics_token=METRICS_TOKEN,
                database_url=database_url,
                media_dir=folder / "media",
                media_url=media_url,
                clock_file=clock_file,
                public_url=public_url,
                **({"programme": programme} if programme else {}),
            ),
            alone=True,
        )
        if programme is None:
            with bot.database.write() as session:
                apply_roster(session, NAMED_PEOPLE, bot.programme, bot.clock.now())
        app, office = create_app(bot), WorkerProcess(bot)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        serving = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        serving.start()
        office.open()
        url = f"http://127.0.0.1:{server.server_port}"
        line.webhook(url=f"{url}/callback")
        sends_again(line)
        line.platform.traveller._patience = HANG
        try:
            yield RunningBot(line, bot, office, url)
            assert thai_digits_of_ours(line) == []
        finally:
            server.shutdown()
            serving.join()
            server.server_close()
            close_app(app)
            office.close()
            bot.close()
