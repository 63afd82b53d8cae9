"""Values of Quantus, Captum, SciPy and scikit-learn for the measures of attribution maps.

Inputs are random numbers of few digits, rounded to float32, so that Java reads exactly what was
used here. Usage: python reference.py --out ../../src/test/resources/org/ecglens/metric/map/reference.json
"""

import argparse
import json
import warnings
from importlib.metadata import version
from pathlib import Path

import numpy as np
import quantus
import torch
from captum.attr import Saliency
from captum.metrics import infidelity, sensitivity_max
from scipy import stats
from sklearn.metrics import average_precision_score

np.trapz = np.trapezoid  # Quantus 0.6.0 knows it by the name that numpy 2.4 has dropped

LEADS, SAMPLES, HIDDEN = 3, 20, 4
POINTS = LEADS * SAMPLES
TOP = 6
DISTURBANCES = 5
PERTURBATIONS = 8
QUIET = dict(disable_warnings=True, display_progressbar=False, normalise=False)


def short(values, digits=3):
    """As float32 holds the rounded numbers, in double precision."""
    return np.round(values, digits).astype(np.float32).astype(np.float64)


class Network(torch.nn.Module):
    """v . tanh(W x + b) + u . x, one output."""

    def __init__(self, random):
        super().__init__()
        self.w = torch.tensor(short(random.normal(0, 0.3, (HIDDEN, POINTS))))
        self.b = torch.tensor(short(random.normal(0, 0.5, HIDDEN)))
        self.v = torch.tensor(short(random.normal(0, 1, HIDDEN)))
        self.u = torch.tensor(short(random.normal(0, 0.1, POINTS)))
        self.unused = torch.nn.Parameter(torch.zeros(1, dtype=torch.float64))

    def forward(self, x):
        flat = x.reshape(len(x), -1).to(torch.float64)
        return (torch.tanh(flat @ self.w.T + self.b) @ self.v + flat @ self.u).unsqueeze(1)


def batch(values):
    return values.reshape(1, LEADS, SAMPLES).copy()


def picture(values):
    """Quantus has masks of pictures with one channel only."""
    return values.reshape(1, 1, LEADS, SAMPLES).copy()


def one(metric, map_, mask=None):
    """A Quantus metric that looks at a map alone."""
    value = metric(
        model=None,
        x_batch=picture(np.zeros(POINTS)),
        y_batch=np.zeros(1, dtype=int),
        a_batch=picture(map_),
        s_batch=None if mask is None else picture(mask),
    )
    return float(np.ravel(value)[0])


def top(map_):
    """The points of largest |a|, ties by index."""
    mask = np.zeros(POINTS, dtype=bool)
    mask[np.argsort(-np.abs(map_), kind="stable")[:TOP]] = True
    return mask


def maps(random):
    dense = short(random.normal(0, 1, POINTS))
    alike = short(dense + random.normal(0, 0.7, POINTS))
    heavy = short(random.standard_t(2, POINTS))
    tied = np.round(random.normal(0, 1, POINTS)) / 2
    sparse = short(np.where(random.random(POINTS) < 0.6, 0, random.normal(0, 1, POINTS)))
    return dict(dense=dense, alike=alike, heavy=heavy, tied=tied, sparse=sparse)


def similarity(all_maps):
    rows = []
    names = list(all_maps)
    for i, one_name in enumerate(names):
        for other_name in names[i + 1 :]:
            a, b = all_maps[one_name], all_maps[other_name]
            both = top(a) & top(b)
            row = dict(
                one=one_name,
                other=other_name,
                pearson=float(stats.pearsonr(a, b).statistic),
                spearman=float(stats.spearmanr(np.abs(a), np.abs(b)).statistic),
                sign=float(np.sum(both & (np.sign(a) == np.sign(b))) / TOP),
            )
            if one_name != "tied":  # Quantus orders ties by chance
                metric = quantus.TopKIntersection(k=TOP, abs=True, **QUIET)
                row["top-k"] = one(metric, a, top(b))
            rows.append(row)
    return rows


def complexity(all_maps):
    # Quantus adds 1e-7 to the map and 1e-12 to the shares; on a large map that is nothing.
    return {
        name: dict(
            gini=one(quantus.Sparseness(abs=True, **QUIET), 1e4 * a),
            entropy=one(quantus.Complexity(abs=True, **QUIET), 1e4 * a),
        )
        for name, a in all_maps.items()
    }


def localisation(all_maps, masks):
    rows = []
    for name, a in all_maps.items():
        for mask_name, mask in masks.items():
            row = dict(
                map=name,
                mask=mask_name,
                auprc=float(average_precision_score(mask, np.abs(a))),
                share=one(quantus.RelevanceMassAccuracy(abs=True, **QUIET), a, mask),
            )
            if name not in ("tied", "sparse"):  # ties: Quantus orders by chance, hits with any
                row["rank-accuracy"] = one(quantus.RelevanceRankAccuracy(abs=True, **QUIET), a, mask)
                row["pointing-game"] = one(quantus.PointingGame(abs=True, **QUIET), a, mask)
            rows.append(row)
    return rows


