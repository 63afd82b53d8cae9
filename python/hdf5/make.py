"""Small HDF5 files with known content; see README.md."""

import pathlib
import sys
import zlib

import h5py
import numpy as np

SAMPLES = 20
EIGHT = ["I", "II", "V1", "V2", "V3", "V4", "V5", "V6"]


def signal(leads, samples=SAMPLES):
    """[lead][sample]"""
    lead = np.arange(leads)[:, None]
    return 100 * lead + 7 * (np.arange(samples)[None, :] % 13) - 20


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)

    def file(name, **options):
        # Without creation times the files are the same whenever they are made.
        return h5py.File(folder / name, "w", track_order=False, meta_block_size=256, **options)

    # As the reference work stores its records: samples before leads, 16 bits, labels beside them.
    with file("paper.h5") as f:
        median = f.create_dataset("median", data=signal(12).T.astype("<i2"), track_times=False)
        median.attrs["patid"] = 8675309
        median.attrs["comment"] = np.bytes_("Zzyzx complained")
        for name, value in [
            ("VentRate", 61), ("pr", 158), ("qrs", 92), ("qt", 402),
            ("STJ_v5", -24), ("T_PeakAmpl_v5", 310), ("R_PeakAmpl_v5", 32767),
        ]:
            median.attrs[name] = value

    with file("leadmajor.h5", libver="v110") as f:
        f.attrs["sampling_rate"] = 250.0
        group = f.create_group("ecg")
        group.attrs["unit"] = "mV"
        group.attrs["heart_rate"] = np.float32(70.5)
        data = signal(8).astype(">f4")
        data[0, 0] = np.nan
        rhythm = group.create_dataset("rhythm", data=data, track_times=False)
        rhythm.attrs["leads"] = EIGHT
        rhythm.attrs["qt_interval"] = np.array([399.0])

    # Filters and, for the newer format, every index of chunks: none, fixed, growing, growing both ways, one.
    kinds = {
        "plain": {},
        "gzip": {"compression": "gzip", "compression_opts": 9, "shuffle": True},
        "sum": {"fletcher32": True, "shuffle": True},
        "lzf": {"compression": "lzf", "shuffle": True},
        "growing": {"maxshape": (None, 12), "chunks": (8, 12)},
        "growing2": {"maxshape": (None, None), "chunks": (8, 12)},
        "one": {"chunks": (SAMPLES, 12), "compression": "gzip"},
    }
    for version in ["earliest", "v110"]:
        with file(f"chunks-{version}.h5", libver=version) as f:
            for name in kinds if version == "v110" else ["gzip"]:
                options = {"chunks": (8, 5)} | kinds[name]
                f.create_dataset(
                    name, data=signal(12).T.astype("<i2"), track_times=False, **options)

    # The newer structures of groups and attributes, and three dimensions.
    with file("dense.h5", libver="v110") as f:
        median = f.create_dataset("median", data=signal(12)[None].astype("<u2") + 20, track_times=False)
        for name in ["VentRate", "pr", "qrs", "qt", "STJ_v5", "T_PeakAmpl_v5", "R_PeakAmpl_v5", "a", "b", "c"]:
            median.attrs[name] = 17
        for i in range(9):
            f.create_group(f"g{i}")

    with file("half.h5", userblock_size=512) as f:
        f.create_dataset("median", data=signal(12).astype("<f2"), track_times=False)
    with file("compact.h5", libver="v110") as f:
        compact = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        compact.set_layout(h5py.h5d.COMPACT)
        space = h5py.h5s.create_simple((12, SAMPLES))
        h5py.h5d.create(f.id, b"median", h5py.h5t.STD_I16BE, space, compact).write(
            h5py.h5s.ALL, h5py.h5s.ALL, signal(12).astype("<i4"))
    with file("scattered.h5", libver="v110") as f:
        median = f.create_dataset("median", (60, 12), "<i2", chunks=(20, 12), fillvalue=-1, track_times=False)
        median[0:20] = 1

    # What datasets beside the array and attributes say, and where they disagree.
    def facts(name, data, beside=None, **attributes):
        with file(name) as f:
            ecg = f.create_dataset("ecg", data=data, track_times=False)
            for key, value in attributes.items():
                ecg.attrs[key] = value
            for key, value in (beside or {}).items():
                f.create_dataset(key, data=value, track_times=False)

    words = signal(12).astype("<i2")
    names = [b"V6", b"V5", b"V4", b"V3", b"V2", b"V1", b"aVF", b"aVL", b"aVR", b"III", b"II", b"I"]
    facts("beside.h5", signal(12)[::-1] / 1000, {"fs": [250.0], "unit": "mV", "leads": names, "exam_id": ["a", "b"]})
    facts("units.h5", signal(12) / 1000, sampling_rate=250, units=["mV"] * 12)
    facts("units-differ.h5", signal(12), units=["mV"] * 6 + ["uV"] * 6)
    facts("rates-differ.h5", signal(12), fs=250, sampling_rate=500)
    facts("scaled.h5", words // 4, unit="uV", scale_factor=4.0)
    facts("unscaled.h5", words, unit="uV", scale_factor=np.ones(12), add_offset=0)

    # More than is there: values, chunks, and what a chunk inflates to.
    with file("claims.h5", libver="v110") as f:
        f.create_dataset("huge", (10**9, 12), "<i2", chunks=(1000, 12), track_times=False)
        f.create_dataset("unwritten", (10**6, 12), "<i2", track_times=False)
        f.create_dataset("unfilled", (10**6, 12), "<i2", chunks=(1000, 12), track_times=False)
        f.create_dataset("crumbs", (10**6, 12), "<i2", chunks=(1, 1), track_times=False)
        bomb = f.create_dataset("bomb", (SAMPLES, 12), "<i2", chunks=(SAMPLES, 12), compression="gzip", track_times=False)
        bomb.id.write_direct_chunk((0, 0), zlib.compress(bytes(10**6), 9))

    with file("links.h5", libver="v110") as f:
        f["median"] = h5py.ExternalLink("paper.h5", "median")
        f["soft"] = h5py.SoftLink("/signals/x")
        f.create_dataset("signals/x", data=signal(12).astype("<i2"), track_times=False)
    with file("external.h5", libver="v110") as f:
        f.create_dataset(
            "median", (SAMPLES, 12), "<i2", external=[("paper.h5", 0, h5py.h5f.UNLIMITED)], track_times=False)
    with file("virtual.h5", libver="v110") as f:
        layout = h5py.VirtualLayout((SAMPLES, 12), "<i2")
        layout[:] = h5py.VirtualSource("paper.h5", "median", (SAMPLES, 12))
        f.create_virtual_dataset("median", layout)

    with file("several.h5", libver="v110") as f:
        f.create_dataset("tracings", data=np.zeros((3, 20, 12), "i1"), track_times=False)
        f.create_dataset("exam_id", data=np.arange(3, dtype="i1"), track_times=False)
        f.create_dataset("Zzyzx/data", data=np.zeros((2, 2), "i1"), track_times=False)
        f.create_dataset("square", data=np.zeros((12, 8), "i1"), track_times=False)
        f.create_dataset("text", data=np.full((3, 12), b"Zz"), track_times=False)
        odd = f.create_dataset("odd", data=signal(12, 3).astype("<i2"), track_times=False)
        odd.attrs["unit"] = np.bytes_("Zzyzx")
        named = f.create_dataset("named", data=signal(12, 3).astype("<i2"), track_times=False)
        named.attrs["leads"] = np.bytes_("Zzyzx " * 12)

    # As CODE-15% stores its records: padded with zeros, an id too many, the last row empty.
    with file("rows.h5", libver="earliest") as f:
        data = np.zeros((5, 40, 12), "<f4")
        for row in range(4):
            data[row, 4 + row:36] = signal(12, 32 - row).T + 1000 * row + 1
        f.create_dataset(
            "tracings", data=data, chunks=(2, 16, 5), compression="gzip", shuffle=True, track_times=False)
        f.create_dataset("exam_id", data=2**40 + np.arange(6), track_times=False)
        f.create_dataset("lead_major", data=data.transpose(0, 2, 1), track_times=False)

    # Records that are not the first dimension, and records of one lead.
    with file("axes.h5", libver="v110") as f:
        f.attrs["patient_id"] = 8675309
        f.attrs["heart_rate"] = 61
        data = np.stack([signal(12) + 1000 * row for row in range(3)], axis=1).astype("<i2")
        f.create_dataset("tracings", data=data, track_times=False)
        f.create_dataset("rows_of_one", data=data[1], track_times=False)
        f.create_dataset("exam_id", data=2**40 + np.arange(3), track_times=False)

    # As MATLAB saves with -v7.3: a header before the file, and dimensions in the opposite order.
    three = np.stack([signal(12) + 1000 * row for row in range(3)]).astype("<i2")
    long = np.stack([signal(12, 210) + 1000 * row for row in range(3)]).astype("<i2")
    with file("matlab73.mat", userblock_size=512) as f:
        for name, shown in {
            "val": signal(12).astype("<f8"),
            "first": three,
            "last": three.transpose(2, 1, 0),
            "long_first": long,
            "exam_id": 2**40 + np.arange(3)[:, None],
        }.items():
            f.create_dataset(name, data=shown.T, compression="gzip", shuffle=True, track_times=False)
    with open(folder / "matlab73.mat", "r+b") as f:
        f.write(b"MATLAB 7.3 MAT-file, HDF5 schema 1.00 .".ljust(124) + b"\0\x02IM")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
