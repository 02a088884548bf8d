"""The way of a visitor through the kiosk, press by press."""

import re

from playwright.sync_api import Page, expect


def to_questions(page: Page, language: str) -> None:
    """Choose a language."""
    page.locator(f".language[data-language='{language}']").click()
    expect(page.locator("#tiles .tile").first).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", language)


def take_number(page: Page, language: str, question: str, way: str = "paper") -> str:
    """Language, question (by its id), how: the number that is shown then."""
    to_questions(page, language)
    page.locator(f"[data-press='choose'][data-id='{question}']").click()
    page.locator(f"[data-press='way'][data-way='{way}']").click()
    return number_on(page)


def number_on(page: Page) -> str:
    """The number, once it is shown."""
    number = page.locator("#number")
    expect(number).to_be_visible()
    expect(number).to_have_text(re.compile(r"^[A-Z]\d\d$"))
    return number.inner_text()


def overflow(page: Page) -> list[str]:
    """What does not fit: a page that moves, or words that leave their button or line."""
    found: list[str] = page.evaluate(
        """() => {
          const root = document.documentElement, stage = document.getElementById("stage");
          const names = [];
          if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) names.push("page");
          if (stage.scrollWidth > stage.clientWidth) names.push("stage sideways");
          for (const node of document.querySelectorAll("button, h1, h2, p, .tile__name")) {
            const seen = node.checkVisibility() && !node.closest(".visually-hidden") && node.clientWidth > 0;
            if (seen && node.scrollWidth > node.clientWidth + 1) names.push(node.textContent.trim());
          }
          return names;
        }"""
    )
    return found


def scrolls(page: Page) -> bool:
    """Whether the screen holds more than it shows."""
    return bool(page.evaluate("(s => s.scrollHeight > s.clientHeight + 2)(document.getElementById('stage'))"))
