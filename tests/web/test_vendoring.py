"""The vendored files are complete, unchanged and enough for the languages of the screens and tickets."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont

from web.vendoring import icon
from web.vendoring.check import findings, present
from web.vendoring.checkout import differences, lay
from web.vendoring.manifest import FOLDERS, MANIFEST, read, sha384
from web.vendoring.package import Modules, PackageError
from web.vendoring.subset import cut
from web.vendoring.typeface import FACES, WEIGHTS, Face, codepoints, style_sheet

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "web/static/vendor"
FONTS = ROOT / "printer/fonts"
CHANGED = "web/static/vendor/icons.svg"

# Whole alphabets, then the marks that running text needs. Digits and Latin come with every language.
LATIN = "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 .,:;!?()/&+%-–—’‘“”„…·€@#"
LETTERS = {
    "nl": "áéíóúàèäëïöüĳçñâêîôû ÁÉÍÓÚÀÈÄËÏÖÜĲÇÑ",
    "en": "naïve café coöperate façade",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ ʼ’«»№",
    "pl": "ąćęłńóśźż ĄĆĘŁŃÓŚŹŻ",
    "tr": "çğıiöşüâîû ÇĞIİÖŞÜÂÎÛ",
    "ar": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي ًٌٍَُِّْٰ ٠١٢٣٤٥٦٧٨٩ ،؛؟٪ـ",
    "fa": "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئءؤأٔ ۰۱۲۳۴۵۶۷۸۹ ،؛؟٪٫٬«»\u200c",
    "ti": (
        "ሀሁሂሃሄህሆ ለሉሊላሌልሎሏ ሐሑሒሓሔሕሖሗ መሙሚማሜምሞሟ ሠሡሢሣሤሥሦሧ ረሩሪራሬርሮሯ ሰሱሲሳሴስሶሷ ሸሹሺሻሼሽሾሿ ቀቁቂቃቄቅቆ ቈቊቋቌቍ "
        "ቐቑቒቓቔቕቖ ቘቚቛቜቝ በቡቢባቤብቦቧ ቨቩቪቫቬቭቮቯ ተቱቲታቴትቶቷ ቸቹቺቻቼችቾቿ ኀኁኂኃኄኅኆ ኈኊኋኌኍ ነኑኒናኔንኖኗ ኘኙኚኛኜኝኞኟ "
        "አኡኢኣኤእኦኧ ከኩኪካኬክኮ ኰኲኳኴኵ ኸኹኺኻኼኽኾ ዀዂዃዄዅ ወዉዊዋዌውዎ ዐዑዒዓዔዕዖ ዘዙዚዛዜዝዞዟ ዠዡዢዣዤዥዦዧ የዩዪያዬይዮ "
        "ደዱዲዳዴድዶዷ ጀጁጂጃጄጅጆጇ ገጉጊጋጌግጎ ጐጒጓጔጕ ጠጡጢጣጤጥጦጧ ጨጩጪጫጬጭጮጯ ጰጱጲጳጴጵጶጷ ጸጹጺጻጼጽጾጿ ፀፁፂፃፄፅፆ ፈፉፊፋፌፍፎፏ "
        "ፐፑፒፓፔፕፖፗ ፡።፣፤፥፦ ፩፪፫፬፭፮፯፰፱፲"
    ),
}
TICKET_FAMILY = {
    "nl": "NotoSans",
    "en": "NotoSans",
    "uk": "NotoSans",
    "pl": "NotoSans",
    "tr": "NotoSans",
    "ar": "NotoSansArabic",
    "fa": "NotoSansArabic",
    "ti": "NotoSansEthiopic",
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A checkout with the vendored files alone."""
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("package-lock.json", icon.LIST):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / file, tmp_path / file)
    return tmp_path


def test_the_committed_files_are_those_of_the_manifest() -> None:
    assert findings(ROOT) == []


def test_a_changed_byte_is_found(copy: Path) -> None:
    content = bytearray((copy / CHANGED).read_bytes())
    content[100] ^= 1
    (copy / CHANGED).write_bytes(content)
    assert findings(copy) == [f"{CHANGED}: other content than the manifest says"]


def test_a_longer_file_is_found(copy: Path) -> None:
    size = (copy / CHANGED).stat().st_size
    with (copy / CHANGED).open("ab") as file:
        file.write(b" ")
    assert findings(copy) == [f"{CHANGED}: {size + 1} bytes instead of {size}"]


