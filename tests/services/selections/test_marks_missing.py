"""Jurors who have left some out are reminded; who has marked all, or is no juror, is not, and nobody afterwards."""

from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from bot.settings import ROOT
from models import schema
from models.calls.candidates import CallCandidate, CandidateState
from models.people import people
from models.storage.database import Database
from programmes import load
from programmes.when import Moment
from services.reminders.recipients import Recipient, Recipients
from services.reminders.selections_due import marks_missing
from services.roster import read_roster
from services.roster.applying import apply_roster
from services.selections.judging import give, judged
from tests.pilot_districts_chosen import choose_provincial_pilots

PILOT = load(ROOT / "programmes" / "pilot-2565")
BODY = "คณะทำงานเฉพาะกิจด้านการบูรณาการแผนงานและยุทธศาสตร์"
JUROR, OTHER, OFFICE = "ธนา ใจงาม", "กานดา รักไทย", "อำนาจ ทองดี"


def test_a_juror_is_told_how_many_are_left_until_all_have_marks(tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    rows = (
        f"{JUROR},coordinator,{BODY},phase:2",
        f"{OTHER},coordinator,{BODY},all",
        f"{OFFICE},coordinator,สป.มท.,all",
    )
    roster.write_text("\n".join(["ชื่อ-สกุล,บทบาท,หน่วยงาน,ขอบเขต", *rows]), "utf-8")
    database = Database(f"sqlite:///{tmp_path / 'marks.db'}")
    schema.migrate(database)
    cluster = PILOT.selection("cluster")
    july = datetime.fromisoformat("2022-07-26T09:00:00+07:00")
    with database.write() as session:
        apply_roster(session, read_roster(roster, PILOT).rows, PILOT, july)
        assert judged(session, PILOT, PILOT.selection("province")) == []  # nobody has applied
        applied = CallCandidate(
            call="join",
            unit="5607",
            name="ฝายชะลอน้ำ",
            facts={},
            is_late=False,
            message_ids=",",
            state=CandidateState.SENT,
            at=july,
        )
        session.add(applied)
        session.flush()
        found = judged(session, PILOT, PILOT.selection("province"))
        assert [(one.key, one.name, one.in_group) for one in found] == [("5607", None, "56")]  # the unit that has
        assert judged(session, PILOT, cluster) == []
        choose_provincial_pilots(session, PILOT, july)
        ids = {name: people.by_name(session, name)[0].id for name in (JUROR, OTHER, OFFICE)}
        recipients = cast("Recipients", SimpleNamespace(session=session, programme=PILOT))
        asked = [cast("Recipient", SimpleNamespace(person_id=one)) for one in ids.values()]

        def told(key: str, at: datetime) -> dict[int, object]:
            return dict(marks_missing(recipients, Moment(at, f"selection:{key}"), asked))

        whole = {one.key: {"strategy": 40, "water": 40} for one in judged(session, PILOT, cluster)}
        of_provinces = cluster.model_copy(update={"group": "province"})
        groups = [one.in_group for one in judged(session, PILOT, of_provinces)]
        assert (len(groups), groups[0]) == (len(set(groups)), "50")  # one a province is a group like any other
        assert told("cluster", july) == {ids[one]: {"count": 76, "whole": 76} for one in (JUROR, OTHER)}
        by = people.by_name(session, JUROR)[0]
        give(session, PILOT, cluster, dict(list(whole.items())[:75]), july, by=by)
        assert told("cluster", july)[ids[JUROR]] == {"count": 1, "whole": 76}
        give(session, PILOT, cluster, whole, july, by=by)
        assert told("cluster", july).keys() == {ids[OTHER]}
        assert told("contest", july) == {}  # waits for the cluster pilots
        assert told("cluster", datetime.fromisoformat("2022-08-02T09:00:00+07:00")) == {}  # its days are over
    database.close()
