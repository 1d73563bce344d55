"""Moments and stretches of time as people write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from domain.errors import invalid
from projections.replays.timeline import Moment

LONGEST = 40
DAY = timedelta(days=1)
STRETCH = re.compile(r"(\d{1,6})(s|m|h|d)")
UNITS = {"s": timedelta(seconds=1), "m": timedelta(minutes=1), "h": timedelta(hours=1), "d": DAY}
AGO = re.compile(r"(\d{1,6}) (second|minute|hour|day|week)s? ago")
LENGTHS = {name: timedelta(**{f"{name}s": 1}) for name in ("second", "minute", "hour", "day", "week")}
HELP = (
    "A time as 2026-03-01T12:00 (UTC unless it says otherwise), a day, yesterday, today, now, 2 hours ago, or a"
    " position."
)


def moment(field: str, written: str, now: datetime, *, ends: bool = False) -> Moment:
    """What a person means; INVALID for anything else. A day is its first moment, or with `ends` its last until now."""
    written = written.strip().lower()
    if written.isascii() and written.isdigit() and len(written) <= 16:
        return int(written)
    if written == "now":
        return now
    if past := AGO.fullmatch(written):
        return _ago(field, now, int(past[1]) * LENGTHS[past[2]])
    day = _day(written, now)
    if day is not None:
        return min(day + DAY, now) if ends and day <= now else day
    try:
        time = datetime.fromisoformat(written.upper()) if len(written) <= LONGEST else None
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC) if time else _unknown(field)
    except (ValueError, OverflowError):
        return _unknown(field)


def stretch(field: str, written: str) -> timedelta:
    """`90s`, `30m`, `1h`, `1d`; INVALID for anything else."""
    found = STRETCH.fullmatch(written.strip().lower())
    if found is None:
        raise invalid(field, "A stretch of time is written like 90s, 30m, 1h or 1d.")
    return int(found[1]) * UNITS[found[2]]


def _ago(field: str, now: datetime, length: timedelta) -> Moment:
    try:
        return now - length
    except OverflowError:
        return _unknown(field)


def _day(written: str, now: datetime) -> datetime | None:
    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    named = {"today": today, "yesterday": today - DAY}
    if written in named:
        return named[written]
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _unknown(field: str) -> Moment:
    raise invalid(field, HELP)
