"""Writes ratings and rankings with the agreement that other libraries find in them."""

import json
import sys

import krippendorff
import numpy as np
import pandas as pd
import pingouin
from scipy import stats

NAN = np.nan

# Shrout and Fleiss, Psychol Bull 1979;86:420-428, table 2: six targets, four judges.
SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]

# Krippendorff 2011, section C: four observers, twelve units.
KRIPPENDORFF = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3],
        [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
    ]
).T


def ratings(generator, items, raters, noise, missing, step):
    """A common opinion with noise, rounded to steps, some ratings missing."""
    opinion = generator.normal(size=(items, 1)) * 2 + 5
    offset = generator.normal(size=(1, raters)) * 0.5
    values = opinion + offset + noise * generator.normal(size=(items, raters))
    values = np.round(values / step) * step
    values[generator.random(values.shape) < missing] = NAN
    return values


def agreement(name, values):
    values = np.asarray(values, dtype=float)
    case = {"name": name, "ratings": [[None if np.isnan(v) else v for v in item] for item in values.tolist()]}
    for level in ("nominal", "ordinal", "interval"):
        case["alpha_" + level] = float(krippendorff.alpha(values.T, level_of_measurement=level))
    complete = values[~np.isnan(values).any(axis=1)]
    long = pd.DataFrame(
        [(i, j, v) for i, item in enumerate(complete) for j, v in enumerate(item)],
        columns=["item", "rater", "value"],
    )
    icc = pingouin.intraclass_corr(long, targets="item", raters="rater", ratings="value").set_index("Type")
    for ours, theirs in (("icc_2_1", "ICC(A,1)"), ("icc_2_k", "ICC(A,k)"), ("icc_3_1", "ICC(C,1)")):
        row = icc.loc[theirs]
        low, high = row["CI95"]
        case[ours] = {"value": float(row["ICC"]), "low": float(low), "high": float(high), "p": float(row["pval"])}
    centred = values - np.nanmean(values, axis=0)
    case["alpha_centred"] = float(krippendorff.alpha(centred.T, level_of_measurement="interval"))
    n, m = complete.shape
    # Friedman's test ranks treatments within blocks: items within raters.
    test = stats.friedmanchisquare(*complete)
    case["w"] = {"value": float(test.statistic / (m * (n - 1))), "p": float(test.pvalue)}
    return case


def ranking(name, one, other):
    test = stats.kendalltau(one, other)
    return {
        "name": name,
        "one": [float(v) for v in one],
        "other": [float(v) for v in other],
        "tau": float(test.statistic),
        "p": float(test.pvalue),
    }


def main():
    generator = np.random.default_rng(6)
    pingouin.options["round"] = None
    pingouin.options["round.column.CI95"] = None
    document = {
        "ratings": [
            agreement("Shrout and Fleiss 1979", SHROUT_FLEISS),
            agreement("Krippendorff 2011", KRIPPENDORFF),
            agreement("steps of a scale", ratings(generator, 12, 3, 1.0, 0.0, 1)),
            agreement("some missing", ratings(generator, 30, 4, 1.5, 0.15, 1)),
            agreement("continuous", ratings(generator, 20, 5, 2.0, 0.05, 1e-6)),
            agreement("noise", generator.integers(1, 6, size=(15, 3)).astype(float)),
            agreement("two raters", ratings(generator, 8, 2, 0.7, 0.0, 0.5)),
        ],
        "rankings": [
            ranking("nine methods", generator.permutation(9), generator.permutation(9)),
            ranking("near agreement", range(11), [0, 1, 2, 4, 3, 5, 7, 6, 8, 9, 10]),
            ranking("reversed", range(6), range(6, 0, -1)),
            ranking("two", [1, 2], [3, 4]),
            ranking("ties", [1, 2, 2, 3, 4, 4, 4, 5, 6], [2, 1, 3, 3, 5, 4, 6, 6, 7]),
            ranking("ties in one", [1, 1, 2, 3, 4], [0.5, 0.1, 0.7, 0.2, 0.9]),
            ranking("many", generator.normal(size=40), generator.normal(size=40)),
        ],
    }
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        json.dump(document, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
