"""Every card: as its golden file says, within LINE's limits, unchanged by the SDK's models, and quick to build.

After an intended change: UPDATE_GOLDEN=1 pytest tests/bot/cards, then read the difference.
"""

import json
import os
from pathlib import Path

import pytest
from linebot.v3.messaging.models import Message

from bot.line.limits import check
from bot.postback import unpack
from locales.texts import Text, Texts
from tests.bot.cards.examples import EXAMPLES

ROOT = Path(__file__).parents[3]
GOLDEN = Path(__file__).with_name("golden")
TEXTS = Texts.load(ROOT / "locales")
THAI, ENGLISH = TEXTS.in_language("th"), TEXTS.in_language("en")


def inside(part):
    """Every object within a message, the message first."""
    if isinstance(part, dict):
        yield part
        for value in part.values():
            yield from inside(value)
    elif isinstance(part, list):
        for value in part:
            yield from inside(value)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_card_is_what_its_golden_file_says(name):
    file = GOLDEN / f"{name}.json"
    said = json.dumps(EXAMPLES[name](THAI), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(said, encoding="utf-8")
    assert said == file.read_text(encoding="utf-8")


def test_every_golden_file_belongs_to_a_card():
    assert sorted(file.stem for file in GOLDEN.glob("*.json")) == sorted(EXAMPLES)


@pytest.mark.parametrize("text", [THAI, ENGLISH], ids=["th", "en"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_card_keeps_lines_limits_in_both_languages(name, text: Text):
    assert check([EXAMPLES[name](text)]) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_card_passes_through_the_sdk_models_unchanged(name):
    message = EXAMPLES[name](THAI)
    assert without_nothing(Message.from_dict(message).to_dict()) == message


def without_nothing(part):
    """Without what the models add by themselves: None everywhere, and pictures that are not animated."""
    if isinstance(part, dict):
        said = {key: value for key, value in part.items() if value is not None and (key, value) != ("animated", False)}
        return {key: without_nothing(value) for key, value in said.items()}
    return [without_nothing(value) for value in part] if isinstance(part, list) else part


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_button_of_a_card_is_a_postback_we_understand(name):
    for part in inside(EXAMPLES[name](THAI)):
        if "data" in part:
            assert unpack(part["data"]) is not None, part


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_alternative_text_says_the_title_of_the_card(name):
    message = EXAMPLES[name](THAI)
    if message["type"] == "flex":
        for card in message["contents"].get("contents", [message["contents"]]):  # a row of cards has several
            title = next(part["text"] for part in inside(card["header"]) if part.get("weight") == "bold")
            assert title in message["altText"]
