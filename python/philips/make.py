"""Philips XML with known signals; see README.md."""

import base64
import pathlib
import struct
import sys

import numpy as np
import sierraecg

LEADS = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"]
CODE_BITS = 10
LAST_CODE = (1 << CODE_BITS) - 2


def signals(samples, calibration=False):
    """The twelve leads, [lead][sample]."""
    t = np.arange(samples)
    independent = [(7 + 3 * k) * t % 61 - 30 + 150 * ((t % 100 >= 40) & (t % 100 < 44)) for k in range(8)]
    error = t % 3 - 1
    one, two = independent[:2]
    three = two - one + error
    leads = np.array([
        one,
        two,
        three,
        -((one + two) // 2) + error,
        (one - three) // 2 + error,
        (two + three) // 2 + error,
        *independent[2:],
    ])
    if calibration:
        leads[:, -120:] = 0
        leads[:, -90:-30] = 200
    return leads


def differences(leads):
    """The limb leads as what is left of them when they are predicted from others."""
    one, two, three, right, left, foot = leads[:6]
    stored = leads.copy()
    stored[2] = two - one - three
    stored[3] = -right - (one + two) // 2
    stored[4] = (one - three) // 2 - left
    stored[5] = (two + three) // 2 - foot
    return stored


def packed(data):
    """LZW with codes of ten bits, highest bit first; the table is never emptied."""
    table = {bytes([value]): value for value in range(256)}
    codes = []
    word = b""
    for value in data:
        longer = word + bytes([value])
        if longer in table:
            word = longer
            continue
        codes.append(table[word])
        if len(table) <= LAST_CODE:
            table[longer] = len(table)
        word = bytes([value])
    codes.append(table[word])
    codes.append(LAST_CODE + 1)
    bits = "".join(format(code, f"0{CODE_BITS}b") for code in codes)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits), 8))


def chunk(lead):
    """One lead: its bend from sample to sample, the upper bytes of all before the lower ones."""
    lead = [int(value) for value in lead]
    bends = [2 * lead[t - 1] - lead[t - 2] - lead[t] for t in range(2, len(lead))]
    words = lead[:2] + [bend + 64 for bend in bends[1:]] + [64]
    raw = np.array(words, "<i2").astype(">i2").tobytes()
    body = packed(raw[0::2] + raw[1::2])
    return struct.pack("<ihh", len(body), 1, bends[0]) + body


def lines(data):
    text = base64.b64encode(data).decode()
    return "\n".join(text[i : i + 76] for i in range(0, len(text), 76))


