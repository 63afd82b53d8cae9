"""Small SCP-ECG records with known content; see README.md."""

import binascii
import pathlib
import struct
import sys

RATE = 2000  # microseconds between samples


def digital(lead, sample):
    return 100 * lead + 7 * (sample % 13) - 20


# Bits -----------------------------------------------------------------------


def packed(bits):
    bits += "0" * (-len(bits) % 16)
    return bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits), 8))


def number(value, width):
    return format(value & ((1 << width) - 1), f"0{width}b")


def default_code(value):
    if value == 0:
        return "0"
    if abs(value) <= 8:
        return "1" * abs(value) + "0" + ("0" if value > 0 else "1")
    if -128 <= value < 128:
        return "1111111110" + number(value, 8)
    return "1111111111" + number(value, 16)


def default_bits(values):
    return packed("".join(default_code(v) for v in values))


# Prefix, bits in all, whether it is a value, value or table.
TABLES = [
    [("00", 2, 1, 0), ("01", 2, 1, 7), ("10", 10, 1, 0), ("110", 19, 1, 0), ("111", 3, 0, 2)],
    [("0", 9, 1, 0), ("10", 18, 1, 0), ("11", 2, 0, 1)],
]


def custom_bits(values):
    """Every fifth value is followed by a change to the other table."""
    bits, table = "", 0
    for i, value in enumerate(values):
        if table == 0:
            small = {0: "00", 7: "01"}.get(value)
            wide = "10" + number(value, 8) if -128 <= value < 128 else "110" + number(value, 16)
            bits += small or wide
        else:
            bits += "0" + number(value, 8) if -128 <= value < 128 else "10" + number(value, 16)
        if i % 5 == 4:
            bits += "111" if table == 0 else "11"
            table = 1 - table
    return packed(bits)


def differences(values, order):
    result = list(values)
    if order == 1:
        result[1:] = [b - a for a, b in zip(values, values[1:])]
    elif order == 2:
        result[2:] = [c - 2 * b + a for a, b, c in zip(values, values[1:], values[2:])]
    return result


# Sections -------------------------------------------------------------------


def checked(content):
    return struct.pack("<H", binascii.crc_hqx(content, 0xFFFF)) + content


def section(identifier, content, reserved=bytes(6)):
    content += bytes(len(content) % 2)
    return checked(struct.pack("<HIBB6s", identifier, 16 + len(content), 20, 20, reserved) + content)


def person():
    def tag(identifier, value):
        return struct.pack("<BH", identifier, len(value)) + value

    return (
        tag(0, b"Zzyzx\0") + tag(1, b"Complained\0") + tag(2, b"MRN8675309\0")
        + tag(5, struct.pack("<HBB", 1947, 2, 3)) + tag(8, b"\2")
        + tag(25, struct.pack("<HBB", 2020, 1, 31)) + tag(30, b"Zzyzx complained\0")
        + tag(255, b"")
    )


def leads(definitions, subtracted=False):
    content = struct.pack("<BB", len(definitions), len(definitions) << 3 | 4 | subtracted)
    for start, end, code in definitions:
        content += struct.pack("<IIB", start, end, code)
    return content


def signals(multiplier, interval, order, flag, data):
    content = struct.pack("<HHBB", multiplier, interval, order, flag)
    content += b"".join(struct.pack("<H", len(d)) for d in data)
    return content + b"".join(data)


def globals_(limits, axes):
    content = struct.pack("<BBHH", 1, 0, 800, 0xFFFF)
    content += struct.pack("<5H3h", *limits, *axes)
    # Types of two complexes, rates, corrected QT, formula, no tagged fields.
    return content + struct.pack("<HBB", 2, 0, 0) + struct.pack("<HHHBH", 75, 29999, 0xFFFF, 0, 0)


def amplitudes():
    def lead(code, r, j, up, down):
        fields = [29999] * 25
        fields[10], fields[14], fields[17], fields[18] = r, j, up, down
        return struct.pack("<HH25h", code, 50, *fields)

    return struct.pack("<HH", 2, 0) + lead(2, 900, 5, 200, 0) + lead(7, 1200, -24, 310, 29999)