def test_a_missing_file_is_found(copy: Path) -> None:
    (copy / CHANGED).unlink()
    assert findings(copy) == [f"{CHANGED}: missing"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_an_unlisted_file_is_found_in_each_folder(copy: Path, folder: str) -> None:
    (copy / folder / "deeper").mkdir()
    (copy / folder / "deeper/new.js").write_text("")
    assert findings(copy) == [f"{folder}/deeper/new.js: not in the manifest"]


def test_a_name_added_to_the_icon_list_alone_is_found(copy: Path) -> None:
    with (copy / icon.LIST).open("a") as file:
        file.write("zebra\n")
    assert [finding.split(":")[0] for finding in findings(copy)] == [icon.LIST]


def test_a_package_raised_in_the_lock_file_alone_is_found(copy: Path) -> None:
    lock = copy / "package-lock.json"
    document = json.loads(lock.read_text("utf-8"))
    document["packages"]["node_modules/axe-core"]["version"] = "99.0.0"
    lock.write_text(json.dumps(document), "utf-8")
    assert findings(copy)
    assert all(finding.endswith("the lock file has 99.0.0") for finding in findings(copy))


@pytest.mark.parametrize("text", ["", "[]", '{"files": [{"path": "x"}]}', '{"files": [7]}'])
def test_a_manifest_of_another_form_is_one_finding(copy: Path, text: str) -> None:
    (copy / MANIFEST).write_text(text)
    assert [finding.split(":")[0] for finding in findings(copy)] == [MANIFEST]


def test_checking_needs_nothing_but_python_itself() -> None:
    command = [sys.executable, "-S", "-m", "web.vendoring", "check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_laying_new_files_removes_the_ones_that_no_longer_belong(copy: Path) -> None:
    contents = {CHANGED: b"<svg/>"}
    lay(contents, copy)
    assert differences(contents, copy) == []
    assert present(copy) == [CHANGED]


def test_other_missing_and_foreign_files_are_differences(copy: Path) -> None:
    lay({CHANGED: b"<svg/>", "tests/vendor/old.js": b""}, copy)
    found = differences({CHANGED: b"<svg></svg>", "printer/fonts/new.ttf": b""}, copy)
    assert [line.split(":")[0] for line in found] == [CHANGED, "printer/fonts/new.ttf", "tests/vendor/old.js"]


def test_a_package_that_is_not_installed_is_refused_with_the_remedy(copy: Path) -> None:
    with pytest.raises(PackageError, match="npm ci"):
        Modules(copy).package("axe-core")


def test_a_package_of_another_version_than_the_lock_file_is_refused(copy: Path) -> None:
    folder = copy / "node_modules/axe-core"
    folder.mkdir(parents=True)
    (folder / "package.json").write_text('{"version": "0.0.1", "license": "MPL-2.0"}')
    with pytest.raises(PackageError, match=r"axe-core 0\.0\.1"):
        Modules(copy).package("axe-core")


def test_each_file_from_a_package_has_a_version_and_a_licence() -> None:
    taken = [entry for entry in read(ROOT) if entry.package]
    assert taken
    assert all(entry.version and entry.licence for entry in taken)


def test_the_digest_has_the_form_of_an_integrity_attribute() -> None:
    assert re.fullmatch(r"sha384-[A-Za-z0-9+/]{64}", sha384(b""))


def test_the_lock_file_pins_by_digest_and_names_no_registry() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    installed = [package for path, package in packages.items() if path]
    assert all("resolved" not in package for package in installed)
    assert all(package["integrity"].startswith("sha512-") for package in installed)


def test_every_dependency_has_one_exact_version() -> None:
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in package["devDependencies"].values())
    assert "dependencies" not in package


def test_the_socket_client_points_to_no_source_map() -> None:
    assert b"sourceMappingURL" not in (VENDOR / "socket.io.esm.min.js").read_bytes()


@pytest.mark.parametrize("language", LETTERS)
def test_the_screen_fonts_have_every_letter_of(language: str) -> None:
    offered: set[int] = set()
    for face in FACES:
        offered |= codepoints(face.ranges) & set(TTFont(VENDOR / face.path).getBestCmap())
    assert {letter for letter in LATIN + LETTERS[language] if ord(letter) not in offered} == set()


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
@pytest.mark.parametrize("language", LETTERS)
def test_one_ticket_font_has_every_letter_of(language: str, weight: str) -> None:
    glyphs = TTFont(FONTS / f"{TICKET_FAMILY[language]}-{weight}.ttf").getBestCmap()
    assert {letter for letter in LATIN + LETTERS[language] if ord(letter) not in glyphs} == set()


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_a_screen_font_varies_over_the_weights_that_the_style_sheet_says(face: Face) -> None:
    (axis,) = TTFont(VENDOR / face.path)["fvar"].axes
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", *WEIGHTS)


def test_cutting_a_font_twice_gives_the_same_bytes_and_only_the_wanted_letters() -> None:
    whole = (VENDOR / "fonts/noto-sans-latin-ext.woff2").read_bytes()
    first, second = (cut(whole, frozenset(map(ord, "ąş")), WEIGHTS) for _ in range(2))
    assert first == second
    assert set(TTFont(io.BytesIO(first)).getBestCmap()) == set(map(ord, "ąş"))


def test_the_style_sheet_names_only_files_that_are_there() -> None:
    addresses = re.findall(r'url\("([^"]+)"\)', (VENDOR / "fonts.css").read_text("ascii"))
    assert (VENDOR / "fonts.css").read_text("ascii") == style_sheet()
    assert [address for address in addresses if not (VENDOR / address).is_file()] == []
    assert len(addresses) == len(FACES)


def test_the_sprite_the_list_and_the_json_name_the_same_icons() -> None:
    sprite = ElementTree.parse(VENDOR / "icons.svg").getroot()  # noqa: S314 - our own file
    drawn = [symbol.get("id") for symbol in sprite]
    assert drawn == json.loads((VENDOR / "icons.json").read_text("ascii")) == icon.names(ROOT)
    assert all(len(symbol) for symbol in sprite)


@pytest.mark.parametrize(
    "inside",
    ["<script/>", '<use href="https://example.org/x"/>', "<style>*{}</style>", '<path onclick="x"/>', "text"],
)
def test_a_drawing_that_holds_more_than_shapes_is_refused(inside: str) -> None:
    with pytest.raises(icon.IconError):
        icon.symbol("bad", f'<svg viewBox="0 0 24 24">{inside}</svg>')
