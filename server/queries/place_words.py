"""A first guess at the place from words alone: the town or district that they name, else the city."""

from __future__ import annotations

from server.queries.city import city_code, city_index
from workflows.roles import Place


def place_in_words(text: str) -> Place:
    """Town when exactly one is named (its full name before its short one), else the district, else the city.

    No grid: somebody of the station finds the point. Short names that are also a district's do not count as towns.
    """
    index = city_index()
    districts = index.within((-180, -90, 180, 90), "district")
    towns = index.within((-180, -90, 180, 90), "town")
    stems = {index.name(code).removesuffix("区") for code in districts}
    for names in ({code: index.name(code) for code in towns},
                  {code: stem for code in towns if (stem := _stem(index.name(code))) not in stems}):
        named = [code for code, name in names.items() if name in text]
        if len(named) == 1:
            return Place(index.division(named[0]).district or city_code(), named[0])
    named = [code for code in districts if index.name(code).removesuffix("区") in text]
    return Place(named[0]) if len(named) == 1 else Place(city_code())


def _stem(name: str) -> str:
    return name.removesuffix("街道").removesuffix("镇")
