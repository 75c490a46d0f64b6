"""The words of the Thai texts: one word for one act, one kind of numerals, and ท่าน for whoever is spoken to."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CAST = ROOT / "programmes" / "cast-2566"
TEXTS = sorted((ROOT / "locales" / "th").glob("*.ftl"))
SHOWN = [*TEXTS, CAST / "programme.toml", *sorted((CAST / "forms").glob("*.md"))]
CARDS = sorted((ROOT / "tests" / "bot" / "cards" / "golden").glob("*.json"))
OTHER_PRONOUNS = r"คุณ(?!ภาพ|สมบัติ|ธรรม|ลักษณะ|ค่า)|เธอ|ตัวท่าน|หนู|พวกเรา|(?<!ขอ)พี่(?!เลี้ยง)|น้อง"


def said_in(path: Path) -> str:
    """What a file of texts says, without comments; a card's golden file without what its buttons carry."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        return re.sub(r'"data": "[^"]*"', "", text)
    return "\n".join(line for line in text.splitlines() if not line.startswith("#") or path.suffix == ".md")


def words_not_said() -> list[str]:
    """What the glossary gives up in favour of another word: the phrases behind "not" in its list of acts."""
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    acts = [line for line in lines if re.match(r"- \*\*(บันทึก|รายงาน|ส่ง)\*\*", line)]
    assert len(acts) == 3
    return [phrase for line in acts for phrase in line.split(" not ", 1)[1].rstrip(".").split(", ")]


@pytest.mark.parametrize("file", [*SHOWN, *CARDS], ids=lambda file: file.name)
def test_numerals_are_arabic_in_what_is_not_somebodys_own_words(file: Path) -> None:
    assert re.findall(r".{0,20}[๐-๙]+.{0,20}", said_in(file)) == []


@pytest.mark.parametrize("file", [*TEXTS, *CARDS], ids=lambda file: file.name)
def test_who_is_spoken_to_is_than(file: Path) -> None:
    assert re.findall(rf".{{0,20}}(?:{OTHER_PRONOUNS}).{{0,20}}", said_in(file).replace("ขอบคุณ", "")) == []


@pytest.mark.parametrize("file", [*TEXTS, *CARDS, ROOT / "README.th.md"], ids=lambda file: file.name)
def test_to_record_to_report_and_to_send_are_three_acts(file: Path) -> None:
    not_said = "|".join(sorted(words_not_said(), key=len, reverse=True))
    assert re.findall(rf".{{0,20}}(?:{not_said}).{{0,20}}", said_in(file)) == []
