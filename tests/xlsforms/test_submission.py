"""A record as XML is what the form's own model describes, and what ODK's clients would send."""

from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element, canonicalize, fromstring

import pytest

from tests.xlsforms.sheets import SAMPLES, WEDNESDAY, around, draft, q, sample, samples
from xlsforms import Form, begin, compile_form, path_of
from xlsforms.interview import Interview
from xlsforms.submission import Meta, read_submission, submission_xml

XFORMS = "{http://www.w3.org/2002/xforms}"
JAVAROSA = "{http://openrosa.org/javarosa}"
HAND_MADE = """
<data id="visit" version="a7c1d3425f5b">
  <village>หนองบัว</village>
  <came>2023-07-11</came>
  <left>2023-07-12</left>
  <days>2</days>
  <weekday>Tue</weekday>
  <shown>2</shown>
  <phone/>
  <again>no</again>
  <why_not>a &lt;b&gt; &amp; "c"</why_not>
  <number>V-id-1</number>
  <bye/>
  <meta><instanceID>uuid:11111111-2222-4333-8444-555555555555</instanceID></meta>
</data>
"""


def visit() -> Interview:
    interview = begin(sample("visit.md"), around())
    interview.answer("village", "หนองบัว")
    interview.give("came")
    interview.answer("left", date(2023, 7, 12))
    interview.answer("again", "no")
    interview.answer("why_not", 'a <b> & "c"')
    return interview


def test_a_record_equals_one_written_by_hand() -> None:
    interview = visit()
    xml = submission_xml(interview.form, interview.record(), Meta("uuid:11111111-2222-4333-8444-555555555555"))
    expected = HAND_MADE.replace("a7c1d3425f5b", interview.form.version)
    assert canonicalize(xml, strip_text=True) == canonicalize(expected, strip_text=True)


def structure(element: Element) -> object:
    return [element.tag.rpartition("}")[2], [structure(child) for child in element]]


@pytest.mark.parametrize("name", list(samples()))
def test_everything_stands_where_the_forms_own_model_has_it(name: str) -> None:
    compiled = compile_form(name, (SAMPLES / name).read_bytes())
    model = fromstring(compiled.xform).find(f".//{XFORMS}instance")
    assert model is not None
    wanted = _without_templates(model[0])
    record = dict.fromkeys(_keys(wanted, compiled.form, ""), "")
    named = "x" if compiled.form.instance_name else ""
    written = fromstring(submission_xml(compiled.form, record, Meta("uuid:1", instance_name=named)))
    assert structure(written) == structure(wanted)
    assert (written.get("id"), written.get("version")) == (wanted.get("id"), wanted.get("version"))


def _without_templates(element: Element) -> Element:
    for child in list(element):
        if f"{JAVAROSA}template" in child.attrib:
            element.remove(child)
        else:
            _without_templates(child)
    return element


def _keys(element: Element, form: Form, key: str) -> Iterator[str]:
    """The keys of all places the model has, each repeat with one instance."""
    for child in element:
        below = f"{key}/{child.tag.removeprefix(XFORMS)}".removeprefix("/")
        if len(child) and below != "meta":
            yield from _keys(child, form, f"{below}[1]" if path_of(below) in form.repeats else below)
        elif below != "meta":
            yield below


def test_instances_stand_one_after_the_other() -> None:
    interview = begin(sample("household.md"), around())
    interview.answer("member[1]/name", "Anan")
    interview.add("member")
    interview.answer("member[2]/name", "Bua")
    interview.add("member")
    interview.answer("member[3]/name", "Chai")
    interview.remove("member[2]")
    xml = submission_xml(interview.form, interview.record(), Meta("uuid:1"))
    assert [member.findtext("name") for member in fromstring(xml).findall("member")] == ["Anan", "Chai"]
    _, values = read_submission(interview.form, xml)
    assert values["member[2]/name"] == "Chai"


def test_an_edit_names_what_it_replaces() -> None:
    interview = visit()
    xml = submission_xml(interview.form, interview.record(), Meta("uuid:2", "uuid:1", "a visit"))
    assert read_submission(interview.form, xml)[0] == Meta("uuid:2", "uuid:1", "a visit")


def test_what_xml_cannot_hold_is_left_out() -> None:
    interview = draft(q("text", "a"))
    interview.answer("a", "before\x0bafter\ud800")
    xml = submission_xml(interview.form, interview.record(), Meta("uuid:1"))
    assert read_submission(interview.form, xml)[1] == {"a": "beforeafter"}


@pytest.mark.parametrize(
    "xml",
    [
        '<data id="another"><a/></data>',
        '<data id="sample"><b/></data>',
        '<!DOCTYPE data [<!ENTITY a "b">]><data id="sample"><a>&a;</a></data>',
        "<data",
    ],
)
def test_what_is_no_submission_of_the_form_is_refused(xml: str) -> None:
    with pytest.raises((ValueError, SyntaxError)):
        read_submission(draft(q("text", "a")).form, xml)


def test_the_moment_it_was_made_is_in_the_record_not_in_the_xml_writer() -> None:
    interview = begin(sample("every_type.md"), around())
    xml = submission_xml(interview.form, interview.record(), Meta("uuid:1"))
    assert fromstring(xml).findtext("ended") == WEDNESDAY.isoformat(timespec="milliseconds")
