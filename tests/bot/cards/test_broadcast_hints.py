"""What a preview promises about the receivers of an announcement that waits for its time."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cards.broadcast import BroadcastPreviewCard, preview_card
from locales.texts import Texts

TEXT = Texts.load(Path(__file__).parents[3] / "locales").in_language("th")
SEND_AT = datetime(2023, 7, 13, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("named", "promised", "not_promised"), [(False, "นับผู้รับใหม่", "เฉพาะผู้ที่เลือกไว้"), (True, "เฉพาะผู้ที่เลือกไว้", "นับผู้รับใหม่")]
)
def test_only_receivers_who_were_not_chosen_one_by_one_are_counted_again_at_its_time(
    named: bool, promised: str, not_promised: str
) -> None:
    values = BroadcastPreviewCard(31, "ขอเชิญประชุม", "ผู้ที่ยังไม่รายงาน", 3, 0, send_at=SEND_AT, named=named)
    card = str(preview_card(values, TEXT))
    assert promised in card
    assert not_promised not in card
