"""The JSON Schema of a programme's file, with which an editor completes keys and underlines what is wrong.

It is made from the definition, and stands in the repository as `programmes/programme.schema.json`. It says what a value
may be; that the parts agree is what `programme check` says.
"""

import json
import re
from pathlib import Path
from typing import Any, Final

from programmes import Programme
from programmes.sections import WEEKDAYS
from programmes.when import WINDOW_WORDS, WORDS

FILE: Final = Path(__file__).parents[2] / "programmes" / "programme.schema.json"
DRAFT: Final = "http://json-schema.org/draft-07/schema#"  # the one that editors of TOML know
DAY: Final = "^2[01][0-9]{2}-[0-9]{2}-[0-9]{2}$"  # from 2000 to 2199: no Buddhist year
ONE_OR_MANY: Final = ("at", "to", "text", "instead_of")  # of a reminder: one may stand without brackets


def programme_schema() -> dict[str, Any]:
    """Return the schema, ready to be written as JSON."""
    schema: dict[str, Any] = json.loads(json.dumps(Programme.model_json_schema()))
    schema["properties"].pop("words")  # they stand in files of their own
    reminder, turn = schema["$defs"]["Reminder"], schema["$defs"]["EvaluationRound"]
    for name in ("at", "window", "rides"):
        _restrict(reminder["properties"][name], WORDS if name == "at" else WINDOW_WORDS)
    for name in ONE_OR_MANY:
        many = reminder["properties"][name]
        reminder["properties"][name] = {
            "anyOf": [many, dict(many["items"])],
            **({"default": many.pop("default")} if "default" in many else {}),
        }
    reminder["oneOf"] = [{"required": ["text"]}, {"required": ["card"]}]
    turn["dependencies"] = {"opens": ["closes"], "closes": ["opens"]}
    _tidy(schema)
    return {"$schema": DRAFT, "title": "programme.toml", **{k: v for k, v in schema.items() if k != "title"}}


def written() -> str:
    """Return the text of the schema's file."""
    return json.dumps(programme_schema(), ensure_ascii=False, indent=1) + "\n"


def _restrict(node: dict[str, Any], words: str) -> None:
    """Let the texts of a node be these words only; weekdays may have a capital."""
    for day in WEEKDAYS:
        words = words.replace(day, f"[{day[0].upper()}{day[0]}]{day[1:]}")
    for one in (node, node.get("items", {}), *node.get("anyOf", ())):
        if one.get("type") == "string":
            one["pattern"] = f"^(?:{re.sub(r'[?]P<[a-z]+>', '?:', words)})$"


def _tidy(node: Any) -> None:
    """Leave out titles that only repeat a key, and the possibility of null, which TOML does not have; bound days."""
    if isinstance(node, list):
        for one in node:
            _tidy(one)
        return
    if not isinstance(node, dict):
        return
    if "properties" in node:
        node.pop("title", None)
        for one in node["properties"].values():
            if isinstance(one, dict):
                one.pop("title", None)
    if "anyOf" in node:
        node["anyOf"] = [one for one in node["anyOf"] if one != {"type": "null"}]
        if len(node["anyOf"]) == 1:
            node.update(node.pop("anyOf")[0])
    if node.get("default", 0) is None:
        node.pop("default")
    if "description" in node and isinstance(node["description"], str):
        node["description"] = " ".join(node["description"].split())
    if node.get("format") == "date":
        node["pattern"] = DAY
    if node.get("minLength") == 1:
        node.setdefault("pattern", r"\S")  # a text of spaces is none
    for one in list(node.values()):
        _tidy(one)
