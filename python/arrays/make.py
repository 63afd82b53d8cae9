"""Small NumPy and MATLAB files with known content; see README.md."""

import pathlib
import sys

import numpy as np
import scipy.io

SAMPLES = 20
LEADS = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"]


def signal(rows, leads=12):
    """[row][lead][sample]"""
    row = np.arange(rows)[:, None, None]
    lead = np.arange(leads)[None, :, None]
    return 1000 * row + 100 * lead + 7 * (np.arange(SAMPLES)[None, None, :] % 13) - 20


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    one = signal(1)[0]
    three = signal(3)
    for name in ["<f2", "<f4", ">f8", "<i2", ">i4", "<u4", "<i8"]:
        np.save(folder / f"{name[1:]}.npy", (one + 20 if "u" in name else one).astype(name))
    np.save(folder / "fortran.npy", np.asfortranarray(one.astype("<i2")))
    np.save(folder / "rows.npy", three.astype("<i2"))
    np.save(folder / "rows_sl.npy", three.transpose(0, 2, 1).astype("<f4"))
    np.save(folder / "rows_fortran.npy", np.asfortranarray(three.astype("<i2")))
    with open(folder / "version2.npy", "wb") as f:
        np.lib.format.write_array(f, one.astype("<i2"), version=(2, 0))
    with open(folder / "version3.npy", "wb") as f:
        np.lib.format.write_array(f, one.astype("<i2"), version=(3, 0))
    np.save(folder / "object.npy", np.array([{"Zzyzx": 1}], dtype=object), allow_pickle=True)
    np.save(folder / "complex.npy", one.astype("<c8"))
    np.savez(folder / "rows.npz", y=np.arange(3), tracings=three.astype("<i2"), exam_id=2**40 + np.arange(3))
    np.savez_compressed(folder / "one.npz", one.astype("<f4"))

    # What stands beside the array: in another order of leads, with a missing sample.
    names = np.array(LEADS[::-1])
    np.savez(folder / "facts.npz", ecg=one[::-1] / 1000, Fs=np.int32(250), unit="mV", leads=names)
    np.savez(folder / "rates.npz", ecg=one, fs=250, sampling_rate=500)
    gap = one.astype("<i2")
    gap[3, 5] = -32768
    np.save(folder / "gap.npy", gap)

    def mat(name, content, **options):
        scipy.io.savemat(folder / name, content, **options)
        # The text of the header has the time of writing.
        data = bytearray((folder / name).read_bytes())
        if data[:6] == b"MATLAB":
            data[20:116] = b" " * 96
            (folder / name).write_bytes(data)

    mat("cinc4.mat", {"val": one.astype("<i2")}, format="4")
    mat("double4.mat", {"other": np.zeros((3, 3)), "ecg": one.astype("<f8").T}, format="4")
    mat("plain5.mat", {"val": one.astype("<i2"), "fs": 250.0, "note": "Zzyzx complained"})
    mat("packed5.mat", {"strip": one.astype("<f8"), "names": {"Zzyzx": 1}, "small": np.arange(3)}, do_compression=True)
    mat("rows5.mat", {"x": three.astype("<f4"), "exam_id": np.array([7, 5, 9])}, do_compression=True)
    mat("last5.mat", {"x": three.transpose(1, 2, 0).astype("<f4")})
    mat("ids5.mat", {"x": three.transpose(1, 2, 0), "ecg_id": 20000001.0 + np.arange(3)})
    mat("rates5.mat", {"val": one, "fs": 250.0, "sfreq": 500.0})
    mat("nothing5.mat", {"table": np.zeros((3, 3)), "text": "Zzyzx"})
    mat("complex5.mat", {"val": one * 1j})


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
