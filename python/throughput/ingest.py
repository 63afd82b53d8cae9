"""Throughput of `jobs/submit ingest` on WFDB records, beside wfdb-python on the same files and cores.

    python3 -m venv venv && venv/bin/pip install -r requirements.txt
    venv/bin/python ingest.py --data CINC/training --data LUDB/data --records 4000 --records 2000

Every --data is a folder of records. Its records are copied under new names, over and over, into a
folder of --records records (the record and signal names in the headers are rewritten; annotations
are left behind, because wfdb-python does not read them with the signals). Then whole processes are
timed, the contestants in turn in every repeat, files in the page cache, where the copies are:

    read     wfdb-python, physical signals, in --processes processes, thrown away
    write    the same, each process writing what it read into a Parquet file with pyarrow
    ingest   jobs/submit ingest --measure false, local[--processes]: reading, checks, Parquet
    measure  jobs/submit ingest: rate, PR, QRS, QT, J, T and R measured as well

Each contestant also runs on a few records: that is its start. The steady rate is that of the
records beyond those few in the time beyond that start, and so is the CPU time of a record, which
says more on a machine with other work. Prints a Markdown table of medians.
"""

import argparse
import json
import multiprocessing
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
FEW = 10
IN_A_FOLDER = 1000
ROWS_IN_A_GROUP = 512
CONTESTANTS = {
    "read": "wfdb-python: read",
    "write": "wfdb-python and pyarrow: read, write Parquet",
    "ingest": "ecglens: read, check, write Parquet",
    "measure": "ecglens: read, check, measure, write Parquet",
}


def copies(source, target, count):
    """Copies records under new names; returns the bytes of all files."""
    headers = sorted(source.rglob("*.hea"))
    if not headers:
        sys.exit(f"--data {source}: there is no .hea file")
    size = 0
    for number in range(count):
        header = headers[number % len(headers)]
        stem = f"r{number:06d}"
        folder = target / f"{number // IN_A_FOLDER:03d}"
        folder.mkdir(parents=True, exist_ok=True)
        renamed, lines, signals = {}, [], 0
        for line in header.read_text().splitlines():
            fields = line.split(maxsplit=1)
            if line.startswith("#") or not fields:
                lines.append(line)
            elif not lines:
                signals = int(fields[1].split()[0])
                lines.append(f"{stem} {fields[1]}")
            elif signals > 0:
                signals -= 1
                name = renamed.setdefault(fields[0], f"{stem}-{len(renamed)}{pathlib.Path(fields[0]).suffix}")
                lines.append(f"{name} {fields[1]}")
        (folder / f"{stem}.hea").write_text("\n".join(lines) + "\n")
        size += (folder / f"{stem}.hea").stat().st_size
        for name, new in renamed.items():
            size += pathlib.Path(shutil.copyfile(header.parent / name, folder / new)).stat().st_size
    return size


def read_part(arguments):
    """Reads records in one process; returns how many values there were."""
    import numpy as np
    import wfdb

    stems, target = arguments
    values, rows, writer = 0, [], None

    def flush():
        nonlocal writer
        import pyarrow as pa
        import pyarrow.parquet as pq

        table = pa.table({
            "record_id": [name for name, _, _ in rows],
            "leads": [leads for _, leads, _ in rows],
            "signal": pa.array([signal for _, _, signal in rows], pa.list_(pa.float32())),
        })
        if writer is None:
            writer = pq.ParquetWriter(target, table.schema)
        writer.write_table(table)
        rows.clear()

    for stem in stems:
        record = wfdb.rdrecord(stem)
        values += record.p_signal.size
        if target:
            rows.append((record.record_name, record.sig_name, (record.p_signal.T * 1000).ravel().astype(np.float32)))
            if len(rows) == ROWS_IN_A_GROUP:
                flush()
    if target:
        if rows:
            flush()
        writer.close()
    return values


