"""Where areas lie: towns are where they are, and an area without a town of its own stands at its province's."""

import pytest

from thai.centres import centre, kilometres
from thai.gazetteer import gazetteer


@pytest.mark.parametrize(
    ("code", "place", "level"),
    [
        ("5607", (19.35, 99.82), "district"),  # อ.แม่ใจ จ.พะเยา
        ("560701", (19.35, 99.82), "district"),  # a subdistrict stands at its district's town
        ("56", (19.17, 99.9), "province"),
        ("8015", (8.43, 99.96), "province"),  # อ.ขนอม is not in the data: นครศรีธรรมราช
        ("1001", (13.75, 100.5), "district"),
    ],
)
def test_an_area_stands_at_the_town_of_its_district_else_of_its_province(code, place, level):
    found = centre(code)
    assert found is not None
    assert found.level == level
    assert kilometres((found.latitude, found.longitude), place) < 15


def test_every_area_has_a_point_in_thailand_and_nearly_every_district_its_own():
    codes = list(gazetteer().name_of)
    found = {code: centre(code) for code in codes}
    assert all(one and 5.5 < one.latitude < 20.6 and 97.3 < one.longitude < 105.8 for one in found.values())
    districts = [code for code in codes if len(code) == 4]
    assert sum(found[code].level == "district" for code in districts) > 0.97 * len(districts)


def test_a_distance_is_that_of_the_map():
    assert 580 < kilometres((13.75, 100.5), (18.79, 98.98)) < 600  # กรุงเทพมหานคร – เชียงใหม่
    assert kilometres((13.75, 100.5), (13.75, 100.5)) == 0
