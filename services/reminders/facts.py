"""The values for the sentences of reminders: phases, places, mentors, days, forms, in the reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from locales.texts import Text, Texts
from programmes import Programme
from programmes.reminders import MENTOR_CHANGES, Reminder, ReminderAudience
from services.reminders.conditions import NAMES, Due, Facts
from services.reminders.recipients import Recipient, Recipients
from thai.dates import day_span, long_day, month_year, short_day, weekday_name
from thai.places import bare_name, display

NAMES_SHOWN: Final = 8
DAYS: Final = ("from_day", "until_day")


@dataclass(frozen=True, slots=True)
class ReminderItem:
    """What one person is told because of one due rule: its sentences and their values."""

    due: Due
    audience: ReminderAudience
    facts: tuple[tuple[str, str | int], ...]

    @property
    def reminder(self) -> Reminder:
        return self.due.reminder


class FactFinder:
    """Finds the values for one due rule and its audience. Values that all people share are found once."""

    def __init__(self, recipients: Recipients, due: Due, audience: ReminderAudience, texts: Texts, today: date) -> None:
        self._recipients, self._due, self._audience, self._texts = recipients, due, audience, texts
        self._waited = max(0, (today - due.moment.day).days)
        self._common: dict[str, Facts] = {}

    def reminder_items(self, people: Sequence[Recipient], to_do: Mapping[int, Facts]) -> dict[int, ReminderItem]:
        """Return what each of these people is told. A mentor of nobody is not told about phases and stages."""
        found = {}
        for one in people:
            if one.person_id not in to_do:
                continue
            own = self._own(one)
            if own is not None:
                text = self._texts.in_language(one.language)
                facts = self._for_all(text) | _said(to_do[one.person_id] | own, self._recipients.programme, text)
                if "place" in facts:
                    facts["where"] = _where(str(facts["place"]), str(own.get("area", "")), text)
                found[one.person_id] = ReminderItem(self._due, self._audience, tuple(sorted(facts.items())))
        return found

    def _for_all(self, text: Text) -> dict[str, str | int]:
        if text.language not in self._common:
            kind, _, key = self._due.moment.subject.partition(":")
            find = {
                "phase": _phase,
                "stage": _stage,
                "form": _form,
                "evaluation": _evaluation,
                "nomination": _nomination,
                "day": _day,
                "check-in": _check_in,
                "follow-up": _follow_up,
                "call": _call,
                "selection": _selection,
            }.get(kind)
            found = find(self._recipients, self._due, key, text) if find else {}
            if "days" in found:  # until it begins, counted from the day on which it is told
                found["days"] = max(0, int(str(found["days"])) - self._waited)
            self._common[text.language] = found
        return dict(self._common[text.language])  # type: ignore[arg-type]

    def _own(self, one: Recipient) -> Facts | None:
        """Return the values that differ between people, or None if the reminder does not concern the person."""
        kind, _, _ = self._due.moment.subject.partition(":")
        if kind not in ("phase", "stage") or self._due.reminder.condition in MENTOR_CHANGES:
            return {}
        day, stage = self._recipients.day_of(self._due.moment), self._recipients.stage_of(self._due.moment)
        if self._audience == "owner":
            return {"count": self._recipients.participants_on(day)}
        if self._audience == "mentor":
            mine = self._recipients.looked_after(stage, day).get(one.person_id) if stage else None
            return {"count": len(mine), NAMES: tuple(each.name for each in mine)} if mine else None
        area = self._recipients.areas(stage, day).get(one.person_id) if stage else None
        if area is None or stage is None:
            return {"known": "place" if self._has_place() else "nothing", "area": "", "mentor": ""}
        mentor = self._recipients.mentors(stage, day).get(one.person_id)
        return {"known": "mentor" if mentor else "area", "area": area, "mentor": mentor.name if mentor else ""}

    def _has_place(self) -> bool:
        programme = self._recipients.programme
        return any(programme.phase(number).place for number in self._recipients.phases_of(self._due.moment))


def _said(facts: Facts, programme: Programme, text: Text) -> dict[str, str | int]:
    """Return values as people read them: names joined, areas and sectors by name, dates in full."""
    said: dict[str, str | int] = {}
    for name, value in facts.items():
        if name == "sectors" and isinstance(value, tuple):
            sectors = [programme.sector(key) for key in value]
            said[name] = " · ".join(sector.label(text.language) for sector in sectors)
            said["next"], said["who"] = sectors[0].label(text.language), sectors[0].who(text.language)
        elif name == "unit" and isinstance(value, str) and programme.units is not None:
            said[name] = programme.units.unit(value).called(text.language)
        elif name == "area" and isinstance(value, str):
            said[name] = display(value, text.language) if value else ""
        elif isinstance(value, tuple):
            said[name] = names(value, text)
        elif name in DAYS and isinstance(value, str):
            said[name] = formal_day(date.fromisoformat(value), text)
        else:
            said[name] = value
    return said


def names(people: Sequence[str], text: Text) -> str:
    """Return names joined; of many names the first ones and how many more there are."""
    shown = ", ".join(people[:NAMES_SHOWN])
    left = len(people) - NAMES_SHOWN
    return text("reminder-names-and-more", names=shown, count=left) if left > 0 else shown


def together(reminder_items: Sequence[ReminderItem], text: Text) -> list[ReminderItem]:
    """Return the items with those of one rule about several people's silences as one, which names them all."""
    found: list[ReminderItem] = []
    silent: dict[str, list[ReminderItem]] = {}
    for one in reminder_items:
        if one.reminder.condition != "silent" or one.audience == "participant":
            found.append(one)
            continue
        group = silent.setdefault(one.reminder.rule, [])
        if not group:
            found.append(one)  # in the place of the first
        group.append(one)
    return [_of_all(silent[one.reminder.rule], text) if one.reminder.rule in silent else one for one in found]


