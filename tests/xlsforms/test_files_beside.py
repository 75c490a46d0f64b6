"""Lists from a CSV file beside the form: all provinces and districts, one by the other, and what is looked up."""

import pytest

from tests.xlsforms.sheets import Row, around, markdown, q
from thai.gazetteer import bare_name, gazetteer
from xlsforms import FormErrors, begin, compile_form, load_form
from xlsforms.files_beside import files_named, fingerprint
from xlsforms.interview import Interview

PLACE: list[Row] = [
    q("select_one_from_file provinces.csv", "province"),
    q(
        "select_one_from_file districts.csv",
        "district",
        choice_filter="province = ${province}",
        parameters="value=code label=name_th",
    ),
    q("calculate", "english", calculation="pulldata('districts', 'name_en', 'code', ${district})"),
    q("note", "told", label="${english}"),
]


def lines(*rows: list[str]) -> bytes:
    return "\n".join(",".join(row) for row in rows).encode()


CODES = sorted(gazetteer().name_of)
PROVINCES = lines(["name", "label"], *([code, bare_name(code)] for code in CODES if len(code) == 2))
DISTRICTS = lines(
    ["code", "province", "name_th", "name_en"],
    *([code, code[:2], bare_name(code), bare_name(code, "en")] for code in CODES if len(code) == 4),
)
FILES = {"provinces.csv": PROVINCES, "districts.csv": DISTRICTS}


def drafted(survey: list[Row], files: dict[str, bytes]) -> Interview:
    return begin(load_form(compile_form("places.md", markdown(survey), files).xform), around())


def test_all_districts_of_the_chosen_province_are_offered_and_looked_up() -> None:
    interview = drafted(PLACE, FILES)
    offered = interview.offers("province", "th")
    assert (len(offered), DISTRICTS.count(b"\n")) == (77, 928)
    assert interview.offers("district", "th") == ()
    assert interview.answer("province", next(one.name for one in offered if one.label == "พะเยา")) is None
    districts = {one.label: one.name for one in interview.offers("district", "th")}
    assert len(districts) == 9
    assert interview.answer("district", "8015") is not None
    assert interview.answer("district", districts["แม่ใจ"]) is None
    assert interview.stored("english") == interview.label("told", "th") == "Mae Chai"
    assert interview.display("district", "th") == "แม่ใจ"


def test_a_lookup_without_a_line_is_empty_and_names_that_look_like_days_are_found() -> None:
    survey = [q("text", "day"), q("calculate", "work", calculation="pulldata('days', 'work', 'day', ${day})")]
    interview = drafted(survey, {"days.csv": b"day,work\n2023-07-01,Sowing\n"})
    assert interview.stored("work") == ""
    interview.answer("day", "2023-07-01")
    assert interview.stored("work") == "Sowing"


def test_a_file_may_be_saved_as_offices_do() -> None:
    thai = "name;label\nก;วัด\n".encode("cp874")
    interview = drafted([q("select_one_from_file a.csv", "place")], {"a.csv": thai})
    assert [(one.name, one.label) for one in interview.offers("place", "th")] == [("ก", "วัด")]


def test_headings_may_be_thai_and_what_no_form_can_hold_is_left_out() -> None:
    survey = [
        q("text", "where"),
        q("select_one_from_file a.csv", "place", choice_filter="ที่ตั้ง = ${where}"),
        q("calculate", "head", calculation="pulldata('a', 'ผู้ใหญ่บ้าน', 'name', ${place})"),
    ]
    interview = drafted(survey, {"a.csv": "name,label,ที่ตั้ง,ผู้ใหญ่บ้าน\nก,วัด\x02,เหนือ,แดง\nข,ตลาด,ใต้,ดำ\n".encode()})
    interview.answer("where", "เหนือ")
    assert [(one.name, one.label) for one in interview.offers("place", "th")] == [("ก", "วัด")]
    interview.answer("place", "ก")
    assert interview.stored("head") == "แดง"


