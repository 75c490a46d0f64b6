"""Finds, at publishing, what ODK's engines and the bot do not understand alike; docs/forms.md has the whole table."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from elementpath.xpath_tokens import XPathToken

from xlsforms.form import Expression, Form, FormItem, Group, PlacedExpression, Question, Repeat
from xlsforms.xpath.parser import subexpressions
from xlsforms.xpath.paths import Reference

_DAY: Final = re.compile(r"\s*\d{4}-\d{1,2}-\d{1,2}")
_ORDERED: Final = frozenset({"<", "<=", ">", ">="})
_SCALAR: Final = _ORDERED | {"=", "!=", "+", "-", "*", "div", "mod"}
_OF_DAYS: Final = frozenset({"date", "today", "now", "date-time"})
_OF_SEVERAL: Final = frozenset({"min", "max", "sum"})
_ESCAPES: Final = frozenset("YymnbdeHhMSa3%")  # which every engine knows
_ARGUMENTS: Final = {"coalesce": 2, "sum": 1}  # so many in ODK's engines; the bot takes more
_UNKNOWN_TO_JAVAROSA: Final = frozenset({"floor", "ceiling"})


@dataclass(frozen=True, slots=True)
class EngineDifference:
    """What is understood differently: where, what it is for, and the message that says how else to write it."""

    path: str
    use: str
    key: str
    args: Mapping[str, str] = field(default_factory=dict)


def engine_differences(form: Form) -> list[EngineDifference]:
    """Return the differences in the form's order, each once for an expression."""
    found = [
        EngineDifference(placed.path, placed.use, key, args)
        for placed in form.expressions
        for key, args in dict(_of_expression(placed, form)).items()
    ]
    return found + list(_of_groups(form)) + list(_of_names(form))


def _of_expression(placed: PlacedExpression, form: Form) -> Iterator[tuple[str, Mapping[str, str]]]:
    whole = placed.expression.token
    if placed.use in ("relevant", "constraint", "required") and isinstance(whole, Reference):
        yield "form-engines-truth", {}
    for token in subexpressions(whole):
        for rule in _RULES:
            yield from rule(token, placed, form)


def _dates_beside_texts(token: XPathToken, _: PlacedExpression, __: Form) -> Iterator[tuple[str, Mapping[str, str]]]:
    if token.symbol in _ORDERED and (day := next(filter(_is_written_day, token), None)) is not None:
        yield "form-engines-date-text", {"day": str(day.value).strip()[:10]}


def _days_counted(token: XPathToken, placed: PlacedExpression, form: Form) -> Iterator[tuple[str, Mapping[str, str]]]:
    if token.symbol in ("+", "-") and len(token) == 2:
        days = [_is_day(operand, placed, form) for operand in token]
        if days in ([True, False], [False, True]):
            yield "form-engines-days", {}


def _patterns(token: XPathToken, _: PlacedExpression, __: Form) -> Iterator[tuple[str, Mapping[str, str]]]:
    if _calls(token, "regex") and token[1].symbol == "(string)":
        pattern = str(token[1].value)
        if not (pattern.startswith(("^", ".*")) and pattern.endswith(("$", ".*"))):
            bare = pattern.removeprefix("^").removesuffix("$")
            yield "form-engines-regex", {"pattern": f"^({bare})$" if "|" in bare else f"^{bare}$"}


def _functions(token: XPathToken, _: PlacedExpression, __: Form) -> Iterator[tuple[str, Mapping[str, str]]]:
    if token.label != "function":
        return
    if token.symbol in _UNKNOWN_TO_JAVAROSA:
        yield "form-engines-function", {"function": token.symbol}
    if len(token) != _ARGUMENTS.get(token.symbol, len(token)):
        yield f"form-engines-{token.symbol}", {}
    if token.symbol == "substring-after" and token[1].symbol == "(string)" and len(str(token[1].value)) > 1:
        yield "form-engines-substring-after", {}
    if token.symbol in ("format-date", "format-date-time") and token[1].symbol == "(string)":
        unknown = set(re.findall(r"%(.)", str(token[1].value))) - _ESCAPES
        if unknown:
            yield "form-engines-format", {"escapes": " ".join(sorted(f"%{letter}" for letter in unknown))}


