"""Times name positions."""

from __future__ import annotations

from tests.api.site import Site

WHEN = "query($t: [DateTime!]!) { log { head positionsAt(times: $t) } }"
LONG_AGO, LATER = "2001-01-01T00:00:00Z", "2999-01-01T00:00:00+02:00"


async def test_each_time_has_the_last_position_by_then(site: Site) -> None:
    await site.join()
    log = (await site.ask(WHEN, t=[LONG_AGO, LATER]))["log"]
    assert log["positionsAt"] == ["0" * 16, log["head"]]
    assert await site.code(WHEN, t=["2001-01-01T00:00:00"]) == "INVALID"
    assert await site.code(WHEN, t=[LATER] * 101) == "INVALID"
