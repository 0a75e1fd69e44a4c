"""Five journeys through the page, in a real Chromium."""

from __future__ import annotations

from types import ModuleType

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

ASKED = "#ask=statements/about&p.about=return of the fallen"
LINE = "Dario Lind → return of the fallen: about, 2 statements"


def opened(page: Page, address: str) -> Page:
    """The page at an address, once what it shows is there."""
    page.goto(address)
    expect(page.locator("main")).to_have_attribute("data-ready", "1")
    return page


def test_ask_a_question(page: Page, address: str, scene: ModuleType) -> None:
    opened(page, address)
    questions = page.get_by_role("navigation", name="Questions")
    questions.get_by_role("button", name="What was said about a topic").click()
    field = page.get_by_role("combobox", name="About", exact=True)
    field.press_sequentially("fall")
    page.get_by_role("option", name="return of the fallen").click()
    page.get_by_role("button", name="Ask").click()
    page.get_by_role("tab", name="Table").click()
    rows = page.get_by_role("row")
    expect(rows).to_have_count(1 + 3)
    expect(rows.nth(1)).to_contain_text("Dario Lind")
    expect(page.get_by_role("main")).to_contain_text("3 rows")
    page.get_by_role("link", name=f"“{scene.ANSWER_MARKED}”").click()
    expect(page.get_by_role("complementary", name="Evidence")).to_contain_text("Tessa Orm")


def test_see_the_graph(page: Page, address: str) -> None:
    opened(page, address + ASKED)
    page.get_by_role("tab", name="Graph").click()
    picture = page.locator("svg[data-ready]")
    expect(picture).to_have_accessible_name("4 items and 3 lines")
    expect(picture.get_by_role("button", name="Agreement: return of the fallen")).to_be_visible()
    expect(picture.get_by_role("button", name=LINE)).to_have_count(1)
    legend = page.get_by_role("list", name="Legend")
    expect(legend).to_contain_text("Person")
    expect(legend).not_to_contain_text("Statement")
    page.get_by_role("checkbox", name="statements").check()
    expect(legend).to_contain_text("Statement")
    expect(picture.get_by_role("button", name="Statement: Velmora did not bring")).to_be_visible()


def test_click_an_edge_by_mouse_and_by_keys(page: Page, address: str, scene: ModuleType) -> None:
    opened(page, f"{address}{ASKED}&tab=graph")
    picture = page.locator("svg[data-ready]")
    evidence = page.get_by_role("complementary", name="Evidence")
    picture.get_by_role("button", name=LINE).locator(".tag").click()
    expect(evidence).to_contain_text("2 statements, the newest first")
    expect(evidence.locator("mark").first).to_have_text("the lists were complete")
    evidence.get_by_role("link", name="Velmora did not bring the fallen").click()
    expect(evidence).to_contain_text("Second hand")
    picture.get_by_role("button").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("End")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    focused = picture.locator(":focus")
    expect(focused).to_have_attribute("tabindex", "0")
    expect(picture.locator("[tabindex='0']")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(focused).to_have_attribute("aria-pressed", "true")
    expect(evidence.locator("mark").first).not_to_be_empty()


def test_read_the_marked_sentence(page: Page, address: str, scene: ModuleType) -> None:
    opened(page, f"{address}{ASKED}&see=statement:{scene.CLAIM}")
    evidence = page.get_by_role("complementary", name="Evidence")
    marks = evidence.locator("blockquote mark")
    expect(marks).to_have_text(list(scene.CLAIM_MARKED))
    expect(evidence.locator("blockquote .hedge")).to_have_text("allegedly")
    expect(evidence.locator("blockquote .speaker")).to_have_text("minister Dario Lind")
    expect(evidence.locator(".chain li")).to_have_text(
        ["Dario Lind", "North Wire", "Harbour Courier"]
    )
    expect(evidence).to_contain_text("Answered by")
    evidence.get_by_role("link", name="Evening Copy").click()
    expect(marks).to_have_text(["Velmora did not bring the fallen"])
    page.go_back()
    expect(marks).to_have_text(list(scene.CLAIM_MARKED))
    evidence.get_by_role("link", name="Open article").click()
    expect(evidence.get_by_role("heading", name="Nobody at the bridge")).to_be_visible()
    expect(evidence.locator("mark").first).to_be_in_viewport()
    expect(evidence.locator("mark").first).to_contain_text(scene.CLAIM_MARKED[0])
    page.go_back()
    evidence.get_by_role("link", name=scene.ANSWER_MARKED).click()
    expect(marks).to_have_text([scene.ANSWER_MARKED])
    expect(evidence.get_by_role("heading", name="Answers", exact=True)).to_be_visible()


def test_reload_the_link(page: Page, address: str, scene: ModuleType) -> None:
    opened(page, f"{address}{ASKED}&tab=graph&p.until=2031-04-27")
    picture = page.locator("svg[data-ready]")
    picture.get_by_role("button", name=LINE).locator(".tag").click()
    evidence = page.get_by_role("complementary", name="Evidence")
    expect(evidence.locator("mark").first).to_have_text("the lists were complete")
    before = (page.url, page.get_by_role("main").inner_text(), evidence.inner_text())
    placed = picture.locator(".thing").evaluate_all(
        "all => all.map(one => one.getAttribute('transform'))"
    )
    page.reload()
    expect(page.locator("main")).to_have_attribute("data-ready", "1")
    expect(evidence.locator("mark").first).to_have_text("the lists were complete")
    expect(page.get_by_role("tab", name="Graph")).to_have_attribute("aria-selected", "true")
    assert page.url == before[0]
    assert without_time(page.get_by_role("main").inner_text()) == without_time(before[1])
    assert evidence.inner_text() == before[2]
    again = picture.locator(".thing").evaluate_all(
        "all => all.map(one => one.getAttribute('transform'))"
    )
    assert again == placed
    expect(page.get_by_label("Until", exact=True)).to_have_value("2031-04-27")


def without_time(text: str) -> str:
    """What is on the page, but for how long the answer took."""
    return "\n".join(line for line in text.splitlines() if not line.endswith(" ms"))
