"""Reads an XForm that pyxform has written into a Form, without pyxform."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final
from xml.etree.ElementTree import Element, fromstring

from xlsforms.form import (
    Choice,
    ChoiceList,
    Expression,
    Filter,
    Form,
    FormItem,
    Group,
    LocalizedText,
    PlacedExpression,
    Question,
    Range,
    Repeat,
    RepeatChoices,
    TextPart,
    Type,
    ValueSetting,
)
from xlsforms.languages import language_code
from xlsforms.xpath.parser import ExpressionError, calls, parse
from xlsforms.xpath.paths import inputs

XF: Final = "{http://www.w3.org/2002/xforms}"
HTML: Final = "{http://www.w3.org/1999/xhtml}"
JR: Final = "{http://openrosa.org/javarosa}"
ODK: Final = "{http://www.opendatakit.org/xforms}"

LAST_SAVED: Final = "__last-saved"
MISSING: Final = "-"  # pyxform writes this for a missing translation

_ITEXT = re.compile(r"^jr:itext\('(.*)'\)$", re.DOTALL)
_ITEMSET = re.compile(r"^instance\('([^']+)'\)/\s*root/item(?:\[(.*)\])?$", re.DOTALL)
_SHUFFLED = re.compile(r"^randomize\(((?:instance\('[^']+'\)|/|\.)[^\[,]*(?:\[.*\])?)\s*,\s*(.+)\)$", re.DOTALL)
_COLUMN = re.compile(r"[\w.-]+")
_MORE_THAN_A_VALUE = re.compile(r"[=<>!|]|\b(and|or)\b")
_SIMPLE: Final[Mapping[str, Type]] = {
    "string": "text", "int": "integer", "decimal": "decimal", "date": "date", "time": "time", "dateTime": "dateTime",
    "geopoint": "geopoint", "geotrace": "geotrace", "geoshape": "geoshape", "barcode": "barcode",
}  # fmt: skip
_UPLOADS: Final[Mapping[str, Type]] = {"image/*": "image", "audio/*": "audio"}
_CONTROLS: Final[Mapping[str, Type]] = {
    f"{XF}select1": "select_one", f"{XF}select": "select_multiple", f"{ODK}rank": "rank", f"{XF}range": "range",
    f"{XF}trigger": "acknowledge",
}  # fmt: skip


class BrokenExpression(ValueError):
    """An expression cannot be read. The error holds its place (path and purpose) and the reason."""

    def __init__(self, path: str, use: str, error: ExpressionError) -> None:
        super().__init__(path, use, error)
        self.path, self.use, self.error = path, use, error


def read_xform(xform: str) -> Form:
    """Read an XForm; raises BrokenExpression for the first expression that cannot be evaluated."""
    return _Reader(fromstring(xform)).form()  # noqa: S314 (what we stored ourselves)


class _Reader:
    """Holds the parts of one XForm while its items are put together."""

    def __init__(self, html: Element) -> None:
        self.expressions: list[PlacedExpression] = []
        self.title = html.findtext(f"{HTML}head/{HTML}title") or ""
        self.model = _part(html, f"{HTML}head/{XF}model")
        self.primary = _part(self.model, f"{XF}instance")[0]
        body = _part(html, f"{HTML}body")
        self.binds = {self._path(b.get("nodeset", "")): b for b in self.model.iter(f"{XF}bind")}
        self.controls = {self._path(c.get("ref", "")): c for c in _controls(body)}
        self.repeats = {self._path(r.get("nodeset", "")): r for r in body.iter(f"{XF}repeat")}
        self.first_values = {
            self._path(s.get("ref", "")): s.get("value", "")
            for s in self.model.iter(f"{XF}setvalue")
            if "odk-instance-first-load" in (s.get("event") or "")
        }
        for value in body.iter(f"{XF}setvalue"):
            if "odk-new-repeat" in (value.get("event") or ""):
                self.first_values.setdefault(self._path(value.get("ref", "")), value.get("value", ""))
        self.languages = self._languages()
        self.texts = self._itext()
        self.instances = self._instances()
        self.lists = {name: self._list(name, root) for name, root in self.instances.items()}
        self.other_lists: dict[tuple[str, str, str], ChoiceList] = {}

    def form(self) -> Form:
        root = self._group(self.primary, "")
        return Form(
            form_id=self.primary.get("id", ""),
            version=self.primary.get("version", ""),
            title=self.title,
            root_name=_local(self.primary.tag),
            languages=self.languages,
            root=root,
            lists=self.lists,
            instances=self.instances,
            texts=self.texts,
            uses_last_saved=any(i.get("id") == LAST_SAVED for i in self.model.iter(f"{XF}instance")),
            instance_name=self._bound(self.binds.get("meta/instanceName"), "calculate", ""),
            expressions=tuple(self.expressions),
        )

    # ── the parts ──

    def _path(self, reference: str) -> str:
        return "/".join(reference.strip().split("/")[2:])

    def _languages(self) -> tuple[str, ...]:
        found = [
            (t.get("default") is None, language_code(t.get("lang", ""))) for t in self.model.iter(f"{XF}translation")
        ]
        return tuple(code for _, code in sorted(found, key=lambda pair: pair[0]) if code)

    def _itext(self) -> dict[str, LocalizedText]:
        """Return all translated texts by key; media and guidance have keys such as `key#form`."""
        by_key: dict[str, dict[str, tuple[TextPart, ...]]] = {}
        for translation in self.model.iter(f"{XF}translation"):
            code = language_code(translation.get("lang", ""))
            for text in translation.iter(f"{XF}text"):
                for value in text.iter(f"{XF}value"):
                    key = text.get("id", "") + (f"#{value.get('form')}" if value.get("form") else "")
                    parts = self._parts(value, self._owner(text.get("id", "")))
                    if parts and parts != (MISSING,):
                        by_key.setdefault(key, {})[code] = parts
        default = self.languages[0] if self.languages else ""
        return {key: LocalizedText(texts, default) for key, texts in by_key.items()}

    def _owner(self, key: str) -> str:
        """Return the path of the question to which a text belongs. Paths in the text start there."""
        return self._path(key.partition(":")[0]) if key.startswith("/") else ""

    def _instances(self) -> dict[str, Element]:
        found = {}
        for instance in self.model.iter(f"{XF}instance"):
            name = instance.get("id")
            if name and len(instance) and name != LAST_SAVED:
                for element in instance.iter():
                    element.tag = _local(element.tag)
                found[name] = instance[0]
        return found

    def _list(self, name: str, root: Element, value: str = "name", label_in: str = "label") -> ChoiceList:
        """Return the choices of an instance, whose names and labels stand in the columns `value` and `label_in`."""
        choices = []
        for item in root.iter("item"):
            cells = {cell.tag: cell.text or "" for cell in item if len(cell) == 0}
            key = cells.get("itextId", "")
            label = self.texts.get(key) or self._plain(item.find(label_in), "")
            image = self._said(self.texts.get(f"{key}#image"))
            choices.append(Choice(cells.get(value, ""), label, image, cells, item))
        return ChoiceList(name, tuple(choices))

    # ── items ──

    def _group(self, element: Element, path: str) -> Group:
        control, bind = self.controls.get(path), self.binds.get(path)
        parts: dict[str, Any] = {
            "path": path,
            "label": self._label(control, "label", path),
            "appearance": frozenset((control.get("appearance") or "").split()) if control is not None else frozenset(),
            "relevant": self._bound(bind, "relevant", path),
            "children": tuple(self._children(element, path)),
        }
        repeat = self.repeats.get(path)
        if repeat is None:
            return Group(**parts)
        count = repeat.get(f"{JR}count")
        return Repeat(
            **parts,
            count=self._expression(count, path, "repeat_count") if count else None,
            fixed=(repeat.get(f"{JR}noAddRemove") or "").startswith("true"),
        )

    def _children(self, element: Element, path: str) -> Iterator[FormItem]:
        seen = set()
        for child in element:
            name = _local(child.tag)
            below = f"{path}/{name}" if path else name
            if name in seen or (not path and name == "meta"):
                continue  # the XForm has a repeat twice: as a template and as its first instance
            seen.add(name)
            holds_items = len(child) > 0 or below in self.repeats or self._is_group(below)
            yield self._group(child, below) if holds_items else self._question(child, below)

    def _is_group(self, path: str) -> bool:
        """Return whether a node is a group, also one without anything in it."""
        control = self.controls.get(path)
        return control is not None and control.tag == f"{XF}group"

    def _question(self, element: Element, path: str) -> Question:
        bind, control = self.binds.get(path, Element("bind")), self.controls.get(path)
        calculate = self._bound(bind, "calculate", path)
        kind = self._type(bind, control)
        first = self.first_values.get(path)
        readonly = kind == "note" or (control is not None and calculate is not None) or _is_true(bind.get("readonly"))
        return Question(
            path=path,
            type=kind,
            label=self._label(control, "label", path),
            hint=self._label(control, "hint", path),
            guidance=self._texts_of(control, "hint", "guidance"),
            image=self._said(self._texts_of(control, "label", "image")),
            appearance=frozenset((control.get("appearance") or "").split()) if control is not None else frozenset(),
            relevant=self._bound(bind, "relevant", path),
            attributes=_attributes(element),
            readonly=readonly,
            required=None if readonly else self._bound(bind, "required", path),
            required_message=self._message(bind, "requiredMsg"),
            constraint=self._bound(bind, "constraint", path),
            constraint_message=self._message(bind, "constraintMsg"),
            calculate=calculate,
            default=element.text or "",
            first_value=self._expression(first, path, "default") if first else None,
            metadata=_metadata(bind) if kind == "metadata" else "",
            settings=tuple(self._settings(control)) if control is not None else (),
            **self._choosing(control, path),
            **self._measures(control, bind, kind),
        )

    def _settings(self, control: Element) -> Iterator[ValueSetting]:
        for setting in control.iter(f"{XF}setvalue"):
            if "xforms-value-changed" in (setting.get("event") or ""):
                path, value = self._path(setting.get("ref", "")), setting.get("value")
                yield ValueSetting(path, self._expression(value, path, "calculate") if value else None)

    def _type(self, bind: Element, control: Element | None) -> Type:
        if control is None:
            if bind.get(f"{JR}preload"):
                return "metadata"
            return "calculate" if bind.get("calculate") else "hidden"
        if control.tag == f"{XF}upload":
            return _UPLOADS.get(control.get("mediatype", ""), "file")
        if control.tag in _CONTROLS:
            return _CONTROLS[control.tag]
        kind = _SIMPLE.get(bind.get("type", "string"), "text")
        return "note" if kind == "text" and _is_true(bind.get("readonly")) else kind

    def _choosing(self, control: Element | None, path: str) -> dict[str, Any]:
        itemset = control.find(f"{XF}itemset") if control is not None else None
        nodeset = itemset.get("nodeset", "").strip() if itemset is not None else ""
        shuffled = _SHUFFLED.match(nodeset)
        listed = shuffled[1] if shuffled else nodeset
        seed = {"seed": self._expression(shuffled[2], path, "parameters") if shuffled else None}
        found = _ITEMSET.match(listed)
        if found:
            choice_filter = self._filter(found[2], path) if found[2] else None
            return {"choices": self._chosen_from(found[1], itemset), "choice_filter": choice_filter, **seed}
        value = itemset.find(f"{XF}value") if itemset is not None else None
        if value is None or not listed.startswith(("/", ".")):
            return {}
        names = tuple(value.get("ref", "").removeprefix("./").split("/"))
        return {"repeat_choices": RepeatChoices(self._expression(listed, path, "choice_filter"), names), **seed}

    def _chosen_from(self, name: str, itemset: Element | None) -> ChoiceList | None:
        parts = [itemset.find(f"{XF}{tag}") if itemset is not None else None for tag in ("value", "label")]
        value, label = (part.get("ref", "") if part is not None else "" for part in parts)
        usual = value in ("", "name") and (label in ("", "label") or label.startswith("jr:"))
        if usual or name not in self.instances:
            return self.lists.get(name)
        columns = (name, value, label)
        if columns not in self.other_lists:
            self.other_lists[columns] = self._list(name, self.instances[name], value, label)
        return self.other_lists[columns]

    def _filter(self, source: str, path: str) -> Filter:
        condition = self._expression(source, path, "choice_filter", judged=None)
        column, equals, value = (part.strip() for part in source.partition("="))
        if equals and _COLUMN.fullmatch(column) and not _MORE_THAN_A_VALUE.search(value):
            wanted = self._expression(value, path, "choice_filter")
            if value.startswith(("/", "'", '"', "current()")):
                return Filter(condition, column, wanted)
        return Filter(condition)

    def _measures(self, control: Element | None, bind: Element, kind: Type) -> dict[str, Any]:
        if control is None or kind != "range":
            return {}
        try:
            start, end, step = (Decimal(control.get(name, "")) for name in ("start", "end", "step"))
        except InvalidOperation:
            return {}
        return {"range": Range(start, end, abs(step)), "whole": bind.get("type") == "int"}

    # ── texts and expressions ──

    def _label(self, control: Element | None, tag: str, path: str) -> LocalizedText:
        return self._texts_of(control, tag, "") or self._plain(
            control.find(f"{XF}{tag}") if control is not None else None, path
        )

    def _texts_of(self, control: Element | None, tag: str, form: str) -> LocalizedText:
        element = control.find(f"{XF}{tag}") if control is not None else None
        found = _ITEXT.match(element.get("ref", "")) if element is not None else None
        return self.texts.get(found[1] + (f"#{form}" if form else ""), LocalizedText()) if found else LocalizedText()

    def _message(self, bind: Element, name: str) -> LocalizedText:
        written = bind.get(f"{JR}{name}", "")
        found = _ITEXT.match(written)
        if found:
            return self.texts.get(found[1], LocalizedText())
        return LocalizedText({"": (written,)}) if written else LocalizedText()

    def _plain(self, element: Element | None, path: str) -> LocalizedText:
        parts = self._parts(element, path) if element is not None else ()
        return LocalizedText({"": parts}) if parts else LocalizedText()

    def _parts(self, element: Element, path: str) -> tuple[TextPart, ...]:
        parts: list[TextPart] = [element.text or ""]
        for output in element:
            parts += [self._expression(output.get("value", ""), path, "label"), output.tail or ""]
        if len(parts) > 1:  # pyxform adds spaces to a text that contains references
            parts[0], parts[-1] = str(parts[0]).lstrip(), str(parts[-1]).rstrip()
        return tuple(part for part in parts if part != "")

    def _said(self, words: LocalizedText | None) -> str:
        """Return the name of a media file, without the scheme that XForms write before it."""
        return "".join(str(part) for part in words.parts("")).rpartition("/")[2] if words else ""

    def _bound(self, bind: Element | None, use: str, path: str) -> Expression | None:
        source = bind.get(use) if bind is not None else None
        return self._expression(source, path, use) if source else None

    def _expression(self, source: str, path: str, use: str, judged: str | None = "") -> Expression:
        try:
            token = parse(source.strip())
        except ExpressionError as error:
            raise BrokenExpression(path, use, error) from error
        at = path if judged == "" else judged
        found = Expression(source.strip(), token, frozenset(inputs(token, at, path)), calls(token, "once"))
        self.expressions.append(PlacedExpression(path, use, found))
        return found


def _controls(body: Element) -> Iterator[Element]:
    for element in body.iter():
        if element.get("ref") and element.tag not in (f"{XF}label", f"{XF}hint", f"{XF}value", f"{XF}setvalue"):
            yield element


def _part(element: Element, path: str) -> Element:
    found = element.find(path)
    if found is None:
        raise ValueError(f"no XForm: {path} is missing")
    return found


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _attributes(element: Element) -> dict[str, str]:
    return {name: value for name, value in element.attrib.items() if not name.startswith(JR)}


def _is_true(source: str | None) -> bool:
    return (source or "").strip() == "true()"


def _metadata(bind: Element) -> str:
    return bind.get(f"{JR}preloadParams") or bind.get(f"{JR}preload") or ""
