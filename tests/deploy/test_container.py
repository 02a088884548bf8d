"""deploy/container, as far as it can be known without a container engine: none runs where these tests run.

What the files say is compared with the checkout and with the settings; what the image would hold is put
together in a folder, and run there with the image's own variables, under the bounds that compose asks for.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from benchmarks.process import free_port, wait_until_alive
from config.settings import Settings, environment_name, read_settings
from tests.deploy.bounds import bounded
from tests.house.checkout import PACKAGES, ROOT, read

FOLDER = "deploy/container"
COMPOSE: dict[str, Any] = yaml.safe_load(read(f"{FOLDER}/compose.yaml"))
SERVICES: dict[str, Any] = COMPOSE["services"]


def instructions() -> list[list[str]]:
    """The instructions of the Containerfile, in words."""
    text = re.sub(r"^\s*#.*\n", "", read(f"{FOLDER}/Containerfile"), flags=re.MULTILINE)
    return [line.split() for line in text.replace("\\\n", " ").splitlines() if line.strip()]


def copied() -> list[str]:
    """What is copied from the checkout."""
    found = []
    for name, *words in instructions():
        if name == "COPY" and not words[0].startswith("--from"):
            found += words[:-1]
    return found


def variables() -> dict[str, str]:
    """What ENV sets."""
    words = next(words for name, *words in instructions() if name == "ENV")
    return dict(word.split("=", 1) for word in words)


def taken(path: str) -> bool:
    """Whether .dockerignore lets a path into the build: of the rules that fit, the last one counts."""
    kept = True
    for line in read(".dockerignore").splitlines():
        if not line or line.startswith("#"):
            continue
        rule = line.removeprefix("!").rstrip("/")
        if rule.startswith("**/"):
            fits = any(Path(part).match(rule.removeprefix("**/")) for part in Path(path).parts)
        else:
            fits = rule in {"*", path} or path.startswith(f"{rule}/")
        if fits:
            kept = line.startswith("!")
    return kept


def test_what_is_copied_is_there_and_gets_into_the_build() -> None:
    assert {f"{package}/" for package in PACKAGES} <= set(copied())
    for name in copied():
        assert (ROOT / name).exists(), name
        assert taken(f"{name}x" if name.endswith("/") else name), name


@pytest.mark.parametrize(
    "path",
    [
        "instance/inloop.db",
        "instance/secret-key",
        ".git/config",
        ".venv/bin/python",
        "node_modules/axe-core/axe.js",
        "tests/conftest.py",
        "deploy/container/secrets/secret-key",
        "deploy/container/tls/inloop.key",
        "web/__pycache__/page.cpython-311.pyc",
        "translations/nl/LC_MESSAGES/staff.mo",
        "x.env",
    ],
)
def test_data_secrets_and_history_stay_out_of_the_build(path: str) -> None:
    assert not taken(path)


def test_secrets_that_lie_beside_it_stay_out_of_the_history() -> None:
    for path in ("secrets/secret-key", "tls/inloop.key"):
        done = subprocess.run(["git", "check-ignore", "-q", f"{FOLDER}/{path}"], cwd=ROOT, check=False)
        assert done.returncode == 0, path


def test_libraries_come_as_wheels_with_our_hashes_and_no_compiler_comes_along() -> None:
    text = read(f"{FOLDER}/Containerfile")
    assert "--only-binary :all: --require-hashes --requirement /build/run.txt" in text
    assert not re.search(r"\b(gcc|g\+\+|build-essential|python3-dev|make|git|curl|npm)\b", text)
    stages = [words for words in instructions() if words[0] == "FROM"]
    assert [len(words) for words in stages] == [4, 2]


def test_it_runs_as_somebody_without_rights() -> None:
    said = {name: words for name, *words in instructions()}
    assert said["USER"] == ["10001:10001"]
    assert "--uid 10001" in read(f"{FOLDER}/Containerfile")
    assert json.loads(" ".join(said["ENTRYPOINT"])) == ["/opt/venv/bin/python", "run.py"]
    assert json.loads(" ".join(said["CMD"])) == ["serve"]
    check = json.loads(" ".join(said["HEALTHCHECK"]).partition("CMD ")[2])
    assert (ROOT / check[1]).exists()


def test_every_variable_is_a_real_setting_with_a_good_value(tmp_path: Path) -> None:
    known = {environment_name(field) for field in Settings.model_fields}
    given = {name: value for name, value in variables().items() if name.startswith("INLOOP_")}
    for name, value in SERVICES["inloop"]["environment"].items():
        given[name] = value.replace("${INLOOP_SITE}", "inloop.example.nl")
    assert {name.removesuffix("_FILE") for name in given} <= known
    (tmp_path / "secret").write_text("s" * 48 + "\n")
    files = {name: value for name, value in given.items() if name.endswith("_FILE")}
    assert {value.removeprefix("/run/secrets/") for value in files.values()} == set(COMPOSE["secrets"])
    found = read_settings(given | dict.fromkeys(files, str(tmp_path / "secret")))
    assert found.database == f"postgresql+psycopg://inloop:{'s' * 48}@database/inloop"
    assert found.secret_key == "s" * 48


def test_the_variables_of_the_proxy_are_those_of_its_file() -> None:
    asked = set(re.findall(r"\{\$(\w+)", read("deploy/caddy/Caddyfile")))
    assert set(SERVICES["proxy"]["environment"]) < asked
    mounts = [mount.split(":")[:2] for mount in SERVICES["proxy"]["volumes"] if mount.startswith(".")]
    assert (ROOT / FOLDER / mounts[0][0]).resolve() == ROOT / "deploy/caddy/Caddyfile"


@pytest.mark.parametrize("name", SERVICES)
def test_each_service_may_do_little_and_take_little(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert {"mem_limit", "cpus", "pids_limit"} <= set(service)
    assert service["restart"] == "unless-stopped"
    assert not {"privileged", "network_mode", "pid", "devices"} & set(service)


def test_only_the_proxy_can_be_reached_and_only_inloop_reaches_the_data() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    networks = {name: set(service["networks"]) for name, service in SERVICES.items()}
    assert networks["database"] == networks["redis"] == {"data"}
    assert networks["inloop"] == {"pages", "data"}
    assert networks["proxy"] == {"outside", "pages"}
    assert COMPOSE["networks"]["data"] == {"internal": True}


def test_inloop_believes_the_proxy_and_nobody_else() -> None:
    address = SERVICES["proxy"]["networks"]["pages"]["ipv4_address"]
    assert SERVICES["inloop"]["environment"]["INLOOP_TRUSTED_PROXIES"] == address


def test_no_secret_stands_in_the_file_and_each_lies_in_one() -> None:
    for secret in COMPOSE["secrets"].values():
        assert secret["file"].startswith("./secrets/")
    text = read(f"{FOLDER}/compose.yaml")
    assert not re.search(r"(PASSWORD|SECRET_KEY):", text)
    used = {name for service in SERVICES.values() for name in service.get("secrets", [])}
    assert used == set(COMPOSE["secrets"])


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that the image would hold in its working folder, compiled as there."""
    folder = tmp_path_factory.mktemp("image") / "inloop"
    folder.mkdir()
    for name in copied():
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
        elif name != "requirements/run.txt":
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    subprocess.run([sys.executable, "-m", "compileall", "-q", folder], check=True, timeout=300)
    return folder


def test_what_is_copied_is_all_that_inloop_needs(image: Path, tmp_path: Path) -> None:
    port = free_port()
    settings = variables() | {"INLOOP_DATA_DIR": "/srv", "HOME": "/srv", "INLOOP_PORT": str(port)}
    settings["INLOOP_HOST"] = "127.0.0.1"  # nothing of a test listens to the outside
    health = [sys.executable, f"{FOLDER}/alive.py"]
    with bounded(tmp_path / "data", "run.py", "serve", code=image, settings=settings) as process:
        wait_until_alive(port, process)
        # Asked again as a container's engine does: one answer may come late on a busy machine.
        asked = (
            subprocess.run(health, cwd=image, env=os.environ | settings, check=False, timeout=60)
            for _ in range(5)
        )
        assert any(alive.returncode == 0 for alive in asked)
    gone = subprocess.run(health, cwd=image, env=os.environ | settings, check=False, timeout=60)
    assert gone.returncode == 1
    with bounded(tmp_path / "data", "run.py", "check", code=image, settings=settings) as process:
        said, _ = process.communicate(timeout=120)
        assert process.returncode == 0, said
