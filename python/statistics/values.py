"""Writes what other statistics libraries make of small samples, as JSON."""

import argparse
import collections
import json
import math
import pathlib

import numpy as np
import pingouin
import scikit_posthocs
import statsmodels.api
from scipy import stats
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import proportion_confint


def studentized_range():
    points = [(k, q) for k in (2, 3, 4, 11, 40) for q in (0.3, 1.5, 3.0, 4.5, 6.5)]
    return {
        "exceedances": [
            {"k": k, "q": q, "p": stats.studentized_range.sf(q, k, np.inf)} for k, q in points
        ],
        "critical": [
            {"k": k, "q": stats.studentized_range.isf(0.05, k, np.inf)} for k in (2, 3, 5, 11, 20)
        ],
    }


def counted_p(nonzero):
    """Exact p of ties that are too many for SciPy, which goes through all signs: whole numbers."""
    ranks = [round(2 * rank) for rank in stats.rankdata(np.abs(nonzero))]
    found = abs(sum(rank if value > 0 else -rank for rank, value in zip(ranks, nonzero)))
    sums = {0: 1}
    for rank in ranks:
        more = collections.Counter()
        for total, count in sums.items():
            more[total + rank] += count
            more[total - rank] += count
        sums = more
    return sum(count for total, count in sums.items() if abs(total) >= found) / 2 ** len(ranks)


def signed_rank(rng):
    cases = {
        "exact": (rng.normal(0.4, 1, 14), "exact"),
        "exact-one-sided-data": (np.arange(1.0, 8.0), "exact"),
        "exact-zeros": (np.concatenate([rng.normal(0.4, 1, 12), np.zeros(3)]), "exact"),
        "largest-exact": (rng.normal(0.2, 1, 50), "exact"),
        "ties": (np.round(rng.normal(0.5, 1.5, 40)), "counted"),
        "few-with-ties": (
            np.array([1.0, -1.0, 2.0, 3.0, 3.0, 0.0]),
            stats.PermutationMethod(n_resamples=np.inf),
        ),
        "asymptotic": (rng.normal(0.1, 1, 300), "approx"),
        "far": (rng.normal(2, 1, 400), "approx"),
    }
    found = []
    for name, (differences, method) in cases.items():
        differences = np.round(differences, 6)
        nonzero = differences[differences != 0]
        counted = isinstance(method, str) and method == "counted"
        result = stats.wilcoxon(
            differences,
            zero_method="wilcox",
            correction=False,
            method="approx" if counted else method,
        )
        ranks = stats.rankdata(np.abs(nonzero))
        effect = (ranks[nonzero > 0].sum() - ranks[nonzero < 0].sum()) / ranks.sum()
        other = pingouin.wilcoxon(nonzero, np.zeros_like(nonzero))["RBC"].iloc[0]
        assert abs(effect - other) < 1e-12, name
        dz = pingouin.compute_effsize(differences, 0, eftype="cohen")
        # Its solver finds nothing where a handful is enough.
        n = math.nan
        if abs(dz) < 1:
            n = NormalIndPower(ddof=0).solve_power(dz, alpha=0.05, power=0.8, ratio=0)
        found.append(
            {
                "name": name,
                "differences": differences.tolist(),
                "statistic": result.statistic,
                "p": counted_p(nonzero) if counted else result.pvalue,
                "effect": other,
                "dz": dz,
                "needed": None if math.isnan(n) else math.ceil(n * math.pi / 3),
            }
        )
    return found


def friedman(rng):
    cases = {
        "plain": rng.normal(0, 1, (30, 5)) + np.array([0, 0.2, 0.4, 0.8, 0.8]),
        "ties": np.round(rng.normal(0, 1, (25, 4)) + np.array([0, 0.5, 0, 1])),
        "two": rng.normal(0, 1, (20, 2)) + np.array([0, 0.5]),
        "three": rng.normal(0, 1, (12, 3)),
    }
    found = []
    for name, scores in cases.items():
        scores = np.round(scores, 6)
        n, k = scores.shape
        ranks = np.apply_along_axis(stats.rankdata, 1, -scores)
        case = {
            "name": name,
            "scores": scores.T.tolist(),
            "meanRanks": ranks.mean(axis=0).tolist(),
            "criticalDifference": stats.studentized_range.isf(0.05, k, np.inf)
            / math.sqrt(2)
            * math.sqrt(k * (k + 1) / (6 * n)),
            "nemenyi": scikit_posthocs.posthoc_nemenyi_friedman(scores).to_numpy().tolist(),
        }
        if k > 2:
            result = stats.friedmanchisquare(*scores.T)
            case["statistic"] = result.statistic
            case["p"] = result.pvalue
        found.append(case)
    return found


def holm(rng):
    families = [[0.01, 0.04, 0.03, 0.005], [0.6, 0.7], [0.02, 0.02, 0.02], rng.random(10) ** 3]
    return [
        {"p": list(p), "adjusted": pingouin.multicomp(p, method="holm")[1].tolist()}
        for p in families
    ]


def wilson():
    found = []
    for wins, n in ((0, 5), (5, 5), (7.5, 20), (630, 1000), (1, 1)):
        low, high = proportion_confint(wins, n, method="wilson")
        found.append({"wins": wins, "n": n, "low": low, "high": high})
    return found


def clusters(rng):
    of = np.repeat(np.arange(12), rng.integers(1, 6, 12))
    values = np.round(rng.normal(0, 1, 12)[of] + rng.normal(3, 0.5, of.size), 6)
    fit = statsmodels.api.OLS(values, np.ones(values.size)).fit(
        cov_type="cluster", cov_kwds={"groups": of}, use_t=True
    )
    low, high = fit.conf_int()[0]
    sums, sizes = np.bincount(of, values), np.bincount(of)
    drawn = rng.integers(0, 12, (400_000, 12))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    return {
        "values": values.tolist(),
        "clusters": [f"s{i}" for i in of],
        "student": [low, high],
        "bootstrap": np.quantile(means, [0.025, 0.975]).tolist(),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    options = parser.parse_args()
    rng = np.random.default_rng(20260101)
    values = {
        "studentizedRange": studentized_range(),
        "signedRank": signed_rank(rng),
        "friedman": friedman(rng),
        "holm": holm(rng),
        "wilson": wilson(),
        "clusters": clusters(rng),
    }
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(values, indent=0) + "\n")


if __name__ == "__main__":
    main()
