"""Two rankers side by side, one of them a formula that somebody writes, gets wrong, mends and keeps."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.acceptance.app_page import AppPage
from tests.acceptance.browser import violations, visit


def test_a_formula_is_written_compared_and_kept(browser: Browser, address: str) -> None:
    with visit(browser) as person:
        ada = AppPage(person.page, address)
        handle = ada.join("ada")
        ada.open("/trending/compare?window=hour&a=top&b=decay")
        ada.main.get_by_label("Right side, ranked by").select_option("=")
        formula = ada.main.get_by_label("Formula", exact=True)
        formula.fill("likes / (hours +")
        expect(ada.main.get_by_role("alert")).to_have_text(
            "Column 17: Here a number, a signal, a function or ( was expected."
        )
        assert violations(ada.page) == {}
        formula.fill("-shared_at")
        expect(ada.main.get_by_role("alert")).to_have_count(0)
        expect(ada.main.get_by_role("region", name="Right: Your formula")).to_contain_text("-shared_at")
        ada.main.get_by_label("Keep it as").fill("oldest")
        ada.main.get_by_role("button", name="Keep").click()
        expect(ada.main.get_by_label("Right side, ranked by")).to_have_value(f"@{handle}/oldest")
        ada.open(f"/trending?window=all&ranker=@{handle}/oldest")
        expect(ada.main.get_by_role("radio", name=f"@{handle}/oldest")).to_be_checked()
