"""Small EDF and BDF files with known content; see README.md."""

import datetime
import pathlib
import sys

import numpy as np
import pyedflib


def digital(lead, samples):
    return 100 * lead + 7 * (np.arange(samples) % 13) - 20


def write(path, kind, signals, limit, seconds):
    """signals: label, unit, rate, physical limit"""
    with pyedflib.EdfWriter(str(path), len(signals), file_type=kind) as f:
        f.setPatientCode("MRN8675309")
        f.setPatientName("Zzyzx")
        f.setBirthdate(datetime.date(1947, 2, 3))
        f.setSex(0)
        f.setStartdatetime(datetime.datetime(2020, 1, 31, 10, 0, 0))
        f.setSignalHeaders(
            [
                {
                    "label": label, "dimension": unit, "sample_frequency": rate,
                    "physical_max": physical, "physical_min": -physical,
                    "digital_max": limit, "digital_min": -limit,
                    "transducer": "Zzyzx", "prefilter": "",
                }
                for label, unit, rate, physical in signals
            ]
        )
        f.writeSamples(
            [
                np.ascontiguousarray(digital(i, rate * seconds), dtype=np.int32)
                for i, (_, _, rate, _) in enumerate(signals)
            ],
            digital=True,
        )
        if kind != pyedflib.FILETYPE_EDF:
            f.writeAnnotation(0.5, -1, "Zzyzx complained")


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    # Half a microvolt a step, in two units; a signal of another kind, and a lead of another rate.
    signals = [
        ("ECG II", "uV", 50, 16000), ("V5", "mV", 50, 16), ("Resp", "%", 10, 32000),
        ("ECG V1", "uV", 25, 16000), ("ECG", "uV", 50, 16000),
    ]
    write(folder / "plus.edf", pyedflib.FILETYPE_EDFPLUS, signals, 32000, 4)
    write(folder / "plain.edf", pyedflib.FILETYPE_EDF, signals, 32000, 4)
    # A thousandth of a microvolt a step.
    fine = [("I", "uV", 40, 8000), ("aVF", "uV", 40, 8000), ("Status", "Boolean", 40, 8000000)]
    write(folder / "plus.bdf", pyedflib.FILETYPE_BDFPLUS, fine, 8000000, 3)
    content = (folder / "plus.edf").read_bytes().replace(b"EDF+C", b"EDF+D")
    for old, new in ((b"+3\x14\x14", b"+5\x14\x14"), (b"+2\x14\x14", b"+3\x14\x14")):
        content = content.replace(old, new)
    (folder / "gaps.edf").write_bytes(content)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
