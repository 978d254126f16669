"""What a check is: a sentence that holds or doesn't. Files checks_*.py hold parts, which check one thing each:

    @part("near", "ps")
    def ps_says_what_runs(bed, check): …

The first word is the group, which says what must have been started; then the commands that the part calls. A
part whose command the program doesn't have yet is left out, with a word.
"""
import dataclasses
import importlib
import pathlib
import sys
import time
import traceback

PARTS = []
EVERYWHERE = ("near", "tls", "far", "podman", "more")  # an engine over each transport, podman, and what else is given


class NotYet(Exception):
    """The program says that it can't do this yet: no failure, and no check."""


@dataclasses.dataclass
class Part:
    group: str
    commands: tuple
    needs: tuple
    work: object
    file: str


def part(group, *commands, needs=()):
    """`group`: one, or several; `needs`: of what the group starts, what this part can't do without."""
    def keep(work):
        file = pathlib.Path(sys.modules[work.__module__].__file__).stem
        PARTS.extend(Part(each, commands, needs, work, file) for each in ([group] if isinstance(group, str) else group))
        return work
    return keep


class Check:
    def __init__(self, group):
        self.group, self.passed, self.failed, self.where = group, 0, [], ""

    def __call__(self, sentence, good, seen=""):
        print(("ok      " if good else "FAILED  ") + sentence, flush=True)
        if good:
            self.passed += 1
        else:
            self.failed.append(f"{self.where}: {sentence}")
            print(f"        {shown(seen)}", flush=True)
        return bool(good)

    def equal(self, sentence, seen, wanted):
        return self(sentence, seen == wanted, f"is {seen!r}, not {wanted!r}")

    def refused(self, sentence, done, *words):
        """It failed as it promises to: exit 2, nothing on standard output, one problem that says these words."""
        good = done.returncode == 2 and not done.stdout and all(word in done.stderr for word in words)
        return self(sentence, good and "Traceback" not in done.stderr, done)

    def summary(self):
        """As GoogleTest prints it, which is what the test run counts."""
        if self.passed:
            print(f"[  PASSED  ] {self.passed} tests.")
        if self.failed:
            print(f"[  FAILED  ] {len(self.failed)} tests, listed below:")
            for sentence in self.failed:
                print(f"[  FAILED  ] {sentence}")


def shown(seen):
    if hasattr(seen, "returncode"):
        return f"exit {seen.returncode}\n        out: {seen.stdout[-2000:]!r}\n        err: {seen.stderr[-2000:]!r}"
    return seen if isinstance(seen, str) else repr(seen)


def collect(group, only=()):
    """The parts of a group, in the order of files and lines."""
    if list(only) in (["measures"], ["soak"]):  # by name only: they take their time
        importlib.import_module(only[0])
        return [p for p in PARTS if p.group == group and p.file == only[0]]
    for file in sorted(pathlib.Path(__file__).parent.glob("checks_*.py")):
        importlib.import_module(file.stem)
    return [p for p in PARTS if p.group == group and (not only or any(p.file == f"checks_{name}" for name in only))]


def run(parts, bed, check):
    for each in parts:
        absent = [command for command in each.commands if command not in bed.commands]
        missing = [name for name in each.needs if name not in bed.has]
        if absent or missing:
            why = f"no command {', '.join(absent)}" if absent else f"no {', '.join(missing)} here"
            print(f"nothing checked of {each.work.__name__}: {why}", flush=True)
            continue
        check.where = f"{check.group}.{each.file.removeprefix('checks_')}"
        began = time.monotonic()
        try:
            each.work(bed, check)
        except NotYet as reason:
            print(f"nothing checked further of {each.work.__name__}: {reason}", flush=True)
        except Exception:  # noqa: BLE001  # the part ends, the others go on
            check(f"{each.work.__name__} comes to its end", False, traceback.format_exc())
        finally:
            bed.tidy()
        print(f"        {each.work.__name__}: {time.monotonic() - began:.1f} s", flush=True)
