"""Small ISHNE Holter files with known content; see README.md."""

import binascii
import pathlib
import struct
import sys

SAMPLES = 40
VARIABLE = b"Zzyzx complained\0"
HEADER = 522


def holter(order, codes, resolutions, size, rate=200):
    leads = len(codes)
    blank = [-9] * (12 - leads)
    header = struct.pack(
        order + "iiiih40s40s20shh3h3h3h3hh12h12h12hh40sh80s80s88s",
        len(VARIABLE), size, HEADER, HEADER + len(VARIABLE), 1,
        b"Zzyzx", b"Complained", b"MRN8675309", 2, 1,
        3, 2, 1947, 31, 1, 2020, 1, 2, 2020, 10, 30, 0,
        leads, *(codes + blank), *([1] * leads + blank), *(resolutions + blank),
        0, b"digital", rate, b"Zzyzx", b"", b"",
    ) + VARIABLE
    samples = [100 * l + 7 * (i % 13) - 20 for i in range(SAMPLES) for l in range(leads)]
    return (
        b"ISHNE1.0"
        + struct.pack(order + "H", binascii.crc_hqx(header, 0xFFFF))
        + header
        + struct.pack(f"{order}{len(samples)}h", *samples)
    )


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "three.ecg").write_bytes(holter("<", [6, 15, 1], [2500, 5000, 500], SAMPLES))
    # Some recorders write the total of all leads, and the other byte order.
    (folder / "big.ecg").write_bytes(
        holter(">", [5, 6, 11, 12, 13, 14, 15, 16], [1000] * 8, 8 * SAMPLES)
    )


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
