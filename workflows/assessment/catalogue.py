"""All indicators by their codes: the formulas shown to people are those that run."""

from __future__ import annotations

from workflows.assessment.indicator import Indicator
from workflows.assessment.indicators_outcome import OUTCOME
from workflows.assessment.indicators_people import INSTRUMENT, WHISTLES
from workflows.assessment.indicators_time import TIME

INDICATORS: dict[str, Indicator] = {item.code: item for item in (*TIME, *OUTCOME, *WHISTLES, *INSTRUMENT)}
