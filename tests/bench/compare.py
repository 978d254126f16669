#!/usr/bin/env python3
"""Dockwright beside hadolint, tally and BuildKit's own checks, over the same Dockerfiles in one run.

usage: compare.py DOCKWRIGHT [--runs N]

Takes user and system time and peak memory of the whole process as the kernel counts them; of
Dockwright the best of N runs (3), and of the others one. tally ends at the first file that it cannot
read, so the two are compared over those that it can. In the environment:
  DOCKWRIGHT_BENCH_FILES     a list of Dockerfiles, one a line; without it, the examples of all rules
  DOCKWRIGHT_BENCH_HADOLINT  the program, if `hadolint` is not in PATH
  DOCKWRIGHT_BENCH_TALLY     the program, if `tally` is not in PATH
  DOCKWRIGHT_BENCH_BUILDKIT  a program that reads file names on standard input and lints each with
                             BuildKit's dockerfile2llb; left out without it
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time


class Cost:
    """Of one or several processes, one after the other."""

    def __init__(self):
        self.seconds, self.elapsed, self.memory = 0.0, 0.0, 0

    def run(self, command, text=None):
        with tempfile.TemporaryFile() as source:
            source.write((text or "").encode())
            source.seek(0)
            begin = time.monotonic()
            process = subprocess.Popen(command, stdin=source, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            said = process.stderr.read()
            _, status, usage = os.wait4(process.pid, 0)
            self.elapsed += time.monotonic() - begin
            process.returncode = os.waitstatus_to_exitcode(status)
            process.stderr.close()
        if process.returncode not in (0, 1):
            sys.exit(f"{command[0]} ended with {process.returncode}: {said[-400:].decode(errors='replace')}")
        self.seconds += usage.ru_utime + usage.ru_stime
        self.memory = max(self.memory, usage.ru_maxrss)
        return self


def batches(files):
    """Parts: one file that a tool cannot open must not cost all others."""
    return [files[begin:begin + 200] for begin in range(0, len(files), 200)]


def dockwright(program, files, jobs=1):
    return Cost().run([program, "lint", "--isolated", "--preset", "all", "--jobs", str(jobs), "--format", "json",
                       "--exit-zero", *files])


def hadolint(program, files):
    cost = Cost()
    for batch in batches(files):
        cost.run([program, "--no-fail", "-c", os.devnull, "-f", "json", *batch])
    return cost


# No network, no configuration.
TALLY = ["lint", "--slow-checks", "off", "--no-config", "--fail-level", "none", "--format", "json"]


def tally(program, files):
    cost = Cost()
    for batch in batches(files):
        cost.run([program, *TALLY, *batch])
    return cost


def tally_reads(program, files):
    """Without those that it ends at. It names the file; where it names none, the batch is left out."""
    good = []
    for batch in batches(files):
        while batch:
            ran = subprocess.run([program, *TALLY, "--ignore", "*", *batch], stdin=subprocess.DEVNULL,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
            if ran.returncode == 0:
                break
            named = max((file for file in batch if os.fsencode(file) in ran.stderr), key=len, default=None)
            batch = [file for file in batch if named and file != named]
        good += batch
    return good


def buildkit(program, files):
    return Cost().run([program], "\n".join(files))


def examples(program, folder):
    """The `bad` and `good` sources of all rules, as `dockwright explain` shows them."""
    root = os.path.join(os.path.dirname(__file__), "..", "..", "server", "lint", "rules")
    files = []
    for name in sorted(os.listdir(root)):
        text = open(os.path.join(root, name), encoding="utf-8").read()
        for part in re.findall(r'R"\((.*?)\)"', text, re.S):
            lines = [m.group(1) for m in re.finditer(r"^ *[|-] ?(.*)$", part, re.M)]
            if lines:
                path = os.path.join(folder, f"{len(files)}.Dockerfile")
                open(path, "w", encoding="utf-8").write("\n".join(lines) + "\n")
                files.append(path)
    return files


def best(run, program, files, runs):
    return min((run(program, files) for _ in range(runs)), key=lambda cost: cost.seconds)


def show(name, cost, ours):
    if not cost:
        print(f"{name:18} not found")
        return
    print(f"{name:18} {cost.seconds:9.3f} s {cost.memory / 1024:8.1f} MiB"
          f" {cost.seconds / max(ours.seconds, 1e-4):9.1f} times as long", flush=True)


def show_two_jobs(program, files, runs):
    """By the clock, for that is what a second core saves."""
    one, two = (min(dockwright(program, files, jobs).elapsed for _ in range(runs)) for jobs in (1, 2))
    print(f"{'by the clock':18} {one:9.3f} s with one job, {two:.3f} s with two:"
          f" {one / two:.2f} times as fast", flush=True)


def found(name):
    """The program that the environment names, or that is in PATH."""
    return os.environ.get(f"DOCKWRIGHT_BENCH_{name.upper()}") or shutil.which(name)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dockwright")
    parser.add_argument("--runs", type=int, default=3)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        listed = os.environ.get("DOCKWRIGHT_BENCH_FILES")
        files = open(listed, encoding="utf-8").read().split("\n") if listed else examples(wanted.dockwright, folder)
        files = [file for file in files if file]
        size = sum(os.path.getsize(file) for file in files)
        print(f"{len(files)} files, {size / 1e6:.1f} MB; user and system time of one core, best of {wanted.runs}")
        ours = best(dockwright, wanted.dockwright, files, wanted.runs)
        show("dockwright", ours, ours)
        show_two_jobs(wanted.dockwright, files, wanted.runs)
        for name, run, program in [("hadolint", hadolint, found("hadolint")),
                                   ("BuildKit's checks", buildkit, os.environ.get("DOCKWRIGHT_BENCH_BUILDKIT"))]:
            show(name, run(program, files) if program else None, ours)
        program = found("tally")
        reads = tally_reads(program, files) if program else []
        if reads and len(reads) < len(files):
            print(f"the {len(reads)} files that tally reads:")
            ours = best(dockwright, wanted.dockwright, reads, wanted.runs)
            show("dockwright", ours, ours)
        show("tally", tally(program, reads) if reads else None, ours)


if __name__ == "__main__":
    main()
