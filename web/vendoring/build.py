"""Makes every vendored file from the installed npm packages, in memory.

It must not touch the checkout: writing and comparing are the caller's.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from web.vendoring import icon, manifest
from web.vendoring.manifest import Product
from web.vendoring.package import Modules
from web.vendoring.subset import cut
from web.vendoring.typeface import FACES, PHONE_FACES, codepoints, style_sheet

if TYPE_CHECKING:
    from pathlib import Path

_WEB = "web/static/vendor"
_FONT_LICENCE = "OFL-1.1"
_SOCKET = "socket.io-client"
# What the socket client's file has bundled, each with its own copyright notice.
_SOCKET_PARTS = ("engine.io-client", "engine.io-parser", "socket.io-parser", "@socket.io/component-emitter")
_MAP_MARK = b"\n//# sourceMappingURL="


def everything(root: Path) -> dict[str, bytes]:
    """Content by path of all vendored files and their manifest, made from node_modules below `root`.

    Raises VendoringError when what is installed is not what the lock file names or not of the form expected.
    """
    modules = Modules(root)
    products = [*_socket(modules), *_faces(modules), *_icons(modules, icon.names(root))]
    products += [*_ticket_fonts(modules), *_axe(modules)]
    contents = {product.path: product.content for product in products}
    contents[manifest.MANIFEST] = manifest.written(products)
    return contents


def _socket(modules: Modules) -> list[Product]:
    package = modules.package(_SOCKET)
    script = package.bytes_of("dist/socket.io.esm.min.js").split(_MAP_MARK)[0] + b"\n"
    files = [Product(f"{_WEB}/socket.io.esm.min.js", script, package.origin, "no reference to a source map")]
    return files + [_licence(modules, name) for name in (_SOCKET, *_SOCKET_PARTS)]


def _faces(modules: Modules) -> list[Product]:
    sheets = {"fonts.css": FACES, "phone.css": PHONE_FACES}
    files = [
        Product(f"{_WEB}/{name}", style_sheet(faces).encode("ascii"), None, "made here")
        for name, faces in sheets.items()
    ]
    for face in (*FACES, *PHONE_FACES):
        package = modules.package(face.package)
        font = package.bytes_of(face.file)
        content = cut(font, codepoints(face.ranges), face.weights)
        change = f"only {face.ranges}, weights {face.weights[0]} to {face.weights[1]}"
        files.append(Product(f"{_WEB}/{face.path}", content, package.origin, change))
    return files + [_licence(modules, name) for name in dict.fromkeys(face.package for face in FACES)]


def _icons(modules: Modules, names: list[str]) -> list[Product]:
    package = modules.package("@tabler/icons")
    sprite = icon.sprite(names, lambda path: package.bytes_of(f"icons/{path}").decode("utf-8"))
    listed = json.dumps(names, indent=0) + "\n"
    lines = "\n".join(names) + "\n"
    return [
        Product(f"{_WEB}/icons.svg", sprite.encode("utf-8"), package.origin, "some drawings, in one file"),
        Product(f"{_WEB}/icons.json", listed.encode("ascii"), None, "made here"),
        Product(icon.LIST, lines.encode("ascii"), None, "written by hand, sorted"),
        _licence(modules, "@tabler/icons"),
    ]


def _ticket_fonts(modules: Modules) -> list[Product]:
    """Whole fonts in two weights, since a ticket is drawn without a browser that joins subsets."""
    files = []
    for family in ("NotoSans", "NotoSansArabic", "NotoSansEthiopic"):
        name = family.replace("NotoSans", "noto-sans-").lower().removesuffix("-")
        package = modules.package(f"@expo-google-fonts/{name}", _FONT_LICENCE)
        for style in ("400Regular", "700Bold"):
            content = package.bytes_of(f"{style}/{family}_{style}.ttf")
            files.append(Product(f"printer/fonts/{family}-{style[3:]}.ttf", content, package.origin))
        text = package.bytes_of("LICENSE_FONT")
        files.append(Product(f"printer/fonts/{family}-LICENCE.txt", text, package.origin))
    return files


def _axe(modules: Modules) -> list[Product]:
    package = modules.package("axe-core")
    taken = {
        "axe.min.js": "axe.min.js",
        "LICENSE": "axe-LICENCE.txt",
        "LICENSE-3RD-PARTY.txt": "axe-LICENCE-3RD-PARTY.txt",
    }
    files = [
        Product(f"tests/vendor/{target}", package.bytes_of(source), package.origin)
        for source, target in taken.items()
    ]
    # An empty package file, as in every folder of tests: a library installs a `tests` of its own.
    return [*files, Product("tests/vendor/__init__.py", b"", None, "made here")]


def _licence(modules: Modules, name: str) -> Product:
    package = modules.package(name)
    short = name.removeprefix("@").replace("/", "-")
    return Product(f"{_WEB}/licences/{short}.txt", package.bytes_of("LICENSE"), package.origin)