def _truth(token: XPathToken, _: PlacedExpression, __: Form) -> Iterator[tuple[str, Mapping[str, str]]]:
    judged = list(token) if token.symbol in ("and", "or") or _calls(token, "not", "boolean") else []
    if _calls(token, "if"):
        judged = [token[0]]
    if any(isinstance(part, Reference) for part in judged):
        yield "form-engines-truth", {}


def _empty(token: XPathToken, placed: PlacedExpression, form: Form) -> Iterator[tuple[str, Mapping[str, str]]]:
    if _calls(token, *_OF_SEVERAL):
        for part in token:
            question = _question(part, placed, form)
            if question is not None and question.required is None and not question.calculate:
                yield "form-engines-empty", {"function": token.symbol}


def _many(token: XPathToken, placed: PlacedExpression, form: Form) -> Iterator[tuple[str, Mapping[str, str]]]:
    if token.symbol in _SCALAR and any(_is_many(part, placed, form) for part in token):
        yield "form-engines-many", {}


Rule = Callable[[XPathToken, PlacedExpression, Form], Iterator[tuple[str, Mapping[str, str]]]]
_RULES: Final[tuple[Rule, ...]] = (
    _dates_beside_texts,
    _days_counted,
    _patterns,
    _functions,
    _truth,
    _empty,
    _many,
)


def _calls(token: XPathToken, *names: str) -> bool:
    return token.label == "function" and token.symbol in names


def _is_written_day(token: XPathToken) -> bool:
    return token.symbol == "(string)" and _DAY.match(str(token.value)) is not None


def _is_day(token: XPathToken, placed: PlacedExpression, form: Form) -> bool:
    question = _question(token, placed, form)
    return _calls(token, *_OF_DAYS) or (question is not None and question.type in ("date", "dateTime"))


def _question(token: XPathToken, placed: PlacedExpression, form: Form) -> Question | None:
    return form.questions.get(token.steps.seen_from(placed.path)) if isinstance(token, Reference) else None


def _is_many(token: XPathToken, placed: PlacedExpression, form: Form) -> bool:
    """Return whether a path means the answers of all instances of a repeat in which the expression does not stand."""
    if not isinstance(token, Reference) or token.steps.start != "root":
        return False
    path = token.steps.seen_from("")
    return any(path.startswith(f"{repeat}/") and not placed.path.startswith(f"{repeat}/") for repeat in form.repeats)


def _of_groups(form: Form) -> Iterator[EngineDifference]:
    """Yield the repeats whose count may be none, of which JavaRosa keeps an instance unless it is not relevant, and the
    groups in which nothing is asked, which ODK Validate refuses."""
    for path, group in form.items.items():
        if isinstance(group, Repeat) and group.count and not group.relevant and not _is_number(group.count, path, form):
            yield EngineDifference(path, "repeat_count", "form-engines-repeat-count")
        if isinstance(group, Group) and path and not any(_is_shown(child) for child in group.children):
            yield EngineDifference(path, "type", "form-engines-group")


def _is_number(count: Expression, path: str, form: Form) -> bool:
    """Return whether a count is a number, for which pyxform makes a calculation of its own."""
    made = _question(count.token, PlacedExpression(path, "repeat_count", count), form)
    token = made.calculate.token if made and made.calculate else count.token
    return bool(token.symbol == "(integer)")


def _is_shown(item: FormItem) -> bool:
    return not isinstance(item, Question) or item.asked


def _of_names(form: Form) -> Iterator[EngineDifference]:
    """Yield the questions of one level for which ODK Central's OData feed has one name: one value of them survives."""
    for group in (item for item in form.items.values() if isinstance(item, Group)):
        by_name: dict[str, list[str]] = {}
        for child in group.children:
            by_name.setdefault(_in_odata(child.name), []).append(child.path)
        for paths in by_name.values():
            if len(paths) > 1:
                names = ", ".join(path.rpartition("/")[2] for path in paths)
                yield EngineDifference(paths[0], "name", "form-engines-names", {"names": names})


def _in_odata(name: str) -> str:
    """Return a name as ODK Central's OData feed writes it (its main branch of 21 August 2026)."""
    begun = name if re.match(r"[A-Za-z_]", name) else f"_{name}"
    return re.sub(r"[^A-Za-z0-9_]+", "_", begun)
