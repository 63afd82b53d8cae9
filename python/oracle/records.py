"""Input records: real ones of the shared goldens, or synthetic ones that may be redistributed."""

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

LEADS = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"]
EIGHT = ["I", "II", "V1", "V2", "V3", "V4", "V5", "V6"]
FILES = {"beats": "maxpool.parquet", "strips": "wang.parquet"}


def real(folder, source, leads, samples):
    """Rows of beats (500 Hz, uV) or strips (100 Hz, mV), cut around the middle."""
    rows = pq.read_table(folder / FILES[source]).to_pylist()
    for row in rows:
        signal = np.array(row["signal"], np.float32).reshape(len(row["leads"]), -1)
        names = LEADS if leads == 12 else EIGHT
        first = (signal.shape[1] - samples) // 2
        signal = signal[[row["leads"].index(name) for name in names], first:first + samples]
        row.update(leads=names, samples=samples, signal=signal)
    return rows


def synthetic(leads, samples, count, rate=250.0):
    """Beats of Gaussian P, Q, R, S and T waves seen from every lead, with noise, in mV."""
    names = LEADS if leads == 12 else EIGHT
    time = np.arange(samples) / rate
    middle = samples / rate * 0.45
    rows = []
    for number in range(count):
        draw = np.random.default_rng([2025, number])
        signal = np.zeros((leads, samples))
        for shift, width, size in ((-0.16, 0.025, 0.15), (-0.03, 0.008, -0.15), (0.0, 0.012, 1.1),
                                   (0.03, 0.010, -0.3), (0.25, 0.045, 0.3)):
            shift *= draw.uniform(0.85, 1.15)
            width *= draw.uniform(0.8, 1.25)
            wave = np.exp(-0.5 * ((time - middle - shift) / width) ** 2)
            signal += size * draw.normal(0.6, 0.5, (leads, 1)) * wave
        signal += 0.01 * draw.normal(size=signal.shape)
        rows.append({"record_id": f"synthetic/{number}", "leads": names, "sample_rate_hz": rate,
                     "samples": samples, "unit": "mV", "signal": signal.astype(np.float32)})
    return rows


def write(path, rows):
    schema = pa.schema([
        ("record_id", pa.string()), ("leads", pa.list_(pa.string())),
        ("sample_rate_hz", pa.float64()), ("samples", pa.int32()), ("unit", pa.string()),
        ("signal", pa.list_(pa.float32()))])
    rows = [{**row, "signal": row["signal"].ravel()} for row in rows]
    pq.write_table(pa.Table.from_pylist(rows, schema), path, compression="zstd")
