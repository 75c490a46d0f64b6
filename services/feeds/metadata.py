"""The description of a feed: `$metadata` as CSDL XML (OData CSDL XML 4.01), with labels as annotations."""

from collections.abc import Sequence
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from services.feeds.fields import FeedTable

NAMESPACE: Final = "castbot"
EDMX: Final = "http://docs.oasis-open.org/odata/ns/edmx"
EDM: Final = "http://docs.oasis-open.org/odata/ns/edm"
CORE: Final = "Org.OData.Core.V1"
CORE_ADDRESS: Final = "https://oasis-tcs.github.io/odata-vocabularies/vocabularies/Org.OData.Core.V1.xml"
LABEL: Final = f"{CORE}.Description"
# XML 1.0 has no way to write these characters.
UNWRITABLE: Final = {code: None for code in range(32) if code not in (9, 10, 13)} | {0xFFFE: None, 0xFFFF: None}


def described(tables: Sequence[FeedTable[Any]]) -> bytes:
    """Return the document that describes these sets."""
    register_namespace("edmx", EDMX)
    register_namespace("", EDM)
    root = Element(f"{{{EDMX}}}Edmx", Version="4.0")
    reference = SubElement(root, f"{{{EDMX}}}Reference", Uri=CORE_ADDRESS)
    SubElement(reference, f"{{{EDMX}}}Include", Namespace=CORE, Alias="Core")
    services = SubElement(root, f"{{{EDMX}}}DataServices")
    schema = SubElement(services, f"{{{EDM}}}Schema", Namespace=NAMESPACE)
    for table in tables:
        _entity(schema, table)
    container = SubElement(schema, f"{{{EDM}}}EntityContainer", Name="Container")
    for table in tables:
        found = SubElement(container, f"{{{EDM}}}EntitySet", Name=table.name, EntityType=f"{NAMESPACE}.{_type(table)}")
        _labelled(found, table.label)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entity(schema: Element, table: FeedTable[Any]) -> None:
    entity = SubElement(schema, f"{{{EDM}}}EntityType", Name=_type(table))
    key = SubElement(entity, f"{{{EDM}}}Key")
    SubElement(key, f"{{{EDM}}}PropertyRef", Name=table.key)
    for field in table.fields:
        said = {"Name": field.name, "Type": field.type} | ({"Nullable": "false"} if field.name == table.key else {})
        _labelled(SubElement(entity, f"{{{EDM}}}Property", said), field.label)


def _labelled(element: Element, label: str) -> None:
    SubElement(element, f"{{{EDM}}}Annotation", Term=LABEL, String=label.translate(UNWRITABLE))


def _type(table: FeedTable[Any]) -> str:
    return f"{table.name[:120]}_Type"
