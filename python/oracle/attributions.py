"""Deterministic attributions of a network, as [record, lead, sample]."""

import captum.attr
import numpy as np
import torch
import torch.nn.functional as F

import rules

STEPS = 50


def to_layout(signals, layout):
    """[record, lead, sample] to what the network takes."""
    if layout == "NLC":
        return signals.transpose(1, 2).contiguous()
    return signals.unsqueeze(1) if layout == "N1CL" else signals


def from_layout(values, layout):
    if layout == "NLC":
        return values.transpose(1, 2)
    return values.squeeze(1) if layout == "N1CL" else values


class Flat(torch.nn.Module):
    """All outputs of a network as one row of targets, in their order."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, x):
        y = self.network(x)
        if isinstance(y, (tuple, list)):
            return torch.cat([part.flatten(1) for part in y], 1)
        return y.flatten(1)


def gradient(flat, x, target, rule):
    x = x.detach().clone().requires_grad_()
    with rule():
        y = flat(x)
    return torch.autograd.grad(y[:, target].sum(), x)[0]


def integrated_gradients(flat, x, target):
    """Mean gradient on the way from zero (not multiplied), Gauss-Legendre."""
    nodes, weights = np.polynomial.legendre.leggauss(STEPS)
    total = torch.zeros_like(x)
    for node, weight in zip((1 + nodes) / 2, weights / 2):
        total += float(weight) * gradient(flat, x * float(node), target, rules.Rule)
    return total


def multipliers(flat, x, reference, target):
    both = torch.cat([x, reference]).detach().requires_grad_()
    with rules.DeepLift():
        y = flat(both)
    n = len(x)
    result = torch.autograd.grad(y[:n, target].sum(), both)[0][:n]
    y = y.detach()
    change = y[:n, target] - y[n:, target]
    parts = (result * (x - reference)).flatten(1)
    gap = (parts.sum(1) - change).abs()
    # Where a normalisation's reference is constant the parts are large and cancel; then rounding
    # alone leaves more than 1e-10 of the change.
    if (gap > 1e-12 * parts.abs().sum(1) + 1e-15).any() and x.dtype == torch.float64:
        raise ValueError(f"DeepLIFT is incomplete by {gap.max().item():.1e}")
    return result, (gap / change.abs()).max().item()


def layer(flat, x, target, module):
    """Output of a module and the target's derivative with respect to it."""
    kept = []
    hook = module.register_forward_hook(lambda *call: kept.append(call[2]))
    with rules.Rule():
        y = flat(x.detach().clone().requires_grad_())
    hook.remove()
    if len(kept) != 1:
        raise ValueError("the Grad-CAM module is called more than once")
    return kept[0].detach(), torch.autograd.grad(y[:, target].sum(), kept[0])[0]


def grad_cam(flat, x, target, module, relu, shape, mode):
    """The map over [lead, sample]; a map over time only is the same in every lead."""
    activation, grad = layer(flat, x, target, module)
    axes = list(range(2, activation.dim()))
    cam = (grad.mean(axes, keepdim=True) * activation).sum(1)
    cam = cam.clamp(min=0) if relu else cam
    cam = cam if cam.dim() == 3 else cam.unsqueeze(1)
    options = {"mode": "nearest"} if mode == "nearest" else {
        "mode": "bilinear", "align_corners": False}
    return F.interpolate(cam.unsqueeze(1), shape, **options).squeeze(1)


def attributions(network, signals, layout, target, cam_module):
    """All arrays by `preset/method`, and the completeness gaps of DeepLIFT."""
    flat = Flat(network)
    x = to_layout(signals, layout)
    result, gaps = {}, {}

    def put(name, values):
        result[name] = values if values.shape == signals.shape else from_layout(values, layout)

    saliency = gradient(flat, x, target, rules.Rule)
    put("paper/saliency", saliency)
    put("captum/saliency", saliency.abs())
    put("paper/input-x-gradient", saliency * x)
    put("paper/deconvolution", gradient(flat, x, target, rules.Deconvolution))
    guided = gradient(flat, x, target, rules.GuidedBackprop)
    put("paper/guided-backprop", guided)
    integrated = integrated_gradients(flat, x, target)
    put("paper/integrated-gradients", integrated)
    put("captum/integrated-gradients", integrated * x)
    zero, gaps["zero"] = multipliers(flat, x, torch.zeros_like(x), target)
    put("paper/deeplift", zero)
    put("captum/deeplift", zero * x)
    previous, gaps["previous-record"] = multipliers(flat, x, x.roll(1, 0), target)
    put("previous-record/deeplift", previous)
    if cam_module is not None:
        module = network.get_submodule(cam_module)
        shape = signals.shape[1:]
        for preset, relu, mode in (("paper", True, "linear"), ("captum", False, "nearest")):
            put(f"{preset}/grad-cam",
                grad_cam(flat, x, target, module, relu, shape, mode))
            cam = grad_cam(flat, x, target, module, True, shape, mode)
            put(f"{preset}/guided-grad-cam", from_layout(guided, layout) * cam)
    return result, gaps


def captum_differences(network, signals, layout, target, cam_module):
    """Captum's own results, where it is sound: relative difference per method.

    Sound means that every ReLU is a module of its own (Captum overrides modules) and that no
    maximum ties; the caller decides by the size of what comes back.
    """
    flat = Flat(network)
    x = to_layout(signals, layout)
    attr = captum.attr
    made = {
        "captum/saliency": lambda: attr.Saliency(flat).attribute(x, target=target),
        "paper/input-x-gradient":
            lambda: attr.InputXGradient(flat).attribute(x, target=target),
        "captum/integrated-gradients":
            lambda: attr.IntegratedGradients(flat).attribute(x, target=target, n_steps=STEPS),
        "paper/deconvolution": lambda: attr.Deconvolution(flat).attribute(x, target=target),
        "paper/guided-backprop": lambda: attr.GuidedBackprop(flat).attribute(x, target=target),
        "captum/deeplift": lambda: attr.DeepLift(flat).attribute(x, target=target),
    }
    ours, _ = attributions(network, signals, layout, target, cam_module)
    differences = {}
    for name, make in made.items():
        try:
            theirs = from_layout(make(), layout).detach()
        except (AssertionError, AttributeError, RuntimeError) as problem:
            differences[name] = f"Captum fails: {str(problem).splitlines()[0][:80]}"
            continue
        differences[name] = relative_error(theirs, ours[name])
    if cam_module is not None:
        for preset, mode, relu in (("paper", "linear", True), ("captum", "nearest", False)):
            cam = attr.LayerGradCam(flat, network.get_submodule(cam_module)).attribute(
                x, target=target, relu_attributions=relu).detach()
            if cam.dim() == 3:
                cam = cam.unsqueeze(2)
            options = {"mode": "nearest"} if mode == "nearest" else {"mode": "bilinear"}
            cam = F.interpolate(cam, signals.shape[1:], **options).squeeze(1)
            differences[f"{preset}/grad-cam"] = relative_error(cam, ours[f"{preset}/grad-cam"])
    return differences


def relative_error(values, golden):
    """Largest |error| over the record's largest |value|, largest over records."""
    values, golden = values.double().flatten(1), golden.double().flatten(1)
    error = (values - golden).abs().amax(1)
    size = golden.abs().amax(1)
    return torch.where(error == 0, 0, error / size.clamp(min=1e-300)).max().item()
