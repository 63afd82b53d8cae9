"""What the verdict says on recordings, again and again: the tables of docs/verdict.md.

    python study.py run halves stability planted --data DIR --out out/verdict
    python study.py table --out out/verdict

DIR holds the folders ludb and cinc2021 with WFDB records; the studies of planted truth take records that are made.
A run that is there already is not made again.
"""

import argparse
import contextlib
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
CORES_BUSY = 4

FEW = ["--methods", "saliency,input-x-gradient,deeplift,random", "--iterations", "10", "--repeats", "1", "--checks", "none"]
LINEAR = ["--methods", "saliency,input-x-gradient,integrated-gradients,deeplift,smoothgrad,random", "--iterations", "10",
          "--checks", "cheap"]
RECORDS = ["--synthetic", "240"]


def studies(data, out):
    """Options of judge by name of the study and of the run; 'busy' has every core at work beside it."""
    ludb, cinc = str(data / "ludb"), str(data / "cinc2021")
    strips = ["--input", ludb, "--beats", "as-recorded"]
    stable = ["--input", cinc, "--networks", "R-1", *FEW]
    return {
        "halves": {
            "ludb": ["--input", ludb, "--networks", "QT-1,R-1"],
            "cinc2021": ["--input", cinc, "--networks", "QT-1,R-1"],
            "synthetic-2000": ["--synthetic", "2000", "--networks", "R-1", *FEW],
        },
        "stability": {
            "seed-1": [*stable, "--seed", "1"],
            "seed-2": [*stable, "--seed", "2"],
            "seed-3": [*stable, "--seed", "3"],
            "one-shard": [*stable, "--seed", "1", "--shard-size", "1000"],
            "four-shards": [*stable, "--seed", "1", "--shard-size", "13"],
            "busy": [*stable, "--seed", "1"],
        },
        "planted": {
            path.stem: ["--model", str(path), *LINEAR, *(RECORDS if path.parent.name == "beats" else strips)]
            for path in sorted((out / "networks").glob("*/*.onnx"))
        },
    }


@contextlib.contextmanager
def load(cores):
    """Keeps so many cores busy."""
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(cores)]
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.wait()


def run(names, data, out):
    for study in names:
        for name, options in studies(data, out)[study].items():
            folder = out / study / name
            if (folder / "evaluation" / "verdict.json").exists():
                continue
            command = [str(ROOT / "jobs" / "submit"), "judge", *options, "--out", str(folder), "--overwrite"]
            print(" ".join(command), flush=True)
            with load(CORES_BUSY if name == "busy" else 0):
                subprocess.run(command, check=True)


def words(names):
    return ", ".join(names) or "–"


def percent(share):
    return "–" if share is None else f"{100 * share:.1f} %"


def table(out):
    print("| study | target | records | networks | recommended | undecided | worse | unsound | strength "
          "| records needed | same in halves | contradiction | reason |")
    print("|---|---|--:|--:|---|---|---|---|---|--:|--:|--:|---|")
    for path in sorted(out.glob("*/*/evaluation/verdict.json")):
        verdict = json.loads(path.read_text())
        for target in verdict["targets"]:
            halves = target["split_half"] or {}
            print("|", " | ".join([
                "/".join(path.parts[-4:-2]),
                target["target"],
                str(target["records"]),
                str(target["networks"]),
                words(target["recommended"]),
                words(target["undecided"]),
                words([one["method"] for one in target["worse"]]),
                words([one["method"] for one in target["unsound"]]),
                target["strength"],
                str(target["records_needed"] or "–"),
                percent(halves.get("same")),
                percent(halves.get("contradiction")),
                target["reason"] or "",
            ]), "|")
    print()
    print("| run | probability of being best |")
    print("|---|---|")
    for path in sorted(out.glob("stability/*/evaluation/verdict.json")):
        for target in json.loads(path.read_text())["targets"]:
            best = sorted(target["probability_best"].items(), key=lambda item: -item[1])
            print("|", path.parts[-3], "|", ", ".join(f"{name} {p:.3f}" for name, p in best[:4]), "|")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    running = commands.add_parser("run")
    running.add_argument("studies", nargs="+", choices=["halves", "stability", "planted"])
    running.add_argument("--data", type=pathlib.Path, default=pathlib.Path("."))
    running.add_argument("--out", type=pathlib.Path, required=True)
    tables = commands.add_parser("table")
    tables.add_argument("--out", type=pathlib.Path, required=True)
    options = parser.parse_args()
    if options.command == "run":
        run(options.studies, options.data.resolve(), options.out.resolve())
    else:
        table(options.out.resolve())


if __name__ == "__main__":
    main()
