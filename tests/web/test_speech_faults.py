"""Speech when things go wrong: programs that hang or die, broken files, a full disk, many at once."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.house.checkout import ROOT
from tests.web.speaking import BROKEN, HANGING, KILLED, StandIn, heard
from web.speech.clip_cache import ClipCache
from web.speech.phrase import Part, Phrase
from web.speech.speech import AT_ONCE, Clip, Speech

WELCOME = Phrase("nl", "text/welcome", (Part("Welkom"),))
ASKING = 6
WAIT_SECONDS = 30


def ask_together(speech: Speech, phrases: list[Phrase], program: StandIn) -> list[Clip | None]:
    """Everybody asks before the program may answer; what each got, in order."""
    together = threading.Barrier(len(phrases) + 1, timeout=WAIT_SECONDS)
    got: list[Clip | None] = [None] * len(phrases)

    def ask(place: int) -> None:
        together.wait()
        got[place] = speech.say(phrases[place])

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(len(phrases))]
    for thread in threads:
        thread.start()
    together.wait()
    program.gate.write_bytes(b"go")
    for thread in threads:
        thread.join(WAIT_SECONDS)
    return got


def test_many_who_ask_at_once_get_one_clip_that_is_made_once(tmp_path: Path) -> None:
    program = StandIn(tmp_path, gated=True)
    os.mkfifo(program.gate)
    got = ask_together(Speech(tmp_path, program.program), [WELCOME] * ASKING, program)
    assert len(program.orders) == 1
    assert got[0] is not None
    assert got == [got[0]] * ASKING


@pytest.mark.parametrize("program", [HANGING, KILLED, BROKEN, ("/no/such/program",), ("/bin/true",)])
def test_a_program_that_does_not_speak_gives_nothing(
    tmp_path: Path, program: tuple[str, ...], caplog: pytest.LogCaptureFixture
) -> None:
    assert Speech(tmp_path, program, patience=0.5).say(WELCOME) is None
    assert "a clip was not made" in caplog.text
    assert "Welkom" not in caplog.text
    assert list(tmp_path.rglob("*.clip")) == []


def test_what_failed_rests_and_does_not_slow_the_next_visitor(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    speech = Speech(tmp_path, BROKEN)
    assert [speech.say(WELCOME) for _ in range(3)] == [None] * 3
    assert caplog.text.count("a clip was not made") == 1
    assert "the voice is broken" in caplog.text


def test_a_hanging_program_is_ended(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    program = ("/bin/sh", "-c", f"echo $$ > {note}; exec sleep 60")
    assert Speech(tmp_path, program, patience=1).say(WELCOME) is None
    assert not Path(f"/proc/{note.read_text().strip()}").exists()


def test_the_loop_of_the_server_goes_on_while_a_program_hangs() -> None:
    """In a process of its own, for gevent changes the whole of it."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.web.speaking_loop"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=WAIT_SECONDS,
        check=True,
    )
    said, beats = done.stdout.split()
    assert said == "None"
    assert int(beats) > 20


def test_no_more_than_a_few_programs_run_at_once(tmp_path: Path) -> None:
    phrases = [Phrase("nl", f"count/x/{n}", (Part(f"Nog {n}"),)) for n in range(ASKING)]
    running = tmp_path / "running"
    running.mkdir()
    program = tmp_path / "counting.py"
    program.write_text(
        "import os, sys\n"
        "from tests.web.speaking import tone\n"
        "from web.speech.sound import write_wav\n"
        f"mine = os.path.join({str(running)!r}, str(os.getpid()))\n"
        "open(mine, 'w').close()\n"
        f"with open({str(tmp_path / 'counts')!r}, 'a') as counts:\n"
        f"    print(len(os.listdir({str(running)!r})), file=counts)\n"
        "data = write_wav(tone(seconds=5))\n"
        "os.remove(mine)\n"
        "sys.stdout.buffer.write(data)\n"
    )
    start = f"import runpy; runpy.run_path({str(program)!r})"
    speech = Speech(tmp_path, (sys.executable, "-c", start), patience=WAIT_SECONDS)
    threads = [threading.Thread(target=speech.say, args=(phrase,)) for phrase in phrases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT_SECONDS)
    counts = [int(line) for line in (tmp_path / "counts").read_text().split()]
    assert len(counts) == ASKING
    assert max(counts) <= AT_ONCE


def test_the_second_time_it_comes_from_the_cache(tmp_path: Path) -> None:
    program = StandIn(tmp_path)
    first = Speech(tmp_path, program.program).say(WELCOME)
    assert Speech(tmp_path, program.program).say(WELCOME) == first
    assert len(program.orders) == 1


@pytest.mark.parametrize("left", [0, 10, 32, 40, -1])
def test_a_half_written_clip_is_not_served_but_made_again(tmp_path: Path, left: int) -> None:
    program = StandIn(tmp_path)
    speech = Speech(tmp_path, program.program)
    whole = speech.say(WELCOME)
    (kept,) = (tmp_path / "cache").glob("*.clip")
    kept.write_bytes(kept.read_bytes()[:left])
    assert speech.say(WELCOME) == whole
    assert len(program.orders) == 2
    assert speech.say(WELCOME) == whole
    assert len(program.orders) == 2


def test_without_room_on_disk_it_speaks_all_the_same(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A file where the folder should be refuses every clip, as a full disk does."""
    (tmp_path / "cache").write_bytes(b"")
    speech = Speech(tmp_path)
    assert heard(speech, WELCOME) == heard(speech, WELCOME)
    assert caplog.text.count("clips cannot be kept") == 1


def test_the_cache_stays_within_its_bytes_and_drops_what_nobody_asked_for(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path, most_bytes=3500)
    clip = b"RIFF" + bytes(996)
    for number in range(3):
        cache.put(f"clip{number}", clip)
        _backdate(tmp_path / f"clip{number}.clip", 100 - number)
    assert cache.get("clip0") == clip
    cache.put("clip3", clip)
    assert cache.get("clip1") is None
    assert [cache.get(name) for name in ("clip0", "clip2", "clip3")] == [clip] * 3


def test_what_a_crash_left_behind_counts_and_goes_first(tmp_path: Path) -> None:
    left = tmp_path / "clip.1-1.part"
    left.write_bytes(bytes(2000))
    _backdate(left, 100)
    cache = ClipCache(tmp_path, most_bytes=2500)
    cache.put("clip", bytes(1000))
    assert not left.exists()
    assert cache.get("clip") == bytes(1000)


def _backdate(path: Path, seconds: float) -> None:
    then = path.stat().st_mtime - seconds
    os.utime(path, (then, then))
