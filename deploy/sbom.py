"""Writes the bill of materials (CycloneDX 1.6) on stdout: everything that Inloop is made of and did not make.

Python libraries come from requirements/run.txt, with the licence that each says of itself where it is
installed; files of others that the browser and the paper get come from web/static/vendor/manifest.json. The
same checkout gives the same text: no moment, no number by chance.
"""

import json
import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_PINNED = re.compile(r"^([\w.-]+)==([^\s;]+)(.*?)(?=^[\w#]|\Z)", flags=re.MULTILINE | re.DOTALL)
_OURS = "-r requirements/run.in"
_VIA = re.compile(r"^    #\s+(?:via )?(-r \S+|[\w.-]+)$", flags=re.MULTILINE)
_SILENT = {"espeakng-loader": "GPL-3.0-or-later"}
"""Libraries that say nothing of their licence in their metadata; this one carries espeak-ng."""
_SPDX = re.compile(r"[A-Za-z0-9.+() -]{2,60}")

Component = dict[str, Any]


def bill() -> dict[str, Any]:
    """The whole bill."""
    python, needs = _python_libraries()
    vendored = _vendored()
    needs["inloop"] |= {part["bom-ref"] for part in vendored}
    components = sorted([*python, *vendored], key=lambda part: str(part["bom-ref"]))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "inloop",
                "name": "inloop",
                "licenses": [{"license": {"id": "EUPL-1.2"}}],
            }
        },
        "components": components,
        "dependencies": [{"ref": name, "dependsOn": sorted(needs[name])} for name in sorted(needs)],
    }


def _python_libraries() -> tuple[list[Component], dict[str, set[str]]]:
    """Each library that is installed, and which others each of them asks for."""
    text = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    found = _PINNED.findall(text)
    refs = {name: f"pkg:pypi/{name}@{version}" for name, version, _ in found}
    refs[_OURS] = "inloop"
    needs: dict[str, set[str]] = {}
    for name, _, comments in found:
        for asker in _VIA.findall(comments):
            if asker in refs:
                needs.setdefault(refs[asker], set()).add(refs[name])
    return [_library(name, version, refs[name]) for name, version, _ in found], needs


def _library(name: str, version: str, ref: str) -> Component:
    part: Component = {"type": "library", "bom-ref": ref, "name": name, "version": version, "purl": ref}
    licence = _licence(name)
    if licence:
        part["licenses"] = [{"license": {"name": licence}}]
    return part


def _licence(name: str) -> str:
    """What a library says of its own licence, in a few words; empty where it says none."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return ""
    for line in (*said.get_all("License-Expression", []), *said.get_all("License", [])):
        if _SPDX.fullmatch(line.strip()):
            return str(line.strip())
    classified = [
        line.rpartition(" :: ")[2] for line in said.get_all("Classifier", []) if "License ::" in line
    ]
    return " and ".join(sorted(set(classified))) or _SILENT.get(name, "")


def _vendored() -> list[Component]:
    """The packages of which files are kept here, each with the digests of those files."""
    files = json.loads((ROOT / "web" / "static" / "vendor" / "manifest.json").read_text(encoding="utf-8"))[
        "files"
    ]
    packages: dict[tuple[str, str, str], list[str]] = {}
    for file in files:
        if file["package"] is not None and not file["path"].startswith("tests/"):
            key = (file["package"], file["version"], file["licence"])
            packages.setdefault(key, []).append(f"{file['path']} {file['sha384']}")
    found = []
    for (name, version, licence), kept in packages.items():
        ref = f"pkg:npm/{name.replace('@', '%40')}@{version}"
        part: Component = {"type": "library", "bom-ref": ref, "name": name, "version": version, "purl": ref}
        part["licenses"] = [{"license": {"name": licence}}]
        part["properties"] = [{"name": "inloop:file", "value": line} for line in sorted(kept)]
        found.append(part)
    return found


if __name__ == "__main__":
    json.dump(bill(), sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")
