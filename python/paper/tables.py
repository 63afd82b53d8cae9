"""Tables and picture of docs/paper.md, from a run of jobs/paper.yaml or jobs/paper-small.yaml.

    venv/bin/python tables.py --run out/paper-small --out docs/paper

Writes test_errors.csv, auc.csv, places.csv, blanking.csv and curves.png into --out and prints Markdown.
Numbers are means over records, and over the networks of a target where the text says so.
"""

import argparse
import pathlib

import matplotlib
import pandas as pd
from scipy.stats import kendalltau, wilcoxon

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402  (after the choice of the backend)

TARGETS = ["rate", "PR", "QRS", "QT", "J", "T", "R"]
UNITS = {"rate": "/min", "PR": "ms", "QRS": "ms", "QT": "ms", "J": "µV", "T": "µV", "R": "µV"}
# Mean absolute errors that the reference work's scripts give for 150,000 generated ECGs.
REFERENCE_ERRORS = {
    "rate": 0.637, "PR": 4.78, "QRS": 2.87, "QT": 3.57, "J": 7.86, "T": 6.57, "R": 27.70,
}
# Hicks et al., Sci Rep 2021;11:10949: mean absolute error with all waves, and without one.
HICKS = {
    ("QT", "all"): 3.1, ("QT", "QRS"): 31.8, ("QT", "T"): 47.4,
    ("PR", "all"): 2.7, ("PR", "P"): 33.0, ("PR", "QRS"): 40.6,
    ("T", "all"): 5.8, ("T", "T"): 339.0,
    ("R", "all"): 8.4, ("R", "QRS"): 927.0,
}
METRICS = ["auc-5", "auc-10", "auc-15", "auc-25"]
CONTROL = "random"


def markdown(rows, header):
    print("| " + " | ".join(header) + " |")
    print("|" + "---|" * len(header))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")
    print()


def number(value):
    return "–" if value is None or pd.isna(value) else f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"


def present(frame):
    return [target for target in TARGETS if target in set(frame["target"])]


def test_errors(run, out):
    frame = pd.read_parquet(run / "networks" / "test_errors")
    frame.sort_values(["target", "seed"]).to_csv(out / "test_errors.csv", index=False, float_format="%.6g")
    rows = []
    for target in present(frame):
        those = frame[frame["target"] == target].sort_values("seed")
        rows.append([
            f"{target}, {UNITS[target]}",
            ", ".join(number(error) for error in those["mean_absolute_error"]),
            number(those["label_sd"].iloc[0]),
            number(REFERENCE_ERRORS[target]),
        ])
    markdown(rows, ["target", "test error of each network", "SD of the label", "reference work"])


def areas(run, out):
    summary = pd.read_parquet(run / "evaluated" / "summary")
    summary = summary[(summary["order"] == "morf") & summary["metric"].isin(METRICS)]
    columns = ["model", "target", "method", "metric", "n", "mean", "sd", "median", "ci_low", "ci_high"]
    summary[columns].to_csv(out / "auc.csv", index=False, float_format="%.6g")
    return summary


def places(summary, out):
    """Place of each method in each target by the mean over its networks, for every AUC-n."""
    means = summary.groupby(["metric", "target", "method"])["mean"].mean().reset_index()
    means["place"] = means.groupby(["metric", "target"])["mean"].rank(ascending=False).astype(int)
    means.to_csv(out / "places.csv", index=False, float_format="%.6g")
    wanted = means[means["metric"] == "auc-25"].pivot(index="method", columns="target", values="place")
    targets = present(means)
    wanted = wanted[targets]
    wanted["mean"] = wanted.mean(axis=1)
    rows = [
        [method, *(int(row[target]) for target in targets), f"{row['mean']:.1f}"]
        for method, row in wanted.sort_values("mean").iterrows()
    ]
    markdown(rows, ["method", *targets, "mean place"])
    best = means[means["place"] == 1].pivot(index="metric", columns="target", values="method")
    markdown(
        [[metric, *(best.loc[metric, target] for target in targets)] for metric in METRICS],
        ["best by", *targets],
    )


def values(summary):
    """Mean AUC-25, each method over the networks of a target, and the random order's own."""
    means = summary[summary["metric"] == "auc-25"].groupby(["method", "target"])["mean"].mean().unstack()
    targets = present(summary)
    order = means[targets].rank(ascending=False).mean(axis=1).sort_values().index
    markdown(
        [[method, *(number(means.loc[method, target]) for target in targets)] for method in order],
        ["mean AUC-25", *targets],
    )


