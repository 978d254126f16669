#!/usr/bin/env python3
"""Draws images/icon.png, 256 x 256: a ship's wheel whose hub is a chip. Python's standard library only."""

import math
import pathlib
import struct
import zlib

SIZE, SAMPLES = 256, 4
NIGHT, SEA, FOAM, COPPER = (16, 36, 62), (36, 150, 196), (236, 246, 250), (240, 160, 64)


def in_rounded_square(x, y, half, radius):
    dx, dy = max(abs(x) - half + radius, 0), max(abs(y) - half + radius, 0)
    return math.hypot(dx, dy) <= radius and max(abs(x), abs(y)) <= half


def colour(x, y):
    """The colour at a point of the square -1..1, or None outside the icon."""
    if not in_rounded_square(x, y, 1.0, 0.24):
        return None
    distance, angle = math.hypot(x, y), math.atan2(y, x)
    nearest = round(angle / (math.pi / 4)) * (math.pi / 4)
    across = abs(math.sin(angle - nearest)) * distance
    if in_rounded_square(x, y, 0.21, 0.05):
        return NIGHT if in_rounded_square(x, y, 0.10, 0.03) else COPPER
    if max(abs(x), abs(y)) <= 0.29 and any(abs(min(abs(x), abs(y)) - pin) < 0.025 for pin in (0.0, 0.11)):
        return COPPER
    if 0.50 <= distance <= 0.64:
        return FOAM
    if 0.34 <= distance <= 0.84 and across < (0.065 if distance > 0.66 else 0.04):
        return FOAM
    wave = 0.62 + 0.05 * math.sin(x * 7)
    return SEA if y > wave else NIGHT


def pixel(column, row):
    total = [0, 0, 0, 0]
    for i in range(SAMPLES * SAMPLES):
        x = (column + (i % SAMPLES + 0.5) / SAMPLES) / SIZE * 2 - 1
        y = (row + (i // SAMPLES + 0.5) / SAMPLES) / SIZE * 2 - 1
        seen = colour(x, y)
        if seen is not None:
            total = [t + c for t, c in zip(total, (*seen, 255))]
    covered = total[3] // 255
    return bytes([*(t // max(covered, 1) for t in total[:3]), total[3] // SAMPLES**2])


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


rows = b"".join(b"\0" + b"".join(pixel(column, row) for column in range(SIZE)) for row in range(SIZE))
target = pathlib.Path(__file__).parent / "images" / "icon.png"
target.write_bytes(
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(rows, 9))
    + chunk(b"IEND", b"")
)
