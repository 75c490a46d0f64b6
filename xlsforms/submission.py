"""Writes a filled-in form as an OpenRosa submission in XML, and reads such XML."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

from xlsforms.form import Form, FormItem, Group, Question, Repeat

_NOT_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_INSTANCE = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Meta:
    """What identifies a submission. Ids are "uuid:…"; `deprecated_id` is the id that an edit replaces."""

    instance_id: str
    deprecated_id: str = ""
    instance_name: str = ""


def submission_xml(form: Form, record: Mapping[str, str], meta: Meta, groups: Collection[str] = ()) -> str:
    """Return the XML of `record` (final values by key), with relevant nodes only, in the form's order.

    `groups` are the keys of relevant groups and instances; without them, only those with answers are written.
    """
    root = Element(form.root_name, {"id": form.form_id, "version": form.version})
    _Writer(record, groups).write(form.root, root, "")
    block = SubElement(root, "meta")
    SubElement(block, "instanceID").text = meta.instance_id
    if meta.deprecated_id:
        SubElement(block, "deprecatedID").text = meta.deprecated_id
    if meta.instance_name:
        SubElement(block, "instanceName").text = _NOT_XML.sub("", meta.instance_name)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode")


@dataclass
class _Writer:
    record: Mapping[str, str]
    groups: Collection[str]
    present: set[str] = field(default_factory=set)
    instances: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for key in (*self.record, *sorted(self.groups, key=_numbered)):
            for above in (*_above(key), *([key] if key in self.groups else [])):
                self.present.add(above)
            for part in _INSTANCE.finditer(key):
                ids = self.instances.setdefault(key[: part.start()], [])
                if int(part[1]) not in ids:
                    ids.append(int(part[1]))

    def write(self, group: Group, element: Element, key: str) -> None:
        for child in group.children:
            below = f"{key}/{child.name}" if key else child.name
            if isinstance(child, Repeat):
                for instance in sorted(self.instances.get(below, [])):
                    self.write(child, _below(element, child), f"{below}[{instance}]")
            elif isinstance(child, Group):
                if below in self.present:
                    self.write(child, _below(element, child), below)
            elif below in self.record:
                _below(element, child).text = _NOT_XML.sub("", self.record[below]) or None


def _below(element: Element, item: FormItem) -> Element:
    return SubElement(element, item.name, dict(item.attributes))


def _numbered(key: str) -> tuple[str | int, ...]:
    return tuple(int(part) if part.isdigit() else part for part in re.split(r"\[(\d+)\]", key))


def _above(key: str) -> Iterator[str]:
    parts = key.split("/")
    for length in range(1, len(parts)):
        yield "/".join(parts[:length])


def read_submission(form: Form, xml: str) -> tuple[Meta, dict[str, str]]:
    """Read a submission of `form`: its meta block and its values by key, instances numbered from 1.

    Raises ValueError if the XML is not a submission of this form.
    """
    if "<!DOCTYPE" in xml or "<!ENTITY" in xml:
        raise ValueError("a submission declares no entities")
    root = fromstring(xml.encode())  # noqa: S314 (without entities there is nothing to expand)
    if root.get("id") != form.form_id:
        raise ValueError(f"a submission of {root.get('id')!r}, not of {form.form_id!r}")
    values: dict[str, str] = {}
    _read(form.root, root, "", values)
    meta = {_local(part.tag): part.text or "" for block in root if _local(block.tag) == "meta" for part in block}
    return Meta(meta.get("instanceID", ""), meta.get("deprecatedID", ""), meta.get("instanceName", "")), values


def _read(group: Group, element: Element, key: str, values: dict[str, str]) -> None:
    known = {child.name: child for child in group.children}
    seen: dict[str, int] = {}
    for part in element:
        name = _local(part.tag)
        if name == "meta" and not key and name not in known:
            continue
        child = known.get(name)
        if child is None:
            raise ValueError(f"{name} is no part of {key or 'the form'}")
        below = f"{key}/{name}" if key else name
        if isinstance(child, Repeat):
            seen[name] = seen.get(name, 0) + 1
            _read(child, part, f"{below}[{seen[name]}]", values)
        elif isinstance(child, Group):
            _read(child, part, below, values)
        elif isinstance(child, Question):
            values[below] = part.text or ""


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