def wfdb_python(folder, processes, out):
    """What a process of its own does for `read` and `write`."""
    stems = sorted(str(path.with_suffix("")) for path in folder.rglob("*.hea"))
    parts = [stems[i * len(stems) // processes : (i + 1) * len(stems) // processes] for i in range(processes)]
    if out:
        out.mkdir(parents=True)
    work = [(part, str(out / f"part-{i}.parquet") if out else None) for i, part in enumerate(parts)]
    with multiprocessing.Pool(processes) as pool:
        print(sum(pool.map(read_part, work, chunksize=1)))


def timed(contestant, folder, work, processes):
    """Seconds of one whole process, by the clock and of all its processors."""
    out = work / "out"
    shutil.rmtree(out, ignore_errors=True)
    if contestant in ("read", "write"):
        line = [sys.executable, __file__, "--contest", str(folder), "--processes", str(processes)]
        line += ["--out", str(out)] if contestant == "write" else []
    else:
        line = [str(ROOT / "jobs/submit"), "ingest", "--master", f"local[{processes}]", "--input", str(folder)]
        line += ["--format", "wfdb", "--salt", str(work / "salt"), "--out", str(out)]
        line += ["--measure", "true" if contestant == "measure" else "false"]
    # One thread a process, as the launcher has it: the processes fill the cores.
    environment = dict(os.environ, OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(line, env=environment, capture_output=True, text=True)
    seconds, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"{' '.join(line)}\n{done.stderr}")
    if contestant in ("ingest", "measure"):
        manifest = json.loads((out / "manifest.json").read_text())
        if manifest["quarantined"]:
            sys.exit(f"{manifest['quarantined']} records could not be read; see {out}/quarantine")
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measured(name, source, count, options, work):
    """Prints the lines of one collection."""
    all_of_them, few = work / name / "all", work / name / "few"
    size = copies(source, all_of_them, count)
    copies(source, few, FEW)
    times = {(contestant, folder): [] for contestant in options.only for folder in (few, all_of_them)}
    for _ in range(options.repeats):
        for contestant, folder in times:
            seconds = timed(contestant, folder, work, options.processes)
            print(f"{name} {contestant} {folder.name}: %.2f s, CPU %.2f s" % seconds, file=sys.stderr, flush=True)
            times[contestant, folder].append(seconds)
    for contestant in options.only:
        starts, wholes = times[contestant, few], times[contestant, all_of_them]
        start, whole = (statistics.median(seconds for seconds, _ in runs) for runs in (starts, wholes))
        # Repeat by repeat: what slows the machine for a while slows both.
        beyond, cpu = (statistics.median(all_[i] - few_[i] for few_, all_ in zip(starts, wholes)) for i in (0, 1))
        steady = (count - FEW) / beyond if beyond > 0 else float("nan")
        print(
            f"| {name}, {count} records, {size / 1e6:.0f} MB | {CONTESTANTS[contestant]} | {start:.1f} | {whole:.1f}"
            f" | {count / whole:.0f} | {size / 1e6 / whole:.1f} | {steady:.0f} | {steady * size / count / 1e6:.1f}"
            f" | {1e3 * cpu / (count - FEW):.1f} |",
            flush=True,
        )
    shutil.rmtree(work / name)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, action="append", default=[], help="folder of WFDB records")
    parser.add_argument("--records", type=int, action="append", default=[], help="copies to make, one for each --data")
    parser.add_argument("--repeats", type=int, default=5, help="of every contestant")
    parser.add_argument("--processes", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--only", nargs="+", choices=CONTESTANTS, default=["read", "write", "ingest"])
    parser.add_argument("--work", type=pathlib.Path, help="for the copies (default: a temporary folder)")
    parser.add_argument("--contest", type=pathlib.Path, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=pathlib.Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.contest:
        wfdb_python(options.contest, options.processes, options.out)
        return
    if not options.data or len(options.data) != len(options.records) or min(options.records) <= FEW:
        parser.error(f"name one or more --data, each with a --records above {FEW}")
    print("| input | what is done | start, s | whole, s | records/s | MB/s | steady records/s | steady MB/s | CPU, ms a record |")
    print("|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(dir=options.work) as folder:
        work = pathlib.Path(folder)
        (work / "salt").write_text("only for these measurements, nobody's secret\n")
        for source, count in zip(options.data, options.records):
            name = source.resolve().name if source.resolve().name != "data" else source.resolve().parent.name
            measured(name, source, count, options, work)


if __name__ == "__main__":
    main()
