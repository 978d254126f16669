"""The first process of the far machine (see ssh.py): makes its places, says so, and waits.

    far.py FOLDER [GPUS]
"""
import pathlib
import signal
import subprocess
import sys

import room


def main(folder, gpus):
    subprocess.run(["hostname", "far"], check=True, timeout=10)
    room.loopback_up()
    room.furnish_home(folder, "far-home")
    if gpus and pathlib.Path("/proc/driver").is_dir():
        subprocess.run(["mount", "--bind", f"{gpus}/driver", "/proc/driver"], check=True, timeout=10)
    (folder / "far.ready").touch()
    while True:
        signal.pause()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), sys.argv[2])
