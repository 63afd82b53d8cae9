"""Examples per second that PyTorch trains the residual network with."""

import argparse
import statistics
import time

import torch

from network import Residual


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--steps", type=int, default=8)
    parser.add_argument("--warm-up", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(1)
    network = Residual()
    optimiser = torch.optim.Adam(network.parameters(), lr=0.008)
    signals = 300 * torch.randn(arguments.batch, 12, 600)
    targets = torch.randn(arguments.batch, 1)
    seconds = []
    for step in range(arguments.warm_up + arguments.steps):
        began = time.perf_counter()
        optimiser.zero_grad()
        loss = torch.nn.functional.mse_loss(network(signals), targets)
        loss.backward()
        optimiser.step()
        loss.item()
        if step >= arguments.warm_up:
            seconds.append(time.perf_counter() - began)
    median = statistics.median(seconds)
    print(f"PyTorch {torch.__version__}, {arguments.threads} threads: "
          f"{1000 * median:.0f} ms per batch of {arguments.batch}, "
          f"{arguments.batch / median:.1f} examples/s")


if __name__ == "__main__":
    main()
