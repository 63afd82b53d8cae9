"""Golden maps of the methods that change the record, by Captum in double precision: see README.md.

One small network with two outputs, as ONNX, and two synthetic records of twelve leads. Where a
method draws, the golden is what it draws around: Shapley values over all orders, LIME over all
subsets, RISE over many masks of an implementation of its own.
"""

import argparse
import itertools
import math
import pathlib

import captum.attr
import numpy as np
import torch
from captum._utils.models.linear_model import SkLearnLinearRegression, SkLearnRidge

import export
import records

LEADS, SAMPLES, COUNT = 12, 60, 2
TARGETS = (0, 1)
MASKS = 100_000


class Network(torch.nn.Module):
    """Two convolutions, products of their means, and an offset."""

    def __init__(self):
        super().__init__()
        self.one = torch.nn.Conv1d(LEADS, 8, 7, padding=3)
        self.two = torch.nn.Conv1d(8, 6, 5, padding=2)
        self.out = torch.nn.Linear(6, len(TARGETS))

    def forward(self, x):
        y = torch.tanh(self.two(torch.relu(self.one(x))))
        return 400 * self.out(y.mean(2)) + 300


def segments(parts):
    """For each sample its share of the record, as ecglens cuts it."""
    bounds = [i * SAMPLES // parts for i in range(parts + 1)]
    return np.repeat(np.arange(parts), np.diff(bounds))


def groups(parts, leads):
    """For each point the number of its group; leads is the group of each lead."""
    return torch.tensor(np.asarray(leads)[:, None] * parts + segments(parts)[None, :])


EACH, ALL, LIMB_PRECORDIAL = range(LEADS), [0] * LEADS, [0] * 6 + [1] * 6
WAVES = [(9, 15), (22, 30), (38, 50)]


def waves():
    """P, QRS and T with the parts around them, in each lead."""
    cuts = sorted({0, SAMPLES, *(cut for first, last in WAVES for cut in (first, last + 1))})
    segment = np.searchsorted(cuts, np.arange(SAMPLES), side="right") - 1
    return torch.tensor(np.arange(LEADS)[:, None] * (len(cuts) - 1) + segment[None, :])


def cosine(width):
    """The kernel of subsets: 1 - the cosine between which groups are kept and all of them."""
    def kernel(_, __, kept, **___):
        distance = 1 - kept.double().mean().sqrt()
        return torch.exp(-distance ** 2 / (2 * width ** 2))
    return kernel


def subsets(_, num_interp_features, **__):
    for kept in itertools.product((0, 1), repeat=num_interp_features):
        yield torch.tensor([kept])


def shapley(network, x, target, mask):
    """Shapley values by their definition, over all subsets; x' = 0."""
    count = int(mask.max()) + 1
    kept = torch.tensor(list(itertools.product((0, 1), repeat=count)))
    values = network(x * kept[:, mask]).detach()[:, target]
    size = kept.sum(1)
    result = []
    for group in range(count):
        without = kept[:, group] == 0
        bit = 2 ** (count - 1 - group)
        index = torch.arange(len(kept))[without]
        weight = torch.tensor([
            math.factorial(k) * math.factorial(count - k - 1) / math.factorial(count)
            for k in size[without].tolist()], dtype=torch.float64)
        result.append((weight * (values[index + bit] - values[index])).sum())
    return torch.stack(result)[mask][None]


def lime(network, x, target, mask, model, kernel, baseline):
    count = 2 ** (int(mask.max()) + 1)
    method = captum.attr.Lime(
        network, interpretable_model=model, similarity_func=kernel, perturb_func=subsets)
    return method.attribute(
        x, target=target, feature_mask=mask[None], n_samples=count, baselines=baseline)


def rise(network, x, seed):
    """Mean and deviation of (F - mean F) (m - p) / p over masks of twelfths; x' = 0."""
    draw = np.random.default_rng(seed)
    cell = -(-SAMPLES // 12)
    count = -(-SAMPLES // cell) + 1
    sums = torch.zeros(4, len(TARGETS), LEADS, SAMPLES, dtype=torch.float64)
    outputs, chunk = [], 2000
    offset = network(x)[0]
    for _ in range(MASKS // chunk):
        cells = torch.tensor(draw.random((chunk, LEADS, count)) < 0.5, dtype=torch.float64)
        fine = torch.nn.functional.interpolate(
            cells, count * cell, mode="linear", align_corners=False)
        shift = torch.tensor(draw.integers(cell, size=(chunk, LEADS)))
        index = shift[:, :, None] + torch.arange(SAMPLES)
        mask = fine.gather(2, index)
        values = network(x * mask) - offset
        outputs.append(values)
        centred = (mask - 0.5)[:, None]
        product = values[:, :, None, None] * centred
        sums[0] += product.sum(0)
        sums[1] += (product ** 2).sum(0)
        sums[2] += (product * centred).sum(0)
        sums[3] += (centred ** 2).sum(0)
    mean = torch.cat(outputs).mean(0)[:, None, None]
    expectation = (sums[0] / MASKS) / 0.5
    # Of one mask, with F less its mean.
    spread = (sums[1] - 2 * mean * sums[2] + mean ** 2 * sums[3]) / MASKS
    deviation = (spread - (sums[0] / MASKS) ** 2).clamp(min=0).sqrt() / 0.5
    return expectation, deviation


def golden(network, signals):
    """All arrays, [record, lead, sample] by `method/setting/target`."""
    arrays = {"signal": signals.numpy(), "prediction": network(signals).numpy()}
    mean = signals.mean(2, keepdim=True).expand_as(signals)
    attr = captum.attr
    for target in TARGETS:
        def put(name, make):
            rows = [make(signals[i:i + 1], mean[i:i + 1]) for i in range(COUNT)]
            arrays[f"{name}/{target}"] = torch.cat(rows).detach().numpy()

        for name, window, stride, base in (
                ("each-10-5", (1, 10), (1, 5), 0), ("each-7-3-mean", (1, 7), (1, 3), "mean"),
                ("all-16-16", (LEADS, 16), (LEADS, 16), 0)):
            put(f"occlusion/{name}", lambda x, m: attr.Occlusion(network).attribute(
                x, sliding_window_shapes=window, strides=stride, target=target,
                baselines=m if base == "mean" else base))
        for name, mask, base in (
                ("each-6", groups(6, EACH), 0), ("limb-precordial-7", groups(7, LIMB_PRECORDIAL), 0),
                ("each-1-mean", groups(1, EACH), "mean"), ("waves", waves(), 0)):
            put(f"feature-ablation/{name}", lambda x, m: attr.FeatureAblation(network).attribute(
                x, target=target, feature_mask=mask[None], baselines=m if base == "mean" else base))
        for name, mask, base in (("all-6", groups(6, ALL), 0),
                                 ("limb-precordial-3-mean", groups(3, LIMB_PRECORDIAL), "mean")):
            put(f"kernel-shap/{name}", lambda x, m: attr.ShapleyValues(network).attribute(
                x, target=target, feature_mask=mask[None], baselines=m if base == "mean" else base))
        put("kernel-shap/all-10", lambda x, m: shapley(network, x, target, groups(10, ALL)))
        mask = groups(8, ALL)
        kernel = captum.attr._core.lime.get_exp_kernel_similarity_function()
        for name, model, similarity in (
                ("record-ridge", SkLearnRidge(alpha=2.0), kernel),
                ("segments-linear", SkLearnLinearRegression(), cosine(0.25))):
            put(f"lime/{name}", lambda x, m: lime(
                network, x, target, mask, model, similarity, 0))
    drawn = [rise(network, signals[i:i + 1], i) for i in range(COUNT)]
    for target in TARGETS:
        arrays[f"rise/mean/{target}"] = torch.stack([d[0][target] for d in drawn]).numpy()
        arrays[f"rise/deviation/{target}"] = torch.stack([d[1][target] for d in drawn]).numpy()
    return arrays


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    torch.manual_seed(0)
    rows = records.synthetic(LEADS, SAMPLES, COUNT, rate=50.0)
    signals = torch.tensor(np.stack([row["signal"] for row in rows]))
    network = Network().eval()
    for weight in network.parameters():
        weight.requires_grad_(False)
        weight.mul_(2.5)
    export.export(network, signals, options.out / "network.onnx", False, 17)
    arrays = golden(network.double(), signals.double())
    np.savez_compressed(options.out / "goldens.npz",
                        **{name: values.astype(np.float32) for name, values in arrays.items()})


if __name__ == "__main__":
    main()
