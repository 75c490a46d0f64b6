"""Examples of the cards about units: a table of forums, a team, a forum that asks for what is missing."""

from __future__ import annotations

from collections.abc import Callable

from bot.cards.candidate import CandidateCard, candidate_card
from bot.cards.forum import ForumCard, forum_card
from bot.cards.look import Piece
from bot.cards.unit_list import UnitLine, UnitList, unit_list
from bot.postback import (
    ChangeForum,
    ChooseForCandidate,
    HandleCandidate,
    HandleNomination,
    LeaveForum,
    ShowCall,
    ShowUnits,
)
from locales.texts import Text


def _unit(name: str, people: int, count: int, day: str, text: Text) -> UnitLine:
    said = text("forum-count", count=count, last=text("forum-last", day=day))
    figure = text("forum-figure", people=people, wanted=834)
    return UnitLine(name, figure, (said,), people >= 834, 100 * people // 834)


def _table(text: Text) -> Piece:
    return unit_list(
        UnitList(
            view="forums",
            above="อำเภอนำร่อง 2565",
            title=text("forums-title", name="เวทีประชาคม", count=21),
            below=text("forums-below", people=4210, wanted=15000, without=3),
            lines=(
                _unit("อำเภอท่าสองยาง · จังหวัดตาก", 0, 0, "", text),
                _unit("อำเภอแม่ใจ · จังหวัดพะเยา", 412, 2, "8 ส.ค. 2565", text),
                _unit("อำเภอเมืองยะลา · จังหวัดยะลา", 901, 4, "1 ส.ค. 2565", text),
            ),
            notes=(text("forum-heads-line", sector="ภาคราชการ", count=310),),
            page=1,
            pages=2,
        ),
        text,
    )  # fmt: skip


def _team(text: Text) -> Piece:
    return unit_list(
        UnitList(
            view="team",
            above="อำเภอนำร่อง 2565",
            title=text("team-title", name="ทีมอำเภอ", unit="อำเภอแม่ใจ"),
            below=text("team-below", held=8, seats=10),
            lines=(
                UnitLine("นายอำเภอ", "", ("สมชาย ใจดี",)),
                UnitLine("ผู้แทน อส.", "", (text("team-named", name="นายเด่นชัย คงมั่น"),)),
                UnitLine("ผู้นำภาคเอกชน", text("team-vacant-seat", count=1), (), False),
            ),
            notes=(text("seat-how", seat="ผู้นำภาคเอกชน"),),
            unit="5607",
            main=(text("nomination-accept"), HandleNomination(7, "accept")),
            others=((text("record-button"), ShowUnits("record", "5607")),),
        ),
        text,
    )


def _forum(text: Text) -> Piece:
    heads = "\n".join(
        (
            text("forum-heads-line", sector="ภาคราชการ", count=20),
            text("forum-heads-line", sector="ภาคประชาชน", count=80),
            text("forum-heads-total", count=90),
        )
    )
    return forum_card(
        ForumCard(
            above=text("forum-above", name="เวทีประชาคม"),
            title="อำเภอแม่ใจ",
            facts=((text("forum-day"), "10 ส.ค. 2565"), (text("forum-heads"), heads), (text("forum-agenda"), "น้ำแล้ง")),
            flags=(text("forum-differs", sum=100, total=90),),
            asked=text("forum-ask-decided"),
            buttons=((text("forum-leave"), LeaveForum(7)), (text("forum-change-heads"), ChangeForum(7, "heads"))),
        ),
        text,
    )


def _sent(text: Text) -> Piece:
    return candidate_card(
        CandidateCard(
            above="รายชื่อ MOI's 4.0 Talent Team",
            title="นางสาวกมลชนก ทองแท้",
            below="สำนักงานคณะกรรมการมาตรฐานการบริหารงานบุคคลท้องถิ่น",
            facts=(("ตำแหน่ง", "นักวิเคราะห์นโยบายและแผนปฏิบัติการ"), ("โทรศัพท์", "0812345678")),
            receipt=text("call-receipt", number="12/2561"),
            flags=(text("call-late", day="28 กุมภาพันธ์ 2561"),),
            after=text("call-after-more", sent=1, least=2, left=1),
            buttons=(
                (text("call-withdraw-people"), HandleCandidate(7, "withdraw")),
                (text("call-show-own"), ShowCall("team", "law")),
            ),
        ),
        text,
    )


def _asked(text: Text) -> Piece:
    return candidate_card(
        CandidateCard(
            above="แผนงาน/โครงการขับเคลื่อนมหาดไทย 4.0",
            title="ระบบนัดหมายออนไลน์",
            below="กองกลาง",
            facts=(),
            asked=text("call-ask-choice", field="ประเด็น", name="ระบบนัดหมายออนไลน์"),
            buttons=(("รัฐบาลดิจิทัล", ChooseForCandidate(8, "topic", "digital")),),
        ),
        text,
    )


def _answers(text: Text) -> Piece:
    return unit_list(
        UnitList(
            view="call",
            above="Talent Team 2561",
            title="รายชื่อ MOI's 4.0 Talent Team",
            below=text("call-below", whole=9, units=17, nothing=5, sent=21),
            lines=(
                UnitLine(
                    "กองคลัง",
                    text("call-figure-people", sent=0, least=2),
                    (text("call-contact", names="สมชาย ใจดี"),),
                    False,
                ),
                UnitLine(
                    "กองกลาง", text("call-figure-people", sent=2, least=2), ("นางสาวกมลชนก ทองแท้ · นายวิทยา ทองดี",)
                ),
            ),
            notes=(text("call-late-all", count=1),),
            page=1,
            pages=2,
            others=((text("export-candidates"), ShowCall("projects")),),
            call="team",
        ),
        text,
    )


UNIT_EXAMPLES: dict[str, Callable[[Text], Piece]] = {
    "unit_forums": _table,
    "unit_team": _team,
    "forum": _forum,
    "candidate_sent": _sent,
    "candidate_asked": _asked,
    "unit_answers": _answers,
}