def record(sections):
    """sections: number to content"""
    sections = {number: section(number, content) for number, content in sections.items()}
    length = 16 + 12 * 10
    index, pointers = 7 + length, struct.pack("<HII", 0, length, 7)
    for number in range(1, 12):
        size = len(sections.get(number, b""))
        pointers += struct.pack("<HII", number, size, index if size else 0)
        index += size
    body = section(0, pointers, b"SCPECG") + b"".join(sections[n] for n in sorted(sections))
    return checked(struct.pack("<I", 6 + len(body)) + body)


# Records --------------------------------------------------------------------

SAMPLES = 40


def raw():
    data = [
        struct.pack(f"<{SAMPLES}h", *(digital(l, i) for i in range(SAMPLES))) for l in range(2)
    ]
    return record({
        1: person(),
        3: leads([(1, SAMPLES, 1), (1, SAMPLES, 2)]),
        6: signals(2500, RATE, 0, 0, data),
    })


def huffman():
    data = [
        default_bits(differences([digital(l, i) for i in range(SAMPLES)], 2)) for l in range(8)
    ]
    return record({
        1: person(),
        2: struct.pack("<H", 19999),
        3: leads([(1, SAMPLES, code) for code in range(1, 9)]),
        6: signals(1000, RATE, 2, 0, data),
        7: globals_((100, 200, 260, 350, 660), (45, -30, 999)),
        10: amplitudes(),
    })


def custom():
    content = struct.pack("<H", len(TABLES))
    for table in TABLES:
        content += struct.pack("<H", len(table))
        for prefix, bits, value, base in table:
            # The first bit is the lowest.
            content += struct.pack("<BBBhI", len(prefix), bits, value, base, int(prefix[::-1], 2))
    spans = [(1, 30, 2), (11, 40, 7), (1, 40, 65)]
    data = [
        custom_bits(differences([digital(l, i) for i in range(start - 1, end)], 1))
        for l, (start, end, _) in enumerate(spans)
    ]
    return record({1: person(), 2: content, 3: leads(spans), 6: signals(2500, RATE, 1, 0, data)})


END = 200
BEAT = [[10 * (l + 1) * m for m in range(40)] for l in range(2)]
FIDUCIAL = 20
COMPLEXES = [(0, 45, 60, 75), (0, 125, 140, 155), (1, 0, 180, 0)]
ZONES = [(55, 66), (135, 146), (175, 186)]
FACTOR = 4


def residual(lead):
    """Samples 1 to END: level outside protected zones but for those left over at their ends."""
    values, stored, at = [], [], 1
    for stretch, (start, end) in enumerate(ZONES + [(END + 1, END)]):
        level = 4 * (stretch + 1) + lead
        means, left = divmod(start - at, FACTOR)
        stored += [level] * means
        values += [level] * means * FACTOR
        kept = [digital(lead, s - 1) for s in range(start - left, end + 1)]
        stored += kept
        values += kept
        at = end + 1
    return values, stored


def high():
    locations = struct.pack("<HHH", 80, FIDUCIAL, len(COMPLEXES))
    locations += b"".join(struct.pack("<HIII", *c) for c in COMPLEXES)
    locations += b"".join(struct.pack("<II", *z) for z in ZONES)
    return record({
        1: person(),
        2: struct.pack("<H", 19999),
        3: leads([(1, END, 2), (1, END, 7)], subtracted=True),
        4: locations,
        5: signals(5000, RATE, 2, 0, [default_bits(differences(b, 2)) for b in BEAT]),
        6: signals(
            1000, FACTOR * RATE, 2, 1,
            [default_bits(differences(residual(l)[1], 2)) for l in range(2)],
        ),
        7: globals_((29999, 0xFFFF, 20, 60, 29998), (999, 60, 29999)),
    })


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in (("raw", raw), ("huffman", huffman), ("custom", custom), ("high", high)):
        (folder / f"{name}.scp").write_bytes(make())


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
