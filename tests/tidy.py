#!/usr/bin/env python3
"""clang-tidy and g++ over the sources of server/ that they have not passed yet.

They need seconds for each of a thousand files, so tests/tidied names the texts that both have passed, by the first
digits of their SHA-256; the first line is that of .clang-tidy, and with another one nothing is passed. A header
that isn't named is looked at through one source that includes it.

    tests/tidy.py BUILD GCC [--record]     the build folders of clang and of g++, configured; --record adds what passes
"""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
TIDIED = ROOT / "tests" / "tidied"
SERVER = ROOT / "server"


def digest(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]


def passed():
    """The digests that count, or none if the checks are others."""
    lines = TIDIED.read_text().split() if TIDIED.exists() else []
    return set(lines[1:]) if lines[:1] == [digest(ROOT / ".clang-tidy")] else set()


def includers(files):
    """For each file of server/ those that include it."""
    out = {file: [] for file in files}
    for file in files:
        for name in re.findall(r'^#include "([^"]+)"', file.read_text(), re.MULTILINE):
            if SERVER / name in out:
                out[SERVER / name].append(file)
    return out


def source_of(header, by):
    """A source that includes the header, the nearest first."""
    level, seen = [header], {header}
    while level:
        level = [file for reached in level for file in by[reached] if file not in seen]
        seen.update(level)
        for file in level:
            if file.suffix == ".cpp":
                return file
    return None


def read_by_gcc(build, sources):
    """As it would be compiled, but for the object: warnings are errors."""
    commands = json.loads((pathlib.Path(build) / "compile_commands.json").read_text())
    wanted = {str(file) for file in sources}
    calls = [(shlex.split(one["command"]) + ["-fsyntax-only"], one["directory"])
             for one in commands if one["file"] in wanted]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return int(any(list(pool.map(lambda call: subprocess.run(call[0], cwd=call[1]).returncode, calls))))


def main():
    build, gcc, record = sys.argv[1], sys.argv[2], "--record" in sys.argv
    files = sorted(file for end in ("cpp", "hpp") for file in SERVER.rglob("*." + end))
    digests = {file: digest(file) for file in files}
    known, by = passed(), includers(files)
    new = [file for file in files if digests[file] not in known]
    sources = sorted({file if file.suffix == ".cpp" else source_of(file, by) for file in new} - {None})
    print(f"{len(sources)} sources for {len(new)} files that have not passed yet, of {len(files)}", flush=True)
    if sources:
        command = ["run-clang-tidy-19", "-quiet", "-p", build, "-j", str(os.cpu_count())]
        status = subprocess.run(command + [f"^{re.escape(str(file))}$" for file in sources]).returncode
        status = read_by_gcc(gcc, sources) or status
        if status:
            sys.exit(status)
    if record:
        TIDIED.write_text("\n".join([digest(ROOT / ".clang-tidy"), *sorted(set(digests.values()))]) + "\n")


main()