def gradient(network, x):
    x = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    network(x).sum().backward()
    return x.grad.numpy()


def sensitivity(network, x, disturbances):
    saliency = Saliency(network)
    captum = sensitivity_max(
        lambda inputs: saliency.attribute(inputs, abs=False),
        torch.tensor(batch(x)),
        perturb_func=lambda inputs: inputs + torch.tensor(disturbances.reshape(-1, LEADS, SAMPLES)),
        n_perturb_samples=len(disturbances),
    )

    def quantus_value(metric):
        steps = iter(disturbances)
        value = metric(
            perturb_func=lambda arr, indices, **kwargs: arr + next(steps),
            nr_samples=len(disturbances),
            abs=False,
            **QUIET,
        )(
            model=network,
            x_batch=batch(x),
            y_batch=np.zeros(1, dtype=int),
            a_batch=None,
            explain_func=lambda model, inputs, targets, **kwargs: gradient(network, inputs),
        )
        return float(np.ravel(value)[0])

    return dict(
        captum_max=float(captum[0]),
        quantus_max=quantus_value(quantus.MaxSensitivity),
        quantus_average=quantus_value(quantus.AvgSensitivity),
    )


def infidelities(network, x, explanations, perturbations):
    moved = torch.tensor(perturbations.reshape(-1, LEADS, SAMPLES))
    rows = []
    for name, a in explanations.items():
        value = infidelity(
            lambda inputs: network(inputs)[:, 0],
            lambda inputs: (moved, inputs - moved),
            torch.tensor(batch(x)),
            torch.tensor(batch(a)),
            n_perturb_samples=len(perturbations),
            normalize=True,
        )
        rows.append(dict(map=name, captum_normalised=float(value[0])))
    return rows


def flipping(network, x, a, step):
    """Predictions while points become zero, the largest |a| first, and the area under them."""

    def run(area):
        return quantus.PixelFlipping(
            features_in_step=step,
            perturb_baseline=0.0,
            abs=True,
            return_auc_per_sample=area,
            **QUIET,
        )(
            model=network,
            x_batch=batch(x),
            y_batch=np.zeros(1, dtype=int),
            a_batch=batch(a),
            softmax=False,
        )

    predictions = np.ravel(run(False))
    first = network(torch.tensor(batch(x))).item()
    return dict(
        step=step,
        first=first,
        predictions=[float(f) for f in predictions],
        aopc=float(np.mean(np.abs(first - np.concatenate([[first], predictions])))),
        area=float(np.ravel(run(True))[0]),
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    out = parser.parse_args().out
    warnings.simplefilter("ignore")
    torch.set_default_dtype(torch.float64)
    random = np.random.default_rng(6)
    network = Network(random).eval()
    x = short(random.normal(0, 1, POINTS))
    all_maps = maps(random)
    window = np.zeros((LEADS, SAMPLES), dtype=bool)
    window[:, 5:9] = True
    lead = np.zeros((LEADS, SAMPLES), dtype=bool)
    lead[1, 8:19] = True
    masks = dict(window=window.ravel(), lead=lead.ravel(), single=np.arange(POINTS) == 31)
    disturbances = short(random.uniform(-0.3, 0.3, (DISTURBANCES, POINTS)))
    perturbations = short(random.normal(0, 0.5, (PERTURBATIONS, POINTS)))
    map_of_x = short(gradient(network, batch(x)).ravel())
    explanations = dict(gradient=map_of_x, inverted=-map_of_x, dense=all_maps["dense"])

    def written(values):
        return np.round(np.asarray(values, dtype=float), 3).tolist()

    content = dict(
        versions=dict(quantus=version("quantus"), captum=version("captum"), scipy=version("scipy"), sklearn=version("scikit-learn")),
        top=TOP,
        maps={name: written(a) for name, a in all_maps.items()},
        masks={name: mask.astype(int).tolist() for name, mask in masks.items()},
        similarity=similarity(all_maps),
        complexity=complexity(all_maps),
        localisation=localisation(all_maps, masks),
        network={k: written(getattr(network, k)) for k in "wbvu"},
        x=written(x),
        disturbances=written(disturbances),
        sensitivity=sensitivity(network, x, disturbances),
        perturbations=written(perturbations),
        explanations={name: written(a) for name, a in explanations.items()},
        infidelity=infidelities(network, x, explanations, perturbations),
        flipping=flipping(network, x, all_maps["dense"], 4),
    )
    out.parent.mkdir(parents=True, exist_ok=True)
    lines = [f'"{key}": {json.dumps(value)}' for key, value in content.items()]
    out.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
