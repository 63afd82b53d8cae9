"""Writes what the trainer's test compares with: three training steps of a small network by PyTorch."""

import argparse

import numpy as np
import torch

from network import Residual

LEADS, SAMPLES, ROWS, OUTPUTS, STEPS = 3, 40, 6, 2, 3
STEM, BLOCKS = ((6, 4), (4, 3)), 2


def names():
    """Modules of PyTorch and the trainer's names of them."""
    layers = {}
    for index in range(len(STEM)):
        layers[f"features.{3 * index}"] = f"stem.{index}"
    for block in range(BLOCKS):
        for index in range(2):
            module = f"features.{3 * len(STEM) + 1 + block}.layers.{3 * index}"
            layers[module] = f"blocks.{block}.{index}"
    arrays = {}
    for module, layer in layers.items():
        head, last = module.rsplit(".", 1)
        normalisation = f"{head}.{int(last) + 1}"
        arrays |= {f"{module}.weight": f"{layer}.weight", f"{module}.bias": f"{layer}.bias",
                   f"{normalisation}.weight": f"{layer}.scale",
                   f"{normalisation}.bias": f"{layer}.shift",
                   f"{normalisation}.running_mean": f"{layer}.mean",
                   f"{normalisation}.running_var": f"{layer}.variance"}
    return arrays | {"head.weight": "head.weight", "head.bias": "head.bias"}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True, help="the NPZ file")
    arguments = parser.parse_args()
    torch.manual_seed(5)
    network = Residual(LEADS, STEM, 2, BLOCKS, 5, 8, OUTPUTS).double()
    generator = np.random.default_rng(5)
    # Rounded before they are used, so that the file holds exactly what was computed with.
    for value in network.state_dict().values():
        if value.is_floating_point():
            value.copy_(value.float())
    signals = 30 * generator.standard_normal((STEPS, ROWS, LEADS, SAMPLES)).astype(np.float32)
    targets = generator.standard_normal((STEPS, ROWS, OUTPUTS)).astype(np.float32)
    arrays = {"signals": signals, "targets": targets}

    def note(moment, values):
        for module, name in names().items():
            if module in values:
                arrays[f"{moment}/{name}"] = values[module].detach().numpy().astype(np.float32)

    note("initial", network.state_dict())
    optimiser = torch.optim.Adam(network.parameters(), lr=0.008)
    losses = []
    for step in range(STEPS):
        optimiser.zero_grad()
        predictions = network(torch.tensor(signals[step]).double())
        loss = torch.nn.functional.mse_loss(predictions, torch.tensor(targets[step]).double())
        loss.backward()
        if step == 0:
            note("gradient", {name: value.grad for name, value in network.named_parameters()})
        optimiser.step()
        losses.append(loss.item())
    note("trained", network.state_dict())
    network.eval()
    arrays["losses"] = np.array(losses, np.float32)
    arrays["predictions"] = network(torch.tensor(signals[0]).double()).detach().numpy().astype(
        np.float32)
    np.savez_compressed(arguments.out, **arrays)


if __name__ == "__main__":
    main()
