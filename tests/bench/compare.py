#!/usr/bin/env python3
"""Dockwright beside hadolint and BuildKit's own checks, over the same Dockerfiles in one run.

usage: compare.py DOCKWRIGHT [--runs N]

Takes user and system time and peak memory of the whole process as the kernel counts them; the best
of N runs (3). In the environment:
  DOCKWRIGHT_BENCH_FILES     a list of Dockerfiles, one a line; without it, the examples of all rules
  DOCKWRIGHT_BENCH_HADOLINT  the program, if `hadolint` is not in PATH
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


class Cost:
    """Of one or several processes, one after the other."""

    def __init__(self):
        self.seconds, self.memory = 0.0, 0

    def run(self, command, text=None):
        with tempfile.TemporaryFile() as source:
            source.write((text or "").encode())
            source.seek(0)
            process = subprocess.Popen(command, stdin=source, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            said = process.stderr.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            process.stderr.close()
        if process.returncode not in (0, 1):
            sys.exit(f"{command[0]} ended with {process.returncode}: {said[-400:].decode(errors='replace')}")
        self.seconds += usage.ru_utime + usage.ru_stime
        self.memory = max(self.memory, usage.ru_maxrss)
        return self


def dockwright(program, files):
    return Cost().run([program, "lint", "--isolated", "--preset", "all", "--jobs", "1", "--format", "json",
                       "--exit-zero", *files])


def hadolint(program, files):
    """In parts: one file that it cannot open must not cost all others."""
    cost = Cost()
    for begin in range(0, len(files), 200):
        cost.run([program, "--no-fail", "-c", os.devnull, "-f", "json", *files[begin:begin + 200]])
    return cost


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
        tools = [("dockwright", dockwright, wanted.dockwright),
                 ("hadolint", hadolint, os.environ.get("DOCKWRIGHT_BENCH_HADOLINT") or shutil.which("hadolint")),
                 ("BuildKit's checks", buildkit, os.environ.get("DOCKWRIGHT_BENCH_BUILDKIT"))]
        ours = None
        for name, run, program in tools:
            if not program:
                print(f"{name:18} not found")
                continue
            costs = [run(program, files) for _ in range(wanted.runs if name == "dockwright" else 1)]
            best = min(cost.seconds for cost in costs)
            ours = ours or max(best, 1e-4)
            print(f"{name:18} {best:9.3f} s {min(cost.memory for cost in costs) / 1024:8.1f} MiB"
                  f" {best / ours:9.1f} times as long")


if __name__ == "__main__":
    main()
