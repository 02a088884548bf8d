"""An error as a page that a person can do something with."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import render_template

from web.language import staff_words
from web.words import Words


def problem_page(problem: Mapping[str, Any]) -> str:
    """The page for a problem, in the language that was chosen, or the browser's.

    Args:
        problem: the body of the problem, with `status` and `code`.
    """
    words = staff_words()
    title, remedy = _told(words, int(problem["status"]))
    return render_template("web/problem.html", words=words, problem=problem, title=title, remedy=remedy)


def _told(words: Words, status: int) -> tuple[str, str]:
    if status == HTTPStatus.NOT_FOUND:
        return (
            words.gettext("This page is not here"),
            words.gettext("Check the address, or begin at the start page."),
        )
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        return (
            words.gettext("This page is not for you"),
            words.gettext("Sign in with an account that may see it, or ask your administrator."),
        )
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return (
            words.gettext("That did not work"),
            words.gettext("It was logged. Try again; if it stays, tell your administrator."),
        )
    return (
        words.gettext("That cannot be done this way"),
        words.gettext("Go back and try again."),
    )
