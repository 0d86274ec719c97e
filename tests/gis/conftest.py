from __future__ import annotations

import pytest

from gis.grid import GridIndex
from gis.xiamen import City, build_city


@pytest.fixture(scope="session")
def city() -> City:
    return build_city()


@pytest.fixture(scope="session")
def index(city: City) -> GridIndex:
    return GridIndex(city.divisions)