def document(version, machine, attributes, payload, beats, measurements):
    modern = version != "1.03"
    characteristics = (
        "<samplingrate>500</samplingrate>"
        + ("<resolution>5</resolution>" if modern else "<signalresolution>5</signalresolution>")
        + f"<acquisitiontype>{'10-WIRE' if modern else 'STD-12'}</acquisitiontype>"
        "<bitspersample>16</bitspersample><signaloffset>0</signaloffset><signalsigned>True</signalsigned>"
        "<numberchannelsallocated>12</numberchannelsallocated><numberchannelsvalid>12</numberchannelsvalid>")
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<restingecgdata xmlns="http://www3.medical.philips.com" status="Confirmed" lang="en">
<documentinfo><documentname>Zzyzx.xml</documentname>
<documenttype>{'PhilipsECG' if modern else 'SierraECG'}</documenttype><documentversion>{version}</documentversion>
<comments>complained</comments></documentinfo>
<dataacquisition date="2008-12-23" time="19:44:46"><machine machineid="MRN8675309">{machine}</machine>
<signalcharacteristics>{characteristics}</signalcharacteristics></dataacquisition>
<patient><generalpatientdata><patientid>MRN8675309</patientid>
<name><lastname>Zzyzx</lastname><firstname>Jane</firstname></name>
<age><dateofbirth>1947-02-03</dateofbirth></age><sex>Female</sex></generalpatientdata></patient>
{measurements}
<waveforms><parsedwaveforms {attributes}>{payload}</parsedwaveforms>
{beats}</waveforms></restingecgdata>
"""


MEASURED = """<internalmeasurements><crossleadmeasurements><meanventrate>61</meanventrate>
<meanprint>170</meanprint><meanqtc>415</meanqtc><tfrontaxis>33</tfrontaxis></crossleadmeasurements></internalmeasurements>
<interpretations><interpretation date="2008-12-23" time="19:45:01"><globalmeasurements>
<heartrate editedflag="False">72</heartrate><rrint>833</rrint><print>160</print><qrsdur>90</qrsdur><qtint>380</qtint>
<qtcb>416</qtcb><qtcf>404</qtcf><pfrontaxis>45</pfrontaxis><qrsfrontaxis>Indeterminate</qrsfrontaxis>
<tfrontaxis>30</tfrontaxis></globalmeasurements><mdsignatureline>Confirmed by: Zzyzx</mdsignatureline>
<statement><leftstatement>complained</leftstatement></statement></interpretation></interpretations>"""

MEASURED_103 = """<measurements><globalmeasurements><pfrontaxis>66</pfrontaxis><qrsfrontaxis>-21</qrsfrontaxis>
<tfrontaxis>59</tfrontaxis><meanventrate>41</meanventrate><meanprint>151</meanprint><meanqrsdur>135</meanqrsdur>
<meanqtint>Failed</meanqtint><meanqtc>393</meanqtc></globalmeasurements></measurements>"""


def modern_attributes(samples, extra):
    return (
        f'{extra} numberofleads="12" leadlabels="{" ".join(LEADS)} X Y Z V3R" durationperchannel="{samples * 2}" '
        'samplespersecond="500" resolution="5" signaloffset="0" signalsigned="True" bitspersample="16"')


def check(path, expected):
    found = sierraecg.read_file(str(path))
    assert [lead.label for lead in found.leads] == LEADS, path
    for lead, values in zip(found.leads, expected):
        assert (lead.samples == values).all(), (path, lead.label)


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)

    def write(name, text, encoding="utf-8"):
        (folder / name).write_text(text, encoding=encoding)

    # More than fills the table of codes, four channels of calibration behind the twelve, a median beat.
    long = signals(1100, calibration=True)
    spare = np.zeros((4, 1100), int)
    spare[:, -90:-30] = 200
    payload = b"".join(chunk(lead) for lead in [*differences(long), *spare])
    beat = signals(60)
    beats = "".join(
        f'<repbeat leadname="{name}"><waveform duration="60">{lines(lead.astype("<i2").tobytes())}</waveform></repbeat>'
        for name, lead in zip(LEADS, beat))
    write("packed.xml", document(
        "1.04.01", "PageWriter TC", modern_attributes(1100, 'dataencoding="Base64" compression="XLI"'), lines(payload),
        f'<repbeats dataencoding="Base64" samplespersec="1000" resolution="2.5" repbeatmethod="mean">{beats}</repbeats>',
        MEASURED))
    check(folder / "packed.xml", long)

    short = signals(110)
    write("packed-1.03.xml", document(
        "1.03", "HeartstartMRx",
        'compressflag="True" compressmethod="XLI" dataencoding="Base64" durationperchannel="220" nbitspersample="16"',
        lines(b"".join(chunk(lead) for lead in differences(short))), "", MEASURED_103))
    check(folder / "packed-1.03.xml", short)

    # Not packed: limb leads as they are, and as differences.
    for name, leads in [("words.xml", short), ("words-differences.xml", differences(short))]:
        write(name, document(
            "1.04", "PageWriter Touch", modern_attributes(110, 'dataencoding="Base64" compression="Uncompressed"'),
            lines(leads.astype("<i2").tobytes()), "", MEASURED))
    write("numbers.xml", document(
        "1.04", "PageWriter Touch", modern_attributes(110, 'dataencoding="Plain"'),
        "\n".join(" ".join(map(str, lead)) for lead in short), "", MEASURED))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
