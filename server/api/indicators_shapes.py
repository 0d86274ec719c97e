"""What the call about indicators takes and answers."""

from __future__ import annotations

from server.api.answers import BOOLEAN, INTEGER, NAMED, STRING, array, record
from server.api.edge import Query
from workflows.assessment.facts import Level


class IndicatorsQuery(Query):
    """GET /indicators: those of one level's cards, or all of them."""

    level: Level | None = None


INDICATORS = record(items=array(record(
    code=STRING, name=STRING, name_en=STRING, scored=BOOLEAN, levels=array(NAMED), minimum=INTEGER,
    kinds=array(STRING), beside=array(NAMED),
    formula=record(numerator=STRING, denominator=STRING, leaves_out=array(STRING), count_by=STRING, unit=STRING,
                   better=STRING, source=STRING, note=STRING),
    conditions=array(record(part=STRING, words=STRING, words_en=STRING)))))