@pytest.mark.parametrize(
    ("files", "key"),
    [
        ({}, "form-problem-file-missing"),
        ({"a.csv": b""}, "form-problem-file-kind"),
        ({"a.csv": b"name,label\n"}, "form-problem-file-kind"),
        ({"a.csv": b'name,label\n"x,y\n'}, "form-problem-file-kind"),
        ({"a.csv": b"name,the label\nx,y\n"}, "form-problem-file-heading"),
        ({"a.csv": b"name,title\nx,y\n"}, "form-problem-file-label"),
        ({"a.csv": b"name,label\nx y,z\n"}, "form-problem-choice-spaces"),
        ({"a.csv": "name,label,จังหวัดฯ\nx,y,z\n".encode()}, "form-problem-file-heading"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_where_it_is_named(files: dict[str, bytes], key: str) -> None:
    with pytest.raises(FormErrors) as refused:
        compile_form("f.md", markdown([q("text", "a"), q("select_multiple_from_file a.csv", "b")]), files)
    (problem,) = refused.value.problems
    assert (problem.key, problem.sheet, problem.row, problem.column) == (key, "survey", 6, "type")


def test_a_changed_file_makes_another_form() -> None:
    raw = markdown([q("text", "a"), q("select_one_from_file a.csv", "b")])
    assert files_named("f.md", raw) == ("a.csv",)
    assert files_named("f.md", markdown([q("text", "a")])) == ()
    digests = {fingerprint(raw, {"a.csv": content}) for content in (b"1", b"2")}
    assert len(digests) == 2
    assert compile_form("f.md", raw, {"a.csv": b"name,label\nx,y\n"}).digest not in digests


XML = """<?xml version="1.0"?>
<root xmlns="urn:x" made="by hand"><!-- ours --><item id="7"><name>w</name><label>วัด</label><kind>1</kind></item>
<item><name>s</name><label>โรงเรียน</label><kind>2</kind></item></root>""".encode()
GEOJSON = """{"type": "FeatureCollection", "features": [
{"type": "Feature", "id": "w", "geometry": {"type": "Point", "coordinates": [99.9, 19.17]},
 "properties": {"title": "วัด", "kind": 1}},
{"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [[[99.9, 19], [100, 19], [100, 20], [99.9, 19]]]},
 "properties": {"id": "f", "title": "นา", "kind": 2}}]}""".encode()


def test_a_list_may_be_xml() -> None:
    interview = drafted(
        [q("integer", "kind"), q("select_one_from_file a.xml", "place", choice_filter="kind = ${kind}")], {"a.xml": XML}
    )
    interview.answer("kind", 2)
    assert [(offer.name, offer.label) for offer in interview.offers("place", "th")] == [("s", "โรงเรียน")]


def test_a_list_may_be_geojson_whose_features_have_their_places() -> None:
    place = "instance('a')/ root/item[id = ${place}]/geometry"
    survey = [
        q("select_one_from_file a.geojson", "place"),
        q("calculate", "where", label="", calculation=place),
        q("calculate", "metres", label="", calculation=f"round(distance({place}))"),
    ]
    interview = drafted(survey, {"a.geojson": GEOJSON})
    assert [(offer.name, offer.label) for offer in interview.offers("place", "th")] == [("w", "วัด"), ("f", "นา")]
    interview.answer("place", "w")
    assert interview.stored("where") == "19.17 99.9 0 0"
    interview.answer("place", "f")
    assert interview.stored("where") == "19 99.9 0 0; 19 100 0 0; 20 100 0 0; 19 99.9 0 0"
    assert int(interview.stored("metres")) > 200_000


def test_an_xml_list_may_be_in_any_encoding_that_it_names() -> None:
    utf16 = XML.decode().replace('version="1.0"', 'version="1.0" encoding="utf-16"').encode("utf-16")
    interview = drafted([q("select_one_from_file a.xml", "place")], {"a.xml": utf16})
    assert [offer.label for offer in interview.offers("place", "th")] == ["วัด", "โรงเรียน"]


def test_an_xml_file_may_be_read_without_being_chosen_from() -> None:
    survey = [
        q("xml-external", "prices", label=""),
        q("text", "name"),
        q("calculate", "found", label="", calculation="instance('prices')/ root/item[name = ${name}]/label"),
    ]
    interview = drafted(survey, {"prices.xml": XML})
    interview.answer("name", "w")
    assert interview.stored("found") == "วัด"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xml", b""),
        ("a.xml", b"<root><item><name>w</name></root>"),
        ("a.xml", b"<root/>"),
        ("a.xml", b'<!DOCTYPE root [<!ENTITY a "x">]><root><item><name>&a;</name></item></root>'),
        ("a.xml", '<!DOCTYPE root [<!ENTITY a "x">]><root><item><name>&a;</name></item></root>'.encode("utf-16")),
        ("a.xml", b'<?xml version="1.0" encoding="unheard-of"?><root><item><name>w</name></item></root>'),
        ("a.xml", b"<root>" + b"<a>" * 60 + b"</a>" * 60 + b"</root>"),
        ("a.geojson", b"{"),
        ("a.geojson", b"[]"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": []}'),
        ("a.geojson", b'{"type": "Feature", "geometry": null, "properties": {}}'),
        ("a.geojson", GEOJSON.replace(b"[99.9, 19.17]", b'["x", 1]')),
        ("a.geojson", GEOJSON.replace(b'"Point"', b'"MultiPoint"')),
        ("a.geojson", GEOJSON.replace(b"[99.9, 19.17]", b"[Infinity, 19.17]")),
        ("a.geojson", GEOJSON.replace(b"[[[99.9", b"[[], [[99.9")),
        ("a.geojson", GEOJSON.replace(b'{"title": "\xe0\xb8\xa7\xe0\xb8\xb1\xe0\xb8\x94", "kind": 1}', b'"words"')),
        ("a.geojson", b'{"type": "FeatureCollection", "features": ["words"]}'),
        ("a.geojson", b"[" * 200_000),
    ],
)
def test_an_xml_or_geojson_file_that_cannot_be_read_is_refused_where_it_is_named(name: str, content: bytes) -> None:
    with pytest.raises(FormErrors) as refused:
        drafted([q("text", "t"), q(f"select_one_from_file {name}", "place")], {name: content})
    assert [(p.key, p.row, p.column) for p in refused.value.problems] == [("form-problem-file-kind", 6, "type")]
