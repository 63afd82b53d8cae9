"""The residual network in PyTorch, for comparison with the project's own trainer."""

import torch
from torch import nn


class Block(nn.Module):
    """x plus two convolutions of it, without an activation after the sum."""

    def __init__(self, width, inner, kernel):
        super().__init__()
        self.layers = nn.Sequential(*convolution(width, inner, kernel),
                                    *convolution(inner, width, kernel))

    def forward(self, x):
        return x + self.layers(x)


def convolution(before, after, kernel):
    """Convolution that keeps the length, batch normalisation and ReLU."""
    return (nn.Conv1d(before, after, kernel, padding="same"), nn.BatchNorm1d(after), nn.ReLU())


class Residual(nn.Module):
    """Stem of (filters, kernel), average pooling, residual blocks, mean over time, linear layer."""

    def __init__(self, leads=12, stem=((64, 8), (32, 3)), pooling=2, blocks=8, inner=64,
                 kernel=50, outputs=1):
        super().__init__()
        layers, width = [], leads
        for filters, taps in stem:
            layers += convolution(width, filters, taps)
            width = filters
        layers.append(nn.AvgPool1d(pooling))
        layers += [Block(width, inner, kernel) for _ in range(blocks)]
        self.features = nn.Sequential(*layers)
        self.head = nn.Linear(width, outputs)

    def forward(self, x):
        return self.head(self.features(x).mean(2))
