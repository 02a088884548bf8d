"""The page of the audit log: who gets it, its sentences, its filter, and the file."""

import re
from datetime import timedelta
from typing import Any

import pytest

from models.access.principal import Role
from models.audit.chain import Entry, audit
from models.audit.what import What
from models.refusal import Code
from staff.texts.audit import happenings, short_names
from staff.texts.audit_people import why_refused
from tests.staff.pages import browser
from tests.web.site import Caller, Site
from web.oidc.refused import Why
from web.words import words_for

PAGE = "/staff/audit"
DUTCH = {"Accept-Language": "nl"}


def write(site: Site, what: What, times: int = 1, **told: Any) -> None:
    for number in range(times):
        at = site.world.clock.now() + timedelta(seconds=number)
        entry = Entry(at, **({"who": "person:1"} | told), what=what)
        site.world.database.run(lambda session, entry=entry: audit(session, entry))  # type: ignore[misc]


def shown(who: Caller, query: str = "") -> list[str]:
    """The sentences on the page."""
    page = who.get(f"{PAGE}{query}", DUTCH)
    assert page.status_code == 200
    cells = re.findall(r"<tr[^>]*>\s*<td>.*?</td>\s*<td>(.*?)</td>", page.text, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", cell) for cell in cells]


def test_whoever_is_not_signed_in_is_sent_to_sign_in(site: Site) -> None:
    answer = site.anonymous().get(PAGE)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/staff/sign-in?next=/staff/audit")


@pytest.mark.parametrize("role", [Role.GUIDE, Role.HOST, Role.ANALYST])
def test_who_does_not_coordinate_has_no_page(site: Site, role: Role) -> None:
    assert browser(site, role).get(PAGE).status_code == 403


def test_rows_are_sentences_with_the_names_of_now(site: Site) -> None:
    ada = browser(site, Role.ADMINISTRATOR)
    site.device(Role.KIOSK, "plein", "Bij de <deur>")
    write(site, What.DEVICE_PAIRED, subject="device:1", location="plein")
    write(site, What.DEVICE_REVOKED, subject="device:77", who="person:77", location="plein")
    write(site, What.LANGUAGE_OFFERED, subject="language:pl")
    write(site, What.STARTED, who="machine", detail={"version": "1.0.0"})
    write(site, What.KEY_MADE, who="nobody", subject="key:5", result="forbidden")
    assert shown(ada)[:5] == [
        "Geweigerd: Iemand die niet was ingelogd heeft de sleutel 5 gemaakt. forbidden",
        "Inloop 1.0.0 is gestart.",
        "een administrator laat bezoekers kiezen voor het Pools.",
        "Persoon 77 heeft het apparaat 77 buiten gebruik gesteld.",
        "een administrator heeft het apparaat “Bij de &lt;deur&gt;” gekoppeld.",
    ]


def test_a_coordinator_reads_of_their_own_location_only(site: Site) -> None:
    coen = browser(site, Role.COORDINATOR, "plein")
    write(site, What.PRINTER_SET, subject="printer:main", location="plein")
    write(site, What.PRINTER_REMOVED, subject="printer:main", location="altijd")
    write(site, What.KEY_MADE, subject="key:1")
    assert shown(coen) == ["een coordinator heeft de printer “Printer” ingesteld."]
    assert "Altijd Open" not in coen.get(PAGE).text


def test_a_filter_stays_filled_in_and_counts(site: Site) -> None:
    ada = browser(site, Role.ADMINISTRATOR)
    write(site, What.LAYOUT_CHANGED)
    write(site, What.REGION_DUMPED, who="machine")
    query = "?first=2026-11-23&last=2026-11-23&who=machine&what=region.dumped&result=ok"
    assert shown(ada, query) == ["Iemand aan de server heeft het regiobestand opgehaald."]
    page = ada.get(PAGE + query, DUTCH).text
    assert 'value="2026-11-23"' in page
    assert '<option value="region.dumped" selected>' in page
    assert '<option value="machine" selected>Iemand aan de server' in page
    assert ">1 regel<" in page


@pytest.mark.parametrize(
    "query", ["first=x&what=y&result=z&before=q", "who=%00&location=%00", f"before={10**12}"]
)
def test_what_cannot_be_meant_counts_for_nothing(site: Site, query: str) -> None:
    assert browser(site, Role.ADMINISTRATOR).get(f"{PAGE}?{query}").status_code == 200


def test_older_rows_are_on_the_next_page(site: Site) -> None:
    ada = browser(site, Role.ADMINISTRATOR)
    write(site, What.LAYOUT_CHANGED, times=60)
    first = ada.get(f"{PAGE}?what=layout.changed", DUTCH).text
    older = re.search(r'href="(\?[^"]+)" rel="next"', first)
    assert older
    assert len(shown(ada, "?what=layout.changed")) == 50
    assert len(shown(ada, older[1].replace("&amp;", "&"))) == 10
    assert ">60 regels<" in first


def test_the_file_is_fetched_with_the_pages_own_token_only(site: Site) -> None:
    ada = browser(site, Role.ADMINISTRATOR)
    write(site, What.LAYOUT_CHANGED)
    csrf = re.search(r'name="csrf" value="([^"]+)"', ada.get(PAGE).text)
    assert csrf
    ada.headers.clear()
    sent = {"what": "layout.changed", "first": "2026-11-23"}
    assert ada.ask("POST", f"{PAGE}/export", data=sent).status_code == 403
    file = ada.ask("POST", f"{PAGE}/export", data=sent | {"csrf": csrf[1]})
    assert file.mimetype == "text/csv"
    assert len(file.text.splitlines()) == 2
    assert shown(ada)[0] == "een administrator heeft dit logboek opgehaald."


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_the_console_leads_there(site: Site, role: Role) -> None:
    assert 'href="/staff/audit?location=plein"' in browser(site, role).get("/staff/plein").text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_everything_that_can_happen_has_a_sentence(language: str) -> None:
    words = words_for(language, "staff")
    assert set(happenings(words)) == set(What)
    assert all("%" not in text for _, text in short_names(words))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("result", [Code.WRONG_PASSWORD, Code.WRONG_CODE, "password_sign_in", "failed", *Why])
def test_why_nobody_was_let_in_is_told_in_words(result: str, language: str) -> None:
    told = why_refused(str(result), words_for(language, "staff"))
    assert told is not None
    assert "_" not in told


def test_a_coordinator_reads_why_and_sees_no_code(site: Site) -> None:
    ada = browser(site, Role.ADMINISTRATOR)
    write(site, What.SIGN_IN_REFUSED, subject="person:1", result=str(Code.WRONG_PASSWORD))
    assert shown(ada)[0].endswith("(naam of wachtwoord klopt niet)")
    assert "wrong_password" not in re.sub(r"<script.*?</script>", "", ada.get(PAGE, DUTCH).text, flags=re.S)
