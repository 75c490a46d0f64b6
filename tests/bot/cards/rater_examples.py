"""A telling example of the cards of raters."""

from __future__ import annotations

from collections.abc import Callable

from bot.cards.look import Piece
from bot.cards.rater import RaterCard, rater_card, rater_carousel
from bot.cards.rating_link import RatingLinkCard, rating_link_card
from bot.postback import HandleRater
from locales.texts import Text


def _waiting(text: Text) -> RaterCard:
    return RaterCard(
        text("rater-state-nominated"),
        "นางสมศรี บุญมา",
        (
            (text("rater-fact-organisation"), "ประธานกลุ่มสตรีอำเภอแม่ใจ"),
            (text("rater-fact-sector"), "ภาคประชาสังคม"),
            (text("rater-fact-phone"), "0812345678"),
            (text("rater-fact-worked"), "ทำงานร่วมกันเรื่องถังขยะเปียกและตลาดนัดขยะทองคำ"),
            (text("rater-fact-about"), "สมชาย ใจดี"),
            (text("rater-fact-link"), text("rater-link-none")),
        ),
        flags=(text("rater-flag-same_phone"), text("rater-flag-family_name")),
        buttons=(
            (text("rater-do-accept"), HandleRater(12, "accept")),
            (text("rater-do-strike"), HandleRater(12, "strike")),
        ),
    )


def _accepted(text: Text) -> RaterCard:
    return RaterCard(
        text("rater-state-accepted"),
        "พระครูสุนทรธรรมรังสี",
        ((text("rater-fact-organisation"), "เจ้าอาวาสวัดโพธิ์ชัย"), (text("rater-fact-link"), text("rater-link-opened"))),
        buttons=(
            (text("rater-do-link"), HandleRater(13, "link")),
            (text("rater-do-strike"), HandleRater(13, "strike")),
        ),
    )


RATER_EXAMPLES: dict[str, Callable[[Text], Piece]] = {
    "rater": lambda text: rater_card(_waiting(text), text),
    "rating_link": lambda text: rating_link_card(
        RatingLinkCard(
            "การประเมินผลขั้นสุดท้าย",
            ("สมชาย ใจดี", "มาลี แสงทอง"),
            "พุธ 20 ธ.ค. 2566",
            "https://bot.example/r/vT3kq8xZp1Lw0aYbN4cRfS7uD2eGhJ6m",
        ),
        text,
    ),
    "raters": lambda text: rater_carousel((_waiting(text), _accepted(text)), text),
}
