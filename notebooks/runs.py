"""What the notebooks share: the run they read, its tables, the launcher, and how methods look in figures."""

import json
import os
import re
import subprocess
import time
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd

ROOT = next(folder for folder in [Path.cwd(), *Path.cwd().parents] if (folder / "jobs" / "submit").exists())
RUN = ROOT / os.environ.get("ECGLENS_RUN", "out/notebooks/evaluation")

# Controls that see no network or no patient; `random` is shown among the methods.
CONTROLS = "^(amplitude|slope|population:.*|smoothed:.*)$"

MUTED = "#8a8f98"
COLOURS = {
    "smoothgrad": "#0072b2",
    "integrated-gradients": "#d55e00",
    "gradient-shap": "#cc79a7",
    "deeplift": "#009e73",
    "saliency": "#56b4e9",
    "input-x-gradient": "#b8860b",
    "guided-backprop": "#7b4fa3",
    "deconvolution": "#a0522d",
    "grad-cam": "#4d4d4d",
    "guided-grad-cam": "#6b8e23",
    "random": MUTED,
}

plt.rcParams.update({
    "figure.dpi": 110,
    "figure.constrained_layout.use": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#e6e8eb",
    "legend.frameon": False,
    "font.size": 10,
})


def table(name, run=RUN, controls=False):
    """
    A table of a run: a folder of Parquet files, which pandas reads as one. Of the operators that a run perturbs with,
    the notebooks show the first; scores without a curve have none. Controls are left out unless they are asked for.
    """
    folder = Path(run) / name
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder} is not there. Make a run with notebooks/run, or set ECGLENS_RUN to yours.")
    rows = pd.read_parquet(folder)
    if "operator" in rows:
        rows = rows[rows["operator"].isin([operator(run), "none"])]
    for column in [] if controls else {"method", "other"} & set(rows):
        rows = rows[~rows[column].str.match(CONTROLS, na=False)]
    return rows


def operator(run=RUN):
    """Name of the first operator of a run."""
    return option("operator", run).split(",")[0].split("@")[0]


def manifest(run=RUN):
    """What the run computed, from what and with which settings; a run without it is not finished."""
    return json.loads((Path(run) / "manifest.json").read_text())


def option(name, run=RUN):
    """An option of the run; paths are absolute, those of this machine without the scheme file:."""
    value = manifest(run)["options"][name]
    return re.sub(r"(^|,)file:(//)?(?=/)", r"\1", value) if isinstance(value, str) else value


def submit(*arguments):
    """Runs jobs/submit and returns what it prints; where it fails, its messages are the error."""
    begin = time.perf_counter()
    command = ["jobs/submit", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    print(f"{command[0]} {arguments[0]}: {time.perf_counter() - begin:.0f} s")
    return done.stdout