def _of_all(silences: Sequence[ReminderItem], text: Text) -> ReminderItem:
    each = [dict(one.facts) for one in silences]
    said = names([text("summary-silent-name", name=one["name"], days=one["days"]) for one in each], text)
    least = min(int(one["days"]) for one in each)
    return replace(silences[0], facts=(("count", len(each)), ("days", least), ("names", said)))


def _phase(recipients: Recipients, due: Due, key: str, text: Text) -> Facts:
    phase = recipients.programme.phase(int(key))
    facts: Facts = {
        "phase": phase.name(text.language),
        "what": phase.what(text.language),
        "place": phase.place(text.language) if phase.place else "",
        "days": max(0, (phase.start - due.moment.day).days),
        "reports": phase.reports,
    }
    return facts | _span(phase.start, phase.end, text)


def _stage(recipients: Recipients, due: Due, key: str, text: Text) -> Facts:
    stage = recipients.programme.stage(key)
    phase = recipients.programme.phase(stage.phase)
    facts: Facts = {
        "stage": stage.name(text.language),
        "mentor_role": stage.mentor_role(text.language),
        "place": phase.place(text.language) if phase.place else "",
        "days": max(0, (stage.start - due.moment.day).days),
    }
    return facts | _span(stage.start, stage.end, text)


def _form(recipients: Recipients, due: Due, key: str, text: Text) -> Facts:
    form = recipients.programme.form(key)
    edge = {form.opens: "opens", form.closes: "closes"}.get(due.moment.day, "half")
    sectors = recipients.programme.coverage if form.sector_question else None
    return {
        "form": form.name(text.language),
        "edge": edge,
        "last": formal_day(form.closes, text),
        "asks": "sectors" if sectors else "once",
        "sectors": sectors.called(text.language) if sectors else "",
    }


def _evaluation(recipients: Recipients, due: Due, key: str, text: Text) -> Facts:
    turn = next(turn for turn in recipients.programme.evaluation.rounds if turn.key == key)
    return _form(recipients, due, turn.form or "", text) | {"round": turn.name(text.language)}


def _nomination(recipients: Recipients, due: Due, key: str, text: Text) -> Facts:
    turn = recipients.programme.round(key)
    last = turn.nominate_by or due.moment.day
    return {
        "round": turn.name(text.language),
        "last": formal_day(last, text),
    }


def _check_in(_: Recipients, __: Due, key: str, text: Text) -> Facts:
    return {"month": month_year(date.fromisoformat(f"{key}-01"), text.language)}


def _follow_up(_: Recipients, __: Due, key: str, ___: Text) -> Facts:
    return {"months": int(key)}


def _call(recipients: Recipients, _: Due, key: str, text: Text) -> Facts:
    call = recipients.programme.call(key)
    return {
        "call": call.name(text.language),
        "wanted": call.wanted(text.language),
        "of": call.of,
        "last": formal_day(call.closes, text),
        "late": call.late,
    }


def _selection(recipients: Recipients, _: Due, key: str, text: Text) -> Facts:
    selection = recipients.programme.selection(key)
    return {"selection": selection.name(text.language), "last": formal_day(selection.closes, text)}


def _day(_: Recipients, __: Due, key: str, text: Text) -> Facts:
    return {"day": long_day(date.fromisoformat(key), text.language)}


def _span(first: date, last: date, text: Text) -> Facts:
    return {
        "first": formal_day(first, text),
        "last": formal_day(last, text),
        "span": day_span(first, last, text.language),
        "weeks": (last - first + timedelta(days=1)).days // 7,
    }


def formal_day(day: date, text: Text) -> str:
    """Return a date as official letters write it: "วันพุธที่ 12 ก.ค. 2566"."""
    return text("reminder-day", weekday=weekday_name(day, text.language), day=short_day(day, text.language))


def _where(place: str, area: str, text: Text) -> str:
    """Return an office with its area in full: "ที่ทำการปกครองอำเภอขนอม จังหวัดนครศรีธรรมราช"."""
    if not area:
        return place
    province = bare_name(area[:2], text.language)
    if len(area) == 2:
        return text("reminder-where-province", place=place, province=province)
    return text("reminder-where-district", place=place, district=bare_name(area, text.language), province=province)
