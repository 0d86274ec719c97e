"""What somebody in the simulation does next: the step, who takes it, and how long it takes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from random import Random
from typing import Any

from server.queries.city import city_index, unit_name
from server.queries.simulation import Sight
from server.simulation import words
from server.simulation.roster import Roster


class Shift(StrEnum):
    """When somebody works: opening hours, these and weekend duty, out in the grid, at home, around the clock."""

    OFFICE = "office"
    DUTY = "duty"
    FIELD = "field"
    HOME = "home"
    ALWAYS = "always"


@dataclass(frozen=True)
class Next:
    """One step of one case. `action` is the word of the call; reporters' own words are 'rate', 'review' and so on.

    `who` is a role for the roster, 'reporter' or 'system'. The time: `share` of the running limit, or `hours` after
    the last step (or after `since`), or `at` itself. `photos` are purposes of pictures that go along.
    """

    action: str
    who: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    photos: tuple[str, ...] = ()
    shift: Shift = Shift.OFFICE
    share: tuple[float, float] = (0.1, 0.8)
    hours: tuple[float, float] | None = None
    at: datetime | None = None
    since: datetime | None = None
    voice: int = 0


@dataclass(frozen=True)
class Scene:
    """What a decision looks at: the case, the people, how often citizens answer, and chance."""

    sight: Sight
    roster: Roster
    rng: Random
    answering: float

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def one_of(self, **weights: float) -> str:
        """One of the names, each as often as its weight says."""
        return self.rng.choices(list(weights), list(weights.values()))[0]

    def has(self, who: str) -> bool:
        """Whether somebody simulated could act as `who`."""
        return self.roster.pick(who, self.sight, Random(0)) is not None

    @property
    def urgent(self) -> bool:
        return self.sight.severity == 1

    @property
    def community(self) -> str:
        """The community's name; at sea the grid's own."""
        grid = self.sight.community or self.sight.sub_grid
        return city_index().name(grid) if grid else ""

    def say(self, section: str, name: str) -> str:
        """A sentence that fits this case's place and unit."""
        spot = self.sight.place_text.removeprefix(self.community)
        return words.pick(self.rng, section, name, spot=spot, community=self.community,
                          unit=unit_name(self.sight.department or self.sight.town))

    def of_kind(self, name: str) -> str:
        """A sentence of the case's own category."""
        return self.say(self.sight.category, name)
