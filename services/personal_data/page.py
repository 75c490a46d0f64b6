"""The readable page of a personal data file: what is kept of the person, in their language, without any network."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy import select
from sqlalchemy.orm import Session

from locales.texts import Text
from models.activities.details import PlaceSaid
from models.coordination.downloads import PAPER
from models.forms.forms import FormVersion
from models.privacy.viewings import KEPT_FOR
from programmes import Programme
from programmes.bangkok import BANGKOK
from services.activities.in_words import place_name
from services.evaluations.in_words import score_said
from services.evaluations.words_said import words_about
from services.exports.submissions import value_of, words_of
from services.forms.filling import form_of
from services.personal_data.gathering import SELF, PersonalData, Row
from thai.dates import day_span, short_day
from thai.places import display
from xlsforms.form import Question
from xlsforms.stored_values import path_of

_TEMPLATES: Final = Path(__file__).parent / "templates"
FILES: Final = frozenset(("image", "audio", "file", "video"))  # types of questions that a file answers


@dataclass(frozen=True, slots=True)
class PersonalItem:
    """One thing in a section: a heading, lines below it (label or None, words), and names of picture files."""

    heading: str
    lines: tuple[tuple[str | None, str], ...] = ()
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonalSection:
    """A part of the page: the key of its title, and its items. Without items it is left out."""

    key: str
    items: Sequence[PersonalItem] = field(default_factory=tuple)


@dataclass(frozen=True)
class PersonalPage:
    """What the page is made of. `files` are the names of picture files in the ZIP by the id of the medium."""

    session: Session
    programme: Programme
    data: PersonalData
    text: Text
    made_on: date
    files: Mapping[int, str]

    def html(self) -> str:
        """Return the page."""
        person = self.data.of("person")[0]
        counts = [(self.text(f"personal-table-{name.replace('_', '-')}"), len(rows)) for name, rows in self._filled()]
        return _environment().get_template("personal_data.html").render(
            t=self.text,
            name=person["name"],
            programme=self.programme.name(self.text.language),
            made_on=short_day(self.made_on, self.text.language),
            contact=self.programme.contact.name(self.text.language),
            sections=[section for section in self._sections() if section.items],
            counts=counts,
            kept_days=KEPT_FOR.days,
        )  # fmt: skip

    def _filled(self) -> list[tuple[str, Sequence[Row]]]:
        return [(name, rows) for name, rows in self.data.rows.items() if rows]

    def _sections(self) -> list[PersonalSection]:
        return [
            PersonalSection("person", self._person()),
            PersonalSection("entries", self._entries()),
            PersonalSection("questions", self._questions()),
            PersonalSection("forms", self._forms()),
            PersonalSection("plan", self._plan()),
            PersonalSection("evaluations", self._evaluations()),
            PersonalSection("leave", self._leave()),
            PersonalSection("announcements", self._announcements()),
            PersonalSection("devices", self._devices()),
            PersonalSection("looks", self._looks()),
        ]

    # ── sections ──

    def _person(self) -> list[PersonalItem]:
        text, (person,) = self.text, self.data.of("person")
        lines = [
            (text("my-data-name"), person["name"]),
            (text("registered-agency"), person["agency"]),
            (text("registered-position"), person["position"]),
            (text("my-data-consent"), self._consent(person)),
        ]
        for role in self.data.of("membership"):
            if role["person_id"] != SELF:
                continue
            where = display(role["area"], text.language) if role["area"] else ""
            name = getattr(self.programme.roles, role["role"])(text.language)
            lines.append((text("registered-role"), " · ".join(filter(None, (name, where, self._days(role))))))
        for placed in self.data.of("placement"):
            where = " · ".join(filter(None, (display(placed["area"], text.language), self._days(placed))))
            lines.append((text("registered-area"), where))
        return [PersonalItem("", tuple((label, said) for label, said in lines if said))]

    def _consent(self, person: Row) -> str:
        if person["consent_at"] is None:
            return self.text("my-data-no-consent")
        day = short_day(_day(person["consent_at"]), self.text.language)
        return self.text("my-data-consented", day=day, version=person["consent_version"])

    def _entries(self) -> list[PersonalItem]:
        text, marks, places = self.text, self._by("activity_mark"), self._by("activity_place")
        media, reviews = self._by("media"), self._by("review")
        labels = {one.key: one.label(text.language) for one in self.programme.sectors}
        labels |= {one.key: one.label(text.language) for one in self.programme.tags}
        items = []
        for entry in self.data.of("activity"):
            of = entry["id"]
            where = [place_name(PlaceSaid(one["level"], one["name"], one["code"]), text.language) for one in places[of]]
            pin = f"{entry['latitude']:.5f}, {entry['longitude']:.5f}" if entry["latitude"] is not None else ""
            said = [
                (None, entry["words"]),
                (text("personal-with"), " · ".join(labels.get(str(one["key"]), str(one["key"])) for one in marks[of])),
                (text("export-activity-people"), str(entry["people_count"] or "")),
                (text("export-activity-places"), ", ".join(where)),
                (text("personal-pin"), pin),
            ]
            for review in reviews[of]:
                by = self._who(review["by_person_id"])
                act = text(f"export-act-{review['act']}")
                words = f"{act}: {review['words']}" if review["words"] else act
                said.append((by, f"{words} ({self._at(review['at'])})"))
            heading = f"{short_day(date.fromisoformat(entry['day']), text.language)} · {self._state(entry['state'])}"
            items.append(PersonalItem(heading, _said(said), self._pictures(media[of])))
        return items

    def _state(self, state: str) -> str:
        return self.text("personal-deleted") if state == "deleted" else self.text(f"export-state-{state}")

    def _questions(self) -> list[PersonalItem]:
        written = self._by("question_message", "question_id")
        items = []
        for one in self.data.of("question"):
            said = [(self._who(message["by_person_id"]), message["words"]) for message in written[one["id"]]]
            items.append(PersonalItem(self._at(one["asked_at"]), _said(said)))
        return items

    def _forms(self) -> list[PersonalItem]:
        answers, media = self._by("submission_answer", "submission_id"), self._by("media", "submission_id")
        items = []
        for one in self.data.of("submission"):
            version, language = self._version(one), self.text.language
            known = form_of(self.session, version).questions if version else {}
            said: list[tuple[str | None, str | None]] = [(None, one["words"])]
            for answer in answers[one["id"]]:
                question = known.get(path_of(answer["key"]))
                label = words_of(question, language) if question else answer["key"]
                said.append((label, self._answered(question, answer["value"])))
            about = "" if one["person_id"] == SELF else f" · {self._who(one['person_id'])}"
            heading = f"{version.title if version else one['form_key']} · {self._at(one['started_at'])}{about}"
            items.append(PersonalItem(heading, _said(said), self._pictures(media[one["id"]])))
        return items

    def _answered(self, question: Question | None, value: str) -> str:
        if question is None or not value:
            return value
        if question.type in FILES:
            return self.text("personal-photo-answered")
        said = value_of(question, value, self.text.language, labels=True)
        return short_day(said, self.text.language) if type(said) is date else str(said)

    def _version(self, submission: Row) -> FormVersion | None:
        return self.session.scalar(select(FormVersion).where(FormVersion.id == submission["form_id"]))

    def _plan(self) -> list[PersonalItem]:
        text = self.text
        goals = [
            PersonalItem(
                text("personal-goal", number=goal["number"]),
                _said([(None, goal["what"]), (text("plan-part-with_whom"), goal["with_whom"]),
                       (text("plan-part-by_day"), self._on(goal["by_day"]))]),
            )
            for goal in self.data.of("plan_goal")
        ]  # fmt: skip
        words = [(self._who(one["by_person_id"]), one["words"]) for one in self.data.of("plan_word")]
        duties = [(text("personal-duties"), one["words"]) for one in self.data.of("plan_duties")]
        said = _said([*duties, *words])
        return [*goals, *([PersonalItem("", said)] if said else [])]

    def _evaluations(self) -> list[PersonalItem]:
        """The closed rounds as participants see them: by kind, without names (docs/evaluations.md)."""
        items, text = [], self.text
        for stored in self.data.of("evaluation_result"):
            result = json.loads(stored["body"])
            turn = next((one for one in self.programme.evaluation.rounds if one.key == result["round"]), None)
            if turn is None:
                continue
            said: list[tuple[str | None, str]] = [(None, score_said(text, result["total"], result["percent"]))]
            for kind, words in words_about(self.session, self.programme, turn, self.data.person_id, text.language):
                said += [(kind, one) for one in words]
            items.append(PersonalItem(turn.name(text.language), _said(said)))
        return items

    def _leave(self) -> list[PersonalItem]:
        spans = [(one["from_day"], one["to_day"]) for one in self.data.of("leave")]
        days = [day_span(date.fromisoformat(a), date.fromisoformat(b), self.text.language) for a, b in spans]
        return [PersonalItem("", tuple((None, said) for said in days))] if days else []

    def _announcements(self) -> list[PersonalItem]:
        return [
            PersonalItem(
                f"{self._at(one['created_at'])} · {self._who(one['author_id'])}", _said([(None, one["words"])])
            )
            for one in self.data.of("broadcast")
        ]

    def _devices(self) -> list[PersonalItem]:
        said = [(one["device"], self._at(one["created_at"])) for one in self.data.of("web_session")]
        said += [(self._file_asked_for(one["kind"]), self._at(one["created_at"])) for one in self.data.of("download")]
        said += [(one["name"], self._at(one["created_at"])) for one in self.data.of("feed")]
        return [PersonalItem("", _said(said))] if said else []

    def _file_asked_for(self, kind: str) -> str:
        key = kind if kind.startswith(PAPER) else f"export-{kind}"
        return self.text(key) if key in self.text.messages else self.text("personal-file")

    def _looks(self) -> list[PersonalItem]:
        """Who looked at the person, a line a day and way."""
        said = []
        for one in sorted(self.data.of("viewing"), key=lambda row: str(row["day"]), reverse=True):
            if one["person_id"] == SELF:
                way, day = self.text(f"viewing-{one['way']}"), self._on(one["day"])
                said.append(
                    (day, self.text("viewing-line", who=self._who(one["by_person_id"]), way=way, times=one["times"]))
                )
        return [PersonalItem("", _said(said))] if said else []

    # ── words ──

    def _by(self, table: str, column: str = "activity_id") -> Mapping[int, list[Row]]:
        found = defaultdict[int, list[Row]](list)
        for row in self.data.of(table):
            found[row[column]].append(row)
        return found

    def _pictures(self, media: Iterable[Row]) -> tuple[str, ...]:
        return tuple(self.files[one["id"]] for one in media if one["id"] in self.files)

    def _who(self, said: Any) -> str:
        if said == SELF:
            return self.text("personal-you")
        return str((said or {}).get("name") or self.text("personal-another"))

    def _days(self, row: Row) -> str:
        first, last = self._on(row["from_day"]), self._on(row["to_day"])
        return f"{first or '…'} – {last or '…'}" if first or last else ""

    def _on(self, day: str | None) -> str:
        return short_day(date.fromisoformat(day), self.text.language) if day else ""

    def _at(self, instant: str) -> str:
        at = datetime.fromisoformat(instant).astimezone(BANGKOK)
        return f"{short_day(at.date(), self.text.language)} {self.text('download-time', time=at.strftime('%H:%M'))}"


def _said(lines: Iterable[tuple[str | None, str | None]]) -> tuple[tuple[str | None, str], ...]:
    return tuple((label, words) for label, words in lines if words)


def _day(instant: str) -> date:
    return datetime.fromisoformat(instant).astimezone(BANGKOK).date()


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
