"""Sealing and signing of push messages, by the example of the standard and against another opener."""

import base64
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from config.settings import Settings
from tests.cast import MONDAY_TEN
from tests.web.push.service import Phone, read, shown
from web.push.seal import seal
from web.push.signature import signer

KEY = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
OWN = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tl"
    "zAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)
"""The example of RFC 8291, 5."""


def _private(text: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(read(text)), ec.SECP256R1())


def test_the_example_of_the_standard_comes_out_byte_for_byte() -> None:
    text = b"When I grow up, I want to be a watermelon"
    assert shown(seal(text, read(KEY), read(AUTH), own=_private(OWN), salt=read(SALT))) == SEALED


def test_a_browser_opens_what_was_sealed_and_no_two_are_alike() -> None:
    phone = Phone("")
    one, other = (seal(b'{"title": "A01"}', phone.public, phone.auth, padded=512) for _ in range(2))
    assert phone.opened(one) == phone.opened(other) == {"title": "A01"}
    assert one[86:] != other[86:]


def test_the_length_tells_nothing_of_the_text() -> None:
    phone = Phone("")
    lengths = {len(seal(b"x" * size, phone.public, phone.auth, padded=512)) for size in (0, 1, 300, 511)}
    assert len(lengths) == 1


def test_a_text_that_does_not_fit_is_refused() -> None:
    phone = Phone("")
    assert len(seal(b"x" * 3993, phone.public, phone.auth)) == 4096
    with pytest.raises(ValueError, match="3994 bytes do not fit"):
        seal(b"x" * 3994, phone.public, phone.auth)


def test_the_key_is_made_once_and_kept_for_its_owner_alone(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, push=True, push_contact="mailto:a@b.test")
    first, second = signer(settings), signer(settings)
    assert first.public == second.public
    assert stat.S_IMODE((tmp_path / "push-key").stat().st_mode) == 0o600
    assert len(base64.urlsafe_b64decode(first.public + "=")) == 65


def test_processes_with_data_of_their_own_share_the_key_by_the_setting(tmp_path: Path) -> None:
    one = Settings(data_dir=tmp_path, push=True, push_contact="mailto:a@b.test")
    public = signer(one).public
    key = (tmp_path / "push-key").read_text()
    other = one.model_copy(update={"data_dir": tmp_path / "elsewhere", "push_key": key})
    assert signer(other).public == public


def test_a_signature_is_for_one_service_and_half_a_day(tmp_path: Path) -> None:
    made = signer(Settings(data_dir=tmp_path, push=True, push_contact="mailto:a@b.test"))
    token = made.header("https://web.push.apple.com", MONDAY_TEN).split(",")[0]
    claims = base64.urlsafe_b64decode(token.split(".")[1] + "==").decode()
    until = int((MONDAY_TEN + timedelta(hours=12)).timestamp())
    assert claims == f'{{"aud": "https://web.push.apple.com", "exp": {until}, "sub": "mailto:a@b.test"}}'
