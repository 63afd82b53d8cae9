"""Maps of further methods by the libraries that people use: Captum, zennit and pytorch-grad-cam.

    libraries.py OUT

writes, for two small networks with every ReLU a module of its own (as the libraries need it), OUT/NAME.onnx and
OUT/NAME.npz with float64 arrays: `x` [record, lead, sample], `prediction` [record, output] and METHOD.CONSTANTS
[target, record, lead, sample].
"""

import pathlib
import sys
import warnings

import numpy as np
import torch
from torch import nn

from zennit.layer import Sum

import export

warnings.filterwarnings("ignore")

LEADS, SAMPLES, RECORDS, OUTPUTS = 3, 40, 2, 2

SEED = 11
"""With which no map is zero."""


class Plain(nn.Module):
    """Convolutions, ReLU, max pooling and dense layers, one of them normalised."""

    cam = "relu2"

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv1d(LEADS, 6, 5, padding=2)
        self.relu1 = nn.ReLU()
        self.conv2 = nn.Conv1d(6, 8, 5, padding=2)
        self.relu2 = nn.ReLU()
        self.pool = nn.MaxPool1d(2)
        self.conv3 = nn.Conv1d(8, 8, 3)
        self.relu3 = nn.ReLU()
        self.flatten = nn.Flatten()
        self.dense = nn.Linear(8 * (SAMPLES // 2 - 2), 10)
        self.bn4 = nn.BatchNorm1d(10)
        self.relu4 = nn.ReLU()
        self.head = nn.Linear(10, OUTPUTS)

    def forward(self, x):
        x = self.relu2(self.conv2(self.relu1(self.conv1(x))))
        x = self.relu3(self.conv3(self.pool(x)))
        return self.head(self.relu4(self.bn4(self.dense(self.flatten(x)))))


class Block(nn.Module):
    """Two normalised convolutions beside a shortcut."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv1d(6, 8, 5, padding=2)
        self.bn1 = nn.BatchNorm1d(8)
        self.relu1 = nn.ReLU()
        self.conv2 = nn.Conv1d(8, 6, 5, padding=2)
        self.bn2 = nn.BatchNorm1d(6)
        self.relu2 = nn.ReLU()
        self.sum = Sum(-1)

    def forward(self, x):
        y = self.relu2(self.bn2(self.conv2(self.relu1(self.bn1(self.conv1(x))))))
        # zennit needs a module to see a sum; in the file it is what exporters write.
        return y + x if torch.onnx.is_in_onnx_export() else self.sum(torch.stack([y, x], -1))


class Residual(nn.Module):
    """The published network in small: normalised convolutions, shortcuts, average pooling."""

    cam = "blocks.1.relu2"

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv1d(LEADS, 6, 5, padding=2)
        self.bn1 = nn.BatchNorm1d(6)
        self.relu1 = nn.ReLU()
        self.pool = nn.AvgPool1d(2)
        self.blocks = nn.Sequential(Block(), Block())
        self.mean = nn.AdaptiveAvgPool1d(1)
        self.flatten = nn.Flatten()
        self.head = nn.Linear(6, OUTPUTS)

    def forward(self, x):
        x = self.blocks(self.pool(self.relu1(self.bn1(self.conv1(x)))))
        return self.head(self.flatten(self.mean(x)))


def made(kind, x):
    """A network with float32 weights whose layers and normalisations fit the data."""
    network = kind()
    network.train()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.mul_(2)
        for _ in range(100):
            network(x)
        for module in network.modules():
            if isinstance(module, nn.BatchNorm1d):
                module.weight.uniform_(0.5, 1.5)
                module.bias.uniform_(-0.5, 0.5)
        network.head.weight.mul_(20)
    return network.eval()


class Picture(nn.Module):
    """A network before which records are pictures of height 1, as pytorch-grad-cam takes them."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, x):
        return self.network(x.squeeze(2))


def cams(network, x, target):
    """Maps before any ReLU, brought to the length of the record by repetition."""
    from pytorch_grad_cam import GradCAM, GradCAMPlusPlus, LayerCAM, ScoreCAM
    from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget

    result = {}
    targets = [ClassifierOutputTarget(target)] * len(x)
    kinds = {"grad-cam": GradCAM, "grad-cam-plus-plus": GradCAMPlusPlus, "layer-cam": LayerCAM}
    if isinstance(network, Plain):
        # Its upsampling aligns corners, so that only a layer as long as the record compares; and it
        # counts channels that are constant, so that the layer must have none.
        kinds["score-cam.softmax"] = ScoreCAM
    for name, kind in kinds.items():
        picture = Picture(network)
        layer = network.conv2 if name == "score-cam.softmax" else network.get_submodule(network.cam)
        with kind(model=picture, target_layers=[layer],
                  reshape_transform=lambda values: values.unsqueeze(2)) as cam:
            maps = []
            original = cam.get_cam_image
            cam.get_cam_image = lambda *args, **options: maps.append(
                original(*args, **options)) or maps[-1]
            cam(input_tensor=x.unsqueeze(2), targets=targets)
        # Nearest: every sample has the value of its place.
        result[name] = np.repeat(
            np.repeat(maps[0], x.shape[1], 1), x.shape[2] // maps[0].shape[2], 2)
    return result


def references():
    """Records that others are compared with."""
    generator = torch.Generator().manual_seed(1)
    return torch.cumsum(
        torch.randn(3, LEADS, SAMPLES, generator=generator), -1).float().double() / 4


def shap(network, x, target):
    """Captum's DeepLiftShap, and the expectation of expected gradients: the mean over references of
    its integrated gradients. Its DeepLIFT is complete here, which it is not beside a max pool."""
    from captum.attr import DeepLiftShap, IntegratedGradients

    result = {}
    if isinstance(network, Residual):
        maps, delta = DeepLiftShap(network).attribute(
            x, references(), target=target, return_convergence_delta=True)
        assert delta.abs().max() < 1e-10, delta
        result["deeplift-shap"] = maps.detach()
    result["expected-gradients"] = torch.stack([
        IntegratedGradients(network).attribute(
            x, reference[None], target=target, n_steps=400, method="riemann_middle")
        for reference in references()]).mean(0).detach()
    return result


def idgi(network, x, target):
    """Yang et al. 2023, algorithm 1, on the straight path from zero in 20 steps."""
    steps = 20
    total = torch.zeros_like(x)
    for j in range(steps):
        place = (x * (j / steps)).requires_grad_()
        here = network(place)[:, target]
        gradient, = torch.autograd.grad(here.sum(), place)
        change = network(x * ((j + 1) / steps))[:, target] - here
        squares = gradient ** 2
        total += change.detach()[:, None, None] * squares / squares.sum((1, 2), keepdim=True)
    return {"idgi": total}


def lrp(network, x, target):
    """zennit's rules. Relevance begins with the output itself; normalisations are merged into the
    convolutions before them."""
    from zennit.attribution import Gradient
    from zennit.canonizers import SequentialMergeBatchNorm
    from zennit.composites import (
        EpsilonPlusFlat, LayerMapComposite, SpecialFirstLayerMapComposite,
        layer_map_base)
    from zennit.rules import AlphaBeta, Epsilon, Flat, Gamma
    from zennit.types import Convolution, Linear

    options = {"canonizers": [SequentialMergeBatchNorm()]}

    def everywhere(rule):
        return LayerMapComposite(layer_map=layer_map_base() + [(Linear, rule)], **options)

    composites = {
        "composite": EpsilonPlusFlat(**options),
        "composite-gamma": SpecialFirstLayerMapComposite(
            layer_map=layer_map_base() + [
                (Convolution, Gamma(gamma=0.25)), (torch.nn.Linear, Epsilon())],
            first_map=[(Linear, Flat())], **options),
        "epsilon": everywhere(Epsilon(epsilon=1e-6)),
        "epsilon-large": everywhere(Epsilon(epsilon=0.1)),
        "gamma": everywhere(Gamma(gamma=0.5)),
        "alpha-beta": everywhere(AlphaBeta(alpha=2, beta=1)),
        "z-plus": everywhere(AlphaBeta(alpha=1, beta=0)),
        "flat": everywhere(Flat()),
    }

    def itself(output):
        chosen = torch.zeros_like(output)
        chosen[:, target] = output[:, target]
        return chosen.detach()

    result = {}
    for name, composite in composites.items():
        with Gradient(model=network, composite=composite) as attributor:
            result["lrp." + name] = attributor(x.clone(), itself)[1].detach()
    return result


METHODS = [cams, shap, idgi, lrp]


def build(kind, out):
    torch.manual_seed(SEED)
    records = torch.cumsum(torch.randn(64, LEADS, SAMPLES), -1) / 3
    network = made(kind, records)
    name = kind.__name__.lower()
    x = records[:RECORDS]
    export.export(network, x, out / f"{name}.onnx", False, 17)
    double, x = network.double(), x.double()
    arrays = {"x": x, "references": references(), "prediction": double(x).detach()}
    for method in METHODS:
        by_target = [method(double, x, target) for target in range(OUTPUTS)]
        for key in by_target[0]:
            arrays[key] = np.stack([np.asarray(maps[key]) for maps in by_target])
            assert np.abs(arrays[key]).max((-1, -2)).min() > 0, (name, key)
    np.savez_compressed(out / f"{name}.npz",
                        **{key: np.asarray(value, np.float64) for key, value in arrays.items()})
    print(name, {key: (value.shape, float(abs(value).max())) for key, value in arrays.items()})


def main():
    torch.set_num_threads(1)
    out = pathlib.Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    build(Plain, out)
    build(Residual, out)


if __name__ == "__main__":
    main()
