"""What an operator sees: numbers of every process at one address, what is made of them, and the page in the app."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import httpx
import yaml  # type: ignore[import-untyped]  # it ships none
from playwright.sync_api import Browser, expect

from tests.acceptance.app_page import AppPage
from tests.acceptance.browser import violations, visit
from tests.acceptance.commands import grant
from tests.infra.supervisor.running import Running
from tests.waiting import until

DEPLOY = Path(__file__).parents[2] / "infra" / "deploy"
NAME = re.compile(r"\blimn_\w+")
PROGRAMS = ("postgres", "redis", "triton", "api", "engine", "worker")
READY = [f'limn_program_ready{{program="{name}"}} 1.0' for name in PROGRAMS]
LABELS = {"route", "status", "operation", "outcome", "kind", "stream", "reason", "program", "pool", "state", "view"}
LABELS |= {"policy", "le"}
"""All there are; none of them is an id or anything that a person says."""


def dashboard() -> dict[str, Any]:
    return dict(json.loads((DEPLOY / "grafana" / "limn.json").read_text()))


def rules() -> list[dict[str, Any]]:
    (group,) = yaml.safe_load((DEPLOY / "prometheus" / "alerts.yml").read_text())["groups"]
    return list(group["rules"])


def shown() -> set[str]:
    """Every metric that a panel or an alert names."""
    expressions = [target["expr"] for panel in dashboard()["panels"] for target in panel["targets"]]
    expressions += [rule["expr"] for rule in rules()]
    return {name for expression in expressions for name in NAME.findall(expression)}


def told(text: str) -> set[str]:
    """Every metric that an answer of /metrics has, with those that have no sample yet."""
    kinds = re.findall(r"^# TYPE (\S+) (\S+)$", text, re.MULTILINE)
    buckets = {f"{name}_{part}" for name, kind in kinds if kind == "histogram" for part in ("bucket", "sum", "count")}
    return {name for name, _ in kinds} | buckets


async def numbers(address: str) -> str:
    """What /metrics says once every program is ready: another test may just have killed one."""
    last = ""

    async def all_ready() -> bool:
        nonlocal last
        try:
            last = (await client.get("/metrics")).text
        except httpx.TransportError:
            return False
        return set(READY) <= set(last.splitlines())

    async with httpx.AsyncClient(base_url=address) as client:
        await until(all_ready, 30)
    return last


async def test_every_number_that_is_shown_exists(address: str) -> None:
    text = await numbers(address)
    there = told(text)
    assert shown() - there == set()
    assert "limn_nothing_total" not in there
    assert {"limn_fold_seconds", "limn_render_seconds", "limn_append_seconds"} <= there, "each process told its own"
    labels = {name for inside in re.findall(r"^limn_\w+\{(.*)\} ", text, re.MULTILINE) for name in labels_of(inside)}
    assert labels <= LABELS
    assert len(text) < 200_000, "bounded, whatever was done here"


def labels_of(inside: str) -> list[str]:
    return re.findall(r'(\w+)="(?:[^"\\]|\\.)*"', inside)


def test_each_alert_says_what_it_means_and_one_command() -> None:
    page = (DEPLOY.parents[1] / "docs" / "operations.md").read_text()
    for rule in rules():
        assert set(rule) <= {"alert", "expr", "for", "labels", "annotations"}
        assert rule["labels"]["severity"] in {"page", "warn"}
        assert rule["annotations"]["mend"].startswith("limn ")
        assert f"| {rule['alert']} |" in page
    panels = dashboard()["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    places = {(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in panels}
    assert len(places) == len(panels)


def test_an_operator_watches_it_run(browser: Browser, system: Running, address: str) -> None:
    with visit(browser) as person:
        ada = AppPage(person.page, address)
        handle = ada.join("ada")
        ada.open("/operator")
        expect(ada.main.get_by_role("heading", name="Nothing to see here")).to_be_visible()
        grant(system, handle, "operator")
        programs = ada.main.get_by_role("table").first
        for name in PROGRAMS:  # it asks again by itself
            expect(programs.get_by_role("row", name=re.compile(f"^{name} ready"))).to_be_visible()
        expect(ada.main.get_by_text("Nothing is parked")).to_be_visible()
        assert violations(person.page) == {}
