#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make_icon.py SVG ICO: an icon of Windows with all sizes that it asks for, drawn by rsvg-convert."""
import struct
import subprocess
import sys

SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def drawn(svg: str, size: int) -> bytes:
    """The picture as a PNG, which icons of Windows may hold since Vista."""
    return subprocess.run(["rsvg-convert", "--width", str(size), "--height", str(size), svg],
                          check=True, stdout=subprocess.PIPE).stdout


def icon(pictures: dict[int, bytes]) -> bytes:
    """The ICO file of PNGs by their size in pixels."""
    head_size, entry_size = 6, 16
    head = struct.pack("<HHH", 0, 1, len(pictures))
    offset = head_size + entry_size * len(pictures)
    entries, bodies = b"", b""
    for size, picture in sorted(pictures.items()):
        side = size % 256  # 256 is written as 0
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), offset + len(bodies))
        bodies += picture
    return head + entries + bodies


def main() -> int:
    if len(sys.argv) != 3:
        print("usage: make_icon.py SVG ICO", file=sys.stderr)
        return 2
    content = icon({size: drawn(sys.argv[1], size) for size in SIZES})
    with open(sys.argv[2], "wb") as file:
        file.write(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