def certainty(run):
    """How the best method stands against the next and against the control, over the same records."""
    scores = pd.read_parquet(run / "evaluated" / "scores")
    scores = scores[(scores["metric"] == "auc-25") & (scores["order"] == "morf")]
    rows = []
    for target in present(scores):
        those = scores[scores["target"] == target]
        table = those.pivot_table(index=["model", "record_id"], columns="method", values="value").dropna()
        # One value for each record: the networks of a target see the same records.
        table = table.groupby("record_id").mean()
        order = table.mean().sort_values(ascending=False).index
        best = order[0]
        same = [
            method
            for method in order[1:]
            if wilcoxon(table[best], table[method]).pvalue * (len(order) - 1) > 0.05
        ]
        worse = [
            method
            for method in order
            if method != CONTROL and table[method].mean() <= table[CONTROL].mean()
        ]
        networks = summary_by_network(those)
        agreement = [
            kendalltau(networks[a], networks[b]).statistic
            for i, a in enumerate(networks.columns)
            for b in networks.columns[i + 1:]
        ]
        rows.append([
            target,
            best,
            ", ".join(same) or "none",
            ", ".join(worse) or "none",
            number(sum(agreement) / len(agreement)) if agreement else "–",
            len(table),
        ])
    markdown(
        rows,
        ["target", "best", "not distinguishable from it", "not above the random control",
         "Kendall τ between the networks' orders", "records"],
    )


def summary_by_network(scores):
    means = scores.groupby(["method", "model"])["value"].mean().unstack()
    return means.dropna()


def blanking(run, out):
    frame = pd.read_parquet(run / "evaluated" / "blanking")
    frame.to_csv(out / "blanking.csv", index=False, float_format="%.6g")
    means = frame.groupby(["target", "wave"])[["error", "blanked_error"]].mean()
    rows = []
    for target in present(frame):
        cells = [f"{target}, {UNITS[target]}"]
        for wave in ["P", "QRS", "T"]:
            # Both over the records that have the wave: not every record has all three.
            pair = means.loc[(target, wave)] if (target, wave) in means.index else None
            cells.append(
                "–" if pair is None else f"{number(pair.error)} → {number(pair.blanked_error)}"
            )
        for wave in ["all", "P", "QRS", "T"]:
            cells.append(number(HICKS.get((target, wave))))
        rows.append(cells)
    markdown(rows, ["target", "P", "QRS", "T", "Hicks: all", "−P", "−QRS", "−T"])


def picture(run, out):
    curves = pd.read_parquet(run / "evaluated" / "curves")
    curves = curves[curves["order"].isin(["morf", "random"])]
    means = curves.groupby(["target", "method", "order", "step"])["mean"].mean().reset_index()
    targets = present(means)
    figure, axes = plt.subplots(2, 4, figsize=(15, 7.2), constrained_layout=True)
    methods = sorted(set(means["method"]) - {CONTROL, "none"})
    colours = dict(zip(methods, plt.get_cmap("tab10").colors))
    handles = {}
    for axis, target in zip(axes.flat, targets):
        of_target = means[means["target"] == target]
        for method in [*methods, CONTROL]:
            line = of_target[(of_target["method"] == method) & (of_target["order"] == "morf")]
            if line.empty:
                continue
            style = {"color": "black", "linestyle": "--"} if method == CONTROL else {"color": colours[method]}
            handles[method], = axis.plot(line["step"], 100 * line["mean"], linewidth=1.4, label=method, **style)
        axis.set_title(target)
        axis.set_xlabel("perturbed points")
        axis.set_ylabel("mean error, % of the label")
        axis.grid(alpha=0.3)
    for axis in axes.flat[len(targets):]:
        axis.axis("off")
    axes.flat[-1].legend(handles.values(), handles.keys(), loc="center", frameon=False)
    figure.savefig(out / "curves.png", dpi=80)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=pathlib.Path, required=True, help="folder of the run")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="where CSV files and picture go")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    test_errors(options.run, options.out)
    summary = areas(options.run, options.out)
    values(summary)
    places(summary, options.out)
    certainty(options.run)
    blanking(options.run, options.out)
    picture(options.run, options.out)


if __name__ == "__main__":
    main()
