"""Compares a run of `jobs/submit attribute` with the goldens of a network.

    python check.py --goldens DIR/goldens --name pools OUT

OUT is the run's directory (with the table `attributions`), NAME the network. Prints, per preset,
method and target, the largest |error| over records as a share of the record's largest |value|.
PASS is at most the tolerance; ROUNDING is more, but no more than ten times what float32 rounding
alone does here (`float32_limit`); everything else is FAIL, and the exit status is then 1.
"""

import argparse
import json
import pathlib
import sys

import numpy as np
import pyarrow.parquet as pq

STOCHASTIC = {"random", "gradient-shap", "smoothgrad"}
ONCE = {"input-x-gradient", "deconvolution", "guided-backprop"}
"""Methods on which both presets agree: the golden is under `paper`."""


def rows_of(run):
    folder = run / "attributions" if (run / "attributions").is_dir() else run
    for path in sorted(folder.rglob("*.parquet")):
        names = set(pq.read_schema(path).names)
        if {"record_id", "method", "preset", "attribution"} <= names:
            yield from pq.ParquetFile(path).read().to_pylist()


def compare(run, goldens, name, tolerance):
    """Prints the table; returns how many lines failed and how many were compared."""
    facts = json.loads((goldens / f"{name}.json").read_text())
    arrays = np.load(goldens / f"{name}.npz")
    records = facts["records"]
    errors, seen, predictions, strangers = {}, {}, 0.0, set()
    for row in rows_of(run):
        target, method = int(row["target"]), row["method"]
        key = f"{'paper' if method in ONCE else row['preset']}/{method}/{target}"
        if method in STOCHASTIC or target not in facts["targets"]:
            continue
        if key not in arrays or row["record_id"] not in records:
            strangers.add((key, row["record_id"]))
            continue
        record = records.index(row["record_id"])
        golden = arrays[key][record].astype(np.float64)
        values = np.asarray(row["attribution"], np.float64)
        if values.size != golden.size or not np.isfinite(values).all():
            error = np.inf
        else:
            error = np.abs(values - golden.ravel()).max()
            error /= np.abs(golden).max() or 1.0
        line = (row.get("model", ""), row["preset"], method, target, key)
        errors[line] = max(errors.get(line, 0.0), error)
        seen.setdefault(line, set()).add(record)
        want = arrays["prediction"][record, target]
        predictions = np.maximum(  # unlike max, keeps NaN
            predictions, abs(row["prediction"] - want) / np.abs(arrays["prediction"]).max())
    failed = 0
    for model, preset in sorted({line[:2] for line in errors}):
        for key in arrays.files:
            origin, _, rest = key.partition("/")
            method, _, target = rest.partition("/")
            due = origin == preset or method in ONCE
            if rest and due and (model, preset, method, int(target), key) not in errors:
                failed += 1
                print(f"{model:24} {preset:7} {method:22} {target:>3} missing FAIL")
    for line in sorted(errors):
        error, key = errors[line], line[-1]
        limit = facts["float32_limit"].get(key, 0.0)
        complete = len(seen[line]) == len(records)
        if not complete:
            verdict = f"FAIL ({len(seen[line])} of {len(records)} records)"
        elif error <= tolerance:
            verdict = "PASS"
        else:
            verdict = "ROUNDING" if error <= 10 * limit else "FAIL"
        failed += verdict.startswith("FAIL")
        print(f"{line[0]:24} {line[1]:7} {line[2]:22} {line[3]:3} {error:9.1e} "
              f"(float32 {limit:.0e}) {verdict}")
    verdict = "PASS" if predictions <= tolerance else "FAIL"
    failed += verdict == "FAIL"
    print(f"{'':24} {'':7} {'prediction':22} {'':3} {predictions:9.1e} {verdict}")
    for key, record in sorted(strangers):
        print(f"no golden for {key}, record {record}")
    return failed, len(errors)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--goldens", type=pathlib.Path,
                        default=pathlib.Path(__file__).resolve().parent / "goldens")
    parser.add_argument("--name", required=True)
    parser.add_argument("--tolerance", type=float, default=1e-4)
    parser.add_argument("run", type=pathlib.Path)
    options = parser.parse_args()
    failed, compared = compare(options.run, options.goldens, options.name, options.tolerance)
    print(f"{compared} compared, {failed} failed")
    sys.exit(1 if failed or not compared else 0)


if __name__ == "__main__":
    main()
