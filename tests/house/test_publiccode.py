"""publiccode.yml is what catalogues of public code expect (version 0.4 of the standard)."""

from typing import Any

import yaml  # type: ignore[import-untyped]

from config.languages import LANGUAGES
from tests.house.checkout import ROOT, read

FILE: dict[str, Any] = yaml.safe_load(read("publiccode.yml"))


def test_the_required_keys_are_there() -> None:
    required = {
        "publiccodeYmlVersion",
        "name",
        "url",
        "platforms",
        "categories",
        "developmentStatus",
        "softwareType",
        "description",
        "legal",
        "maintenance",
        "localisation",
    }
    assert required <= set(FILE)
    assert FILE["publiccodeYmlVersion"] == "0.4"
    assert FILE["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert FILE["softwareType"] == "standalone/web"


def test_it_describes_inloop_in_dutch_and_english_within_the_limits() -> None:
    assert {"nl", "en"} <= set(FILE["description"])
    for text in FILE["description"].values():
        assert len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000
        assert text["features"]
        assert all((ROOT / picture).exists() for picture in text["screenshots"])


def test_licence_contact_and_languages_are_those_of_the_checkout() -> None:
    assert FILE["legal"]["license"] == "EUPL-1.2"
    assert FILE["maintenance"]["type"] == "community"
    assert all(contact["name"] for contact in FILE["maintenance"]["contacts"])
    assert FILE["localisation"]["localisationReady"] is True
    assert FILE["localisation"]["availableLanguages"] == [language.code for language in LANGUAGES]
