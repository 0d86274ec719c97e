from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.coordinates import DATUMS, distance_m, from_wgs84, to_wgs84

mainland_lon = st.floats(min_value=74, max_value=134)
mainland_lat = st.floats(min_value=4, max_value=53)
datum = st.sampled_from(DATUMS)


@given(mainland_lon, mainland_lat, datum)
def test_there_and_back_is_the_same_place(lon: float, lat: float, datum: str) -> None:
    back = to_wgs84(*from_wgs84(lon, lat, datum), datum)
    assert back == pytest.approx((lon, lat), abs=1e-9, rel=0)


@given(mainland_lon, mainland_lat, datum)
def test_back_and_there_is_the_same_place(lon: float, lat: float, datum: str) -> None:
    again = from_wgs84(*to_wgs84(lon, lat, datum), datum)
    assert again == pytest.approx((lon, lat), abs=1e-9, rel=0)


def test_known_places_agree_with_published_conversions() -> None:
    assert from_wgs84(116.404, 39.915, "gcj02") == pytest.approx((116.410244, 39.916404), abs=1e-6)
    assert from_wgs84(116.404, 39.915, "bd09") == pytest.approx((116.416627, 39.922700), abs=1e-6)


def test_forgetting_the_datum_in_xiamen_is_half_a_kilometre_off() -> None:
    assert 400 < distance_m(118.1, 24.48, *from_wgs84(118.1, 24.48, "gcj02")) < 700


@pytest.mark.parametrize("convert", [to_wgs84, from_wgs84])
def test_an_unknown_datum_is_refused(convert) -> None:
    with pytest.raises(ValueError, match="nad27"):
        convert(118.1, 24.48, "nad27")


def test_one_degree_of_latitude_is_111_kilometres() -> None:
    assert distance_m(118, 24, 118, 25) == pytest.approx(111_195, abs=1)


@given(mainland_lon, mainland_lat, mainland_lon, mainland_lat)
def test_distance_is_the_same_both_ways(lon1: float, lat1: float, lon2: float, lat2: float) -> None:
    assert distance_m(lon1, lat1, lon2, lat2) == pytest.approx(distance_m(lon2, lat2, lon1, lat1))
    assert distance_m(lon1, lat1, lon1, lat1) == 0
