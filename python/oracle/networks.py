"""The zoo: small ECG networks that between them hold what people's networks contain.

Every network is made by `make`, with weights and normalisation statistics set from data so
that every nonlinearity works on both of its sides. The weights are float32 values.
"""

from dataclasses import dataclass
from typing import Callable

import torch
import torch.nn.functional as F
from torch import nn

import architectures as A


@dataclass(frozen=True)
class Entry:
    """How a network is made, fed and exported.

    `cam` is the module whose output is that of the ONNX node for Grad-CAM, or None; `opset` that of
    the TorchScript export; `reads` says what of it is worth testing.
    """

    build: Callable[[int, int], nn.Module]
    layout: str
    source: str
    leads: int
    samples: int
    opset: int
    cam: str
    targets: tuple
    reads: str


def conv(into, out, kernel, **options):
    return nn.Conv1d(into, out, kernel, **options)


class Strided(nn.Module):
    """Strided, dilated, grouped and depthwise convolutions, even kernels, odd paddings."""

    def __init__(self, leads, samples):
        super().__init__()
        self.conv1 = conv(leads, 16, 8, padding="same")
        self.bn1 = nn.BatchNorm1d(16)
        self.conv2 = conv(16, 16, 7, stride=2, padding=2, groups=4, bias=False)
        self.bn2 = nn.BatchNorm1d(16)
        self.depthwise = conv(16, 16, 5, dilation=3, padding=6, groups=16)
        self.pointwise = conv(16, 24, 1, bias=False)
        self.bn3 = nn.BatchNorm1d(24)
        self.conv4 = conv(24, 16, 4, dilation=2, padding=3)
        self.bn4 = nn.BatchNorm1d(16)
        self.relu1, self.relu2, self.relu3, self.relu4 = (nn.ReLU() for _ in range(4))
        self.pool = nn.AvgPool1d(3, 2, 1)
        self.head = nn.Linear(16, 2)

    def forward(self, x):
        x = self.relu1(self.bn1(self.conv1(x)))
        x = self.relu2(self.bn2(self.conv2(x)))
        x = self.relu3(self.bn3(self.pointwise(self.depthwise(x))))
        x = self.relu4(self.bn4(self.conv4(self.pool(x))))
        return self.head(x.mean(-1))


class Pools(nn.Module):
    """ReLU before overlapping max pools, ceil mode, both kinds of average pools, amax."""

    def __init__(self, leads, samples):
        super().__init__()
        self.conv1 = conv(leads, 16, 9, padding=4)
        self.relu1 = nn.ReLU()
        self.pool1 = nn.MaxPool1d(3, 2, 1)
        self.conv2 = conv(16, 16, 5, padding=2)
        self.relu2 = nn.ReLU()
        self.pool2 = nn.MaxPool1d(4, 3, ceil_mode=True)
        self.conv3 = conv(16, 16, 3, padding=1)
        self.relu3 = nn.ReLU()
        self.pool3 = nn.AvgPool1d(4, 3, 1, ceil_mode=True)
        self.conv4 = conv(16, 16, 3, padding=1)
        self.relu4 = nn.ReLU()
        self.pool4 = nn.AvgPool1d(3, 2, 1, count_include_pad=False)
        self.head = nn.Linear(32, 1)

    def forward(self, x):
        x = self.pool1(self.relu1(self.conv1(x)))
        x = self.pool2(self.relu2(self.conv2(x)))
        x = self.pool3(self.relu3(self.conv3(x)))
        x = self.pool4(self.relu4(self.conv4(x)))
        return self.head(torch.cat([x.mean(-1), x.amax(-1)], 1))


class Preactivation(nn.Module):
    """BatchNorm after ReLU, after addition and after concatenation; one ReLU used everywhere."""

    def __init__(self, leads, samples):
        super().__init__()
        self.bn0 = nn.BatchNorm1d(leads)
        self.conv1 = conv(leads, 16, 11, padding=5)
        self.bn1 = nn.BatchNorm1d(16)
        self.conv2 = conv(16, 16, 7, padding=3)
        self.bn2 = nn.BatchNorm1d(16)
        self.conv3 = conv(16, 16, 7, stride=2, padding=3)
        self.skip = nn.MaxPool1d(2)
        self.bn3 = nn.BatchNorm1d(32)
        self.relu = nn.ReLU()
        self.flat = nn.BatchNorm1d(32)
        self.head = nn.Linear(32, 3)

    def forward(self, x):
        x = self.bn1(self.relu(self.conv1(self.bn0(x))))
        y = self.conv2(self.relu(x))
        x = self.relu(self.bn2(x + y))
        x = torch.cat([self.conv3(x), self.skip(x)], 1)
        x = self.relu(self.relu(self.bn3(x)))
        return self.head(self.flat(F.adaptive_avg_pool1d(x, 1).flatten(1)))


class Norms(nn.Module):
    """Instance-, Group- and LayerNorm."""

    def __init__(self, leads, samples):
        super().__init__()
        self.conv1 = conv(leads, 16, 9, stride=2, padding=4)
        self.norm1 = nn.InstanceNorm1d(16, affine=True)
        self.conv2 = conv(16, 16, 7, padding=3)
        self.norm2 = nn.GroupNorm(4, 16)
        self.conv3 = conv(16, 16, 5, padding=2)
        self.norm3 = nn.LayerNorm(16)
        self.norm4 = nn.InstanceNorm1d(leads)
        self.head = nn.Linear(16, 2)

    def forward(self, x):
        x = F.relu(self.norm1(self.conv1(self.norm4(x))))
        x = F.relu(self.norm2(self.conv2(x)))
        x = self.norm3(self.conv3(x).transpose(1, 2))
        return self.head(F.gelu(x).mean(1))


class Excitation(nn.Module):
    """Squeeze-and-excitation residual blocks."""

    class Block(nn.Module):
        def __init__(self, width):
            super().__init__()
            self.conv1, self.bn1 = conv(width, width, 7, padding=3), nn.BatchNorm1d(width)
            self.conv2, self.bn2 = conv(width, width, 7, padding=3), nn.BatchNorm1d(width)
            self.relu1, self.relu2, self.relu3 = nn.ReLU(), nn.ReLU(), nn.ReLU()
            self.pool = nn.AdaptiveAvgPool1d(1)
            self.down, self.up = nn.Linear(width, width // 4), nn.Linear(width // 4, width)
            self.dropout = nn.Dropout(0.3)

        def forward(self, x):
            y = self.dropout(self.relu1(self.bn1(self.conv1(x))))
            y = self.bn2(self.conv2(y))
            gate = self.relu2(self.down(self.pool(y).squeeze(-1)))
            gate = torch.sigmoid(self.up(gate)).unsqueeze(-1)
            return self.relu3(x + y * gate)

    def __init__(self, leads, samples):
        super().__init__()
        self.stem, self.bn = conv(leads, 16, 15, stride=2, padding=7), nn.BatchNorm1d(16)
        self.relu, self.pool = nn.ReLU(), nn.MaxPool1d(3, 2, 1)
        self.block1, self.block2 = self.Block(16), self.Block(16)
        self.head = nn.Linear(16, 2)

    def forward(self, x):
        x = self.pool(self.relu(self.bn(self.stem(x))))
        return self.head(self.block2(self.block1(x)).mean(-1))


class Smooth(nn.Module):
    """The smooth activations, one per layer, two of them adjacent, Softmax at the end."""

    def __init__(self, leads, samples):
        super().__init__()
        self.convs = nn.ModuleList([conv(leads, 12, 7, stride=2, padding=3)]
                                   + [conv(12, 12, 5, padding=2) for _ in range(5)])
        self.activations = nn.ModuleList([
            nn.GELU(), nn.GELU("tanh"), nn.SiLU(), nn.Mish(), nn.Softplus(),
            nn.Sequential(nn.Tanh(), nn.Sigmoid())])
        self.last = conv(12, 12, 3)
        self.head = nn.Linear(12, 3)

    def forward(self, x):
        for layer, activation in zip(self.convs, self.activations):
            x = activation(layer(x))
        return F.softmax(self.head(self.last(x).mean(-1)), -1)


class Kinked(nn.Module):
    """The piecewise and exponential relatives of ReLU, LogSoftmax at the end."""

    def __init__(self, leads, samples):
        super().__init__()
        self.convs = nn.ModuleList([conv(leads, 12, 7, stride=2, padding=3)]
                                   + [conv(12, 12, 5, padding=2) for _ in range(8)])
        self.activations = nn.ModuleList([
            nn.ELU(0.7), nn.SELU(), nn.CELU(1.3), nn.LeakyReLU(0.1), nn.PReLU(12), nn.Hardswish(),
            nn.Hardsigmoid(), nn.ReLU6(), nn.Hardtanh(-0.5, 0.8)])
        self.head = nn.Linear(12, 3)

    def forward(self, x):
        for layer, activation in zip(self.convs, self.activations):
            x = activation(layer(x))
        return F.log_softmax(self.head(x.mean(-1)), 1)


class Inception(nn.Module):
    """Parallel kernels concatenated, bottlenecks, a residual with projection."""

    class Module(nn.Module):
        def __init__(self, into):
            super().__init__()
            self.bottleneck = conv(into, 8, 1, bias=False)
            self.branches = nn.ModuleList(
                [conv(8, 8, k, padding="same", bias=False) for k in (40, 20, 10)])
            self.pool = nn.MaxPool1d(3, 1, 1)
            self.pooled = conv(into, 8, 1, bias=False)
            self.bn, self.relu = nn.BatchNorm1d(32), nn.ReLU()

        def forward(self, x):
            y = self.bottleneck(x)
            parts = [branch(y) for branch in self.branches] + [self.pooled(self.pool(x))]
            return self.relu(self.bn(torch.cat(parts, 1)))

    def __init__(self, leads, samples):
        super().__init__()
        self.module1, self.module2 = self.Module(leads), self.Module(32)
        self.shortcut, self.bn = conv(leads, 32, 1, bias=False), nn.BatchNorm1d(32)
        self.relu = nn.ReLU()
        self.head = nn.Linear(32, 2)

    def forward(self, x):
        y = self.module2(self.module1(x))
        return self.head(self.relu(y + self.bn(self.shortcut(x))).mean(-1))


class UNet(nn.Module):
    """Transposed convolutions, both kinds of upsampling, skip connections."""

    def __init__(self, leads, samples):
        super().__init__()
        self.down1 = conv(leads, 8, 8, stride=2, padding=3)
        self.down2 = conv(8, 12, 4, stride=2, padding=1)
        self.down3 = conv(12, 16, 5, stride=2, padding=2)
        self.up3 = nn.ConvTranspose1d(16, 12, 4, stride=2, padding=1)
        self.up2 = nn.ConvTranspose1d(24, 8, 5, stride=2, padding=2, output_padding=1, groups=4)
        self.linear = nn.Upsample(scale_factor=2, mode="linear", align_corners=False)
        self.nearest = nn.Upsample(scale_factor=2, mode="nearest")
        self.mix = conv(32, 8, 3, padding=1)
        self.relus = nn.ModuleList([nn.ReLU() for _ in range(6)])
        self.head = nn.Linear(8, 2)

    def forward(self, x):
        a = self.relus[0](self.down1(x))
        b = self.relus[1](self.down2(a))
        c = self.relus[2](self.down3(b))
        d = self.relus[3](self.up3(c))[..., :b.shape[-1]]
        e = self.relus[4](self.up2(torch.cat([d, b], 1)))[..., :a.shape[-1]]
        f = torch.cat([a, e], 1)
        f = torch.cat([self.nearest(f), self.linear(f)], 1)
        return self.head(self.relus[5](self.mix(f)).mean(-1))


class Padding(nn.Module):
    """Constant, negative and reflecting padding, chunks, splits, slices, flatten."""

    def __init__(self, leads, samples):
        super().__init__()
        self.conv1 = conv(leads, 16, 5, stride=2)
        self.conv2 = conv(8, 8, 7, padding=3, padding_mode="reflect")
        self.conv3 = conv(16, 6, 3, stride=3)
        with torch.no_grad():
            size = self._features(torch.zeros(1, leads, samples)).shape[1]
        self.hidden, self.head = nn.Linear(size, 16), nn.Linear(16, 2)

    def _features(self, x):
        x = F.relu(self.conv1(F.pad(x, (3, 2))))
        x = F.pad(F.pad(x, (-2, -3)), (4, 0), value=0.25)
        a, b = x.chunk(2, 1)
        a = F.relu(self.conv2(a))
        first, second = torch.split(b, [3, 5], 1)
        x = torch.cat([a[:, 1:], second[:, ::2], first, a[:, :1], b[:, 5:7]], 1)
        return torch.flatten(F.relu(self.conv3(x[..., 1:-2:2])), 1)

    def forward(self, x):
        return self.head(F.relu(self.hidden(self._features(x))))


class SamplesFirst(nn.Module):
    """Samples before leads, as Keras does: transposes first; statistics over axes at the end."""

    def __init__(self, leads, samples):
        super().__init__()
        self.dense = nn.Linear(leads, 16)
        self.conv1, self.bn1 = conv(16, 16, 9, stride=2, padding=4), nn.BatchNorm1d(16)
        self.conv2, self.bn2 = conv(16, 16, 6, padding="same"), nn.BatchNorm1d(16)
        self.relu1, self.relu2, self.relu3 = nn.ReLU(), nn.ReLU(), nn.ReLU()
        self.pool = nn.MaxPool1d(2, 2)
        self.head = nn.Linear(32, 2)

    def forward(self, x):
        x = self.relu1(self.dense(x)).transpose(1, 2)
        x = self.pool(self.relu2(self.bn1(self.conv1(x))))
        x = self.relu3(self.bn2(self.conv2(x))).permute(0, 2, 1)
        return self.head(torch.cat([x.mean(1), x.amax(dim=1)], -1))


class Picture(nn.Module):
    """A 1 x leads x samples picture: time first, then all leads at once."""

    def __init__(self, leads, samples):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 8, (1, 9), stride=(1, 2), padding=(0, 4))
        self.conv2 = nn.Conv2d(8, 8, (1, 5), padding=(0, 2))
        self.conv3 = nn.Conv2d(8, 16, (leads, 1), bias=False)
        self.bn1, self.bn2, self.bn3 = (nn.BatchNorm2d(n) for n in (8, 8, 16))
        self.relu1, self.relu2, self.relu3 = nn.ReLU(), nn.ReLU(), nn.ReLU()
        self.pool1 = nn.MaxPool2d((1, 3), (1, 2), (0, 1))
        self.pool2 = nn.AvgPool2d((1, 2))
        self.average = nn.AdaptiveAvgPool2d(1)
        self.head = nn.Linear(16, 2)

    def forward(self, x):
        x = self.pool1(self.relu1(self.bn1(self.conv1(x))))
        x = self.pool2(self.relu2(self.bn2(self.conv2(x))))
        x = self.relu3(self.bn3(self.conv3(x)))
        return self.head(self.average(x).flatten(1))


class Image(nn.Module):
    """A picture convolved along leads and samples alike; the last map keeps leads apart."""

    def __init__(self, leads, samples):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 8, (3, 7), stride=(1, 2), padding=(1, 3))
        self.conv2 = nn.Conv2d(8, 8, 3, stride=(2, 3), padding=1, dilation=(1, 1))
        self.conv3 = nn.Conv2d(8, 12, (2, 3), padding="same")
        self.relu1, self.relu2, self.relu3 = nn.ReLU(), nn.ReLU(), nn.ReLU()
        self.pool = nn.MaxPool2d(3, 2, 1, ceil_mode=True)
        self.head = nn.Linear(12, 1)

    def forward(self, x):
        x = self.pool(self.relu1(self.conv1(x)))
        x = self.relu3(self.conv3(self.relu2(self.conv2(x))))
        return self.head(x.mean((2, 3)))


class PerLead(nn.Module):
    """The same convolution for every lead, with the leads folded into the batch and back."""

    def __init__(self, leads, samples):
        super().__init__()
        self.conv1 = conv(1, 4, 9, stride=2, padding=4)
        self.relu1, self.relu2 = nn.ReLU(), nn.ReLU()
        self.conv2, self.bn2 = conv(4 * leads, 16, 5, padding=2), nn.BatchNorm1d(16)
        self.head = nn.Linear(16, 2)

    def forward(self, x):
        leads, samples = x.shape[1], x.shape[2]
        x = self.relu1(self.conv1(x.reshape(-1, 1, samples)))
        x = x.reshape(-1, leads * 4, x.shape[-1])
        return self.head(self.relu2(self.bn2(self.conv2(x))).mean(-1))


class TwoHeads(nn.Module):
    """Two outputs of different widths from one body with functional ReLUs."""

    def __init__(self, leads, samples):
        super().__init__()
        self.conv1, self.bn1 = conv(leads, 12, 8, stride=2, padding=4), nn.BatchNorm1d(12)
        self.conv2, self.bn2 = conv(12, 12, 5, dilation=2, padding=4), nn.BatchNorm1d(12)
        self.interval, self.rhythm = nn.Linear(12, 1), nn.Linear(12, 3)

    def forward(self, x):
        x = F.relu(self.bn1(self.conv1(x)))
        x = F.relu(self.bn2(self.conv2(x)) + x)
        x = F.adaptive_avg_pool1d(x, 1).squeeze(-1)
        return self.interval(x), torch.sigmoid(self.rhythm(x))


class Gates(nn.Module):
    """Products, quotients and differences of activations, WaveNet's gate, statistics pooling."""

    def __init__(self, leads, samples):
        super().__init__()
        self.stem = conv(leads, 12, 7, stride=2, padding=3)
        self.filters = conv(12, 12, 3, padding=2, dilation=2)
        self.gate = conv(12, 12, 3, padding=2, dilation=2)
        self.attention = conv(12, 1, 1)
        self.mix = conv(12, 12, 3, padding=1)
        self.head = nn.Linear(24, 2)

    def forward(self, x):
        x = torch.tanh(self.stem(x))
        x = x - torch.tanh(self.filters(x)) * torch.sigmoid(self.gate(x))
        weight = torch.exp(0.5 * self.attention(x))
        x = x * (weight / weight.mean(-1, keepdim=True))
        x = F.relu(self.mix(x))
        mean = x.mean(-1, keepdim=True)
        spread = ((x - mean)**2).mean(-1).add(1e-3).sqrt()
        return self.head(torch.cat([mean.squeeze(-1), spread], 1))


class Attention(nn.Module):
    """Softmax over time as attention pooling, channel-last LayerNorm, ConvNeXt-like block."""

    def __init__(self, leads, samples):
        super().__init__()
        self.stem = conv(leads, 16, 4, stride=4)
        self.depthwise = conv(16, 16, 7, padding=3, groups=16)
        self.norm = nn.LayerNorm(16, eps=1e-4)
        self.wide, self.narrow = nn.Linear(16, 32), nn.Linear(32, 16)
        self.scale = nn.Parameter(torch.full((16,), 0.5))
        self.project = conv(16, 16, 1)
        self.score = nn.Linear(16, 1)
        self.head = nn.Linear(16, 2)

    def forward(self, x):
        x = self.stem(x)
        y = self.norm(self.depthwise(x).permute(0, 2, 1))
        y = self.narrow(F.gelu(self.wide(y))) * self.scale
        x = F.relu(self.project(x + y.permute(0, 2, 1))).transpose(1, 2)
        weight = torch.softmax(0.5 * self.score(x), 1)
        return self.head((x * weight).sum(1))


ZOO = {
    "strided": Entry(Strided, "NCL", "beats", 12, 600, 11, "bn4", (0, 1),
                     "strides, dilation, groups, even kernels, BatchNorm folded"),
    "pools": Entry(Pools, "NCL", "beats", 12, 600, 13, "conv4", (0,),
                   "max pools after ReLU, ceil mode, average pools, amax"),
    "preactivation": Entry(Preactivation, "NCL", "strips", 12, 1000, 17, "conv3", (0, 2),
                           "BatchNorm as a node, ReLU reused and doubled, concatenation"),
    "norms": Entry(Norms, "NCL", "beats", 8, 500, 17, "conv3", (0, 1),
                   "Instance-, Group- and LayerNorm, functional ReLU, GELU"),
    "norms-old": Entry(Norms, "NCL", "beats", 8, 500, 11, "conv3", (0,),
                       "as norms, with LayerNorm in single operations"),
    "excitation": Entry(Excitation, "NCL", "beats", 12, 600, 13, "block2.bn2", (0, 1),
                        "squeeze-and-excitation, residual additions, Dropout"),
    "smooth": Entry(Smooth, "NCL", "beats", 12, 600, 17, "last", (0, 2),
                    "GELU, SiLU, Mish, Softplus, Tanh then Sigmoid, Softmax"),
    "kinked": Entry(Kinked, "NCL", "strips", 12, 1000, 13, "convs.8", (1,),
                    "ELU, SELU, CELU, LeakyReLU, PReLU, hard functions, ReLU6, LogSoftmax"),
    "inception": Entry(Inception, "NCL", "strips", 12, 1000, 11, "bn", (0, 1),
                       "long even kernels, concatenation, stride-1 max pool, projection"),
    "unet": Entry(UNet, "NCL", "beats", 12, 600, 13, "mix", (0,),
                  "ConvTranspose, Upsample linear and nearest, skips"),
    "padding": Entry(Padding, "NCL", "beats", 12, 600, 11, "conv3", (0, 1),
                     "constant, negative, reflecting padding, chunk, split, slice, flatten"),
    "samples-first": Entry(SamplesFirst, "NLC", "strips", 12, 1000, 17, "bn2", (0, 1),
                           "NLC input, Linear on the leads, amax"),
    "picture": Entry(Picture, "N1CL", "beats", 12, 600, 11, "bn3", (0, 1),
                     "2-D convolutions (1,k) and (leads,1), MaxPool2d, AvgPool2d"),
    "image": Entry(Image, "N1CL", "beats", 8, 500, 13, "conv3", (0,),
                   "2-D kernels over leads and samples; Grad-CAM map of two axes"),
    "per-lead": Entry(PerLead, "NCL", "beats", 12, 600, 17, "bn2", (0,),
                      "leads folded into the batch and back"),
    "two-heads": Entry(TwoHeads, "NCL", "beats", 8, 500, 11, "bn2", (0, 2),
                       "two outputs, targets numbered through both"),
    "gates": Entry(Gates, "NCL", "strips", 12, 1000, 17, "mix", (0, 1),
                   "products, quotients, differences of activations, statistics pooling"),
    "attention": Entry(Attention, "NCL", "beats", 8, 500, 17, "project", (0, 1),
                       "softmax over time, ConvNeXt block, LayerNorm on the last axis"),
    "transformer": Entry(A.VisionTransformer, "NCL", "beats", 8, 96, 17, "patches", (0,),
                         "class token, learned positions, multi-head attention, LayerNorm before"),
    "encoder": Entry(A.Encoder, "NCL", "beats", 8, 96, 14, "conv", (1,),
                     "sinusoidal positions, attention, LayerNorm behind"),
    "lead-tokens": Entry(A.LeadTokens, "NCL", "beats", 8, 96, 17, None, (0,),
                         "attention over leads; no convolution"),
    "perceiver": Entry(A.Perceiver, "NCL", "beats", 8, 96, 17, "conv", (0,),
                       "learned queries, cross attention"),
    "windows": Entry(A.Windows, "NCL", "beats", 8, 128, 17, "patches", (0,),
                     "attention in windows folded into the batch, shifted"),
    "masked": Entry(A.Masked, "NCL", "beats", 8, 96, 17, "conv", (0,),
                    "causal mask, relative positions from a table"),
    "linear-attention": Entry(A.Linear, "NCL", "beats", 8, 96, 13, "conv", (0,),
                              "Einstein sums, softmax over features, ELU + 1"),
    "conformer": Entry(A.Conformer, "NCL", "beats", 8, 96, 17, "bn", (0,),
                       "attention, gated linear unit, depthwise convolution"),
    "cbam": Entry(A.Excited, "NCL", "beats", 8, 96, 13, "bn", (0,),
                  "channel and place attention, maximum and mean over channels"),
    "lstm": Entry(lambda n, t: A.Sequence(n, t, "LSTM", True), "NCL", "beats", 8, 96, 14, "bn",
                  (0,), "LSTM, its last step"),
    "lstm-deep": Entry(lambda n, t: A.Sequence(n, t, "LSTM", False, layers=2, bidirectional=True),
                       "NCL", "beats", 8, 96, 17, "bn", (0,), "two bidirectional LSTM layers"),
    "gru": Entry(lambda n, t: A.Sequence(n, t, "GRU", True, layers=2), "NCL", "beats", 8, 96, 14,
                 "bn", (1,), "two GRU layers, the last step"),
    "rnn": Entry(lambda n, t: A.Sequence(n, t, "RNN", False), "NCL", "beats", 8, 96, 17, "bn",
                 (0,), "RNN with tanh, the mean of its steps"),
    "rnn-relu": Entry(
        lambda n, t: A.Sequence(n, t, "RNN", False, bidirectional=True, nonlinearity="relu"),
        "NCL", "beats", 8, 96, 17, "bn", (0,), "bidirectional RNN with ReLU"),
    "crnn": Entry(A.Pooled, "NCL", "beats", 8, 96, 17, "conv", (0,),
                  "bidirectional GRU, steps weighted by attention"),
    "lead-lstm": Entry(A.LeadSequences, "NCL", "beats", 8, 96, 17, None, (0,),
                       "one LSTM over each lead: several sequences of a record"),
    "tcn": Entry(A.Causal, "NCL", "beats", 8, 96, 11, None, (0,),
                 "causal dilated convolutions, cut"),
    "wavenet": Entry(A.Gated, "NCL", "beats", 8, 96, 13, "first", (0,),
                     "gated units, skip sums"),
    "convnext": Entry(A.ConvNext, "NCL", "beats", 8, 96, 17, "depthwise", (0,),
                      "LayerNorm over channels, layer scale"),
    "mobilenet": Entry(A.Mobile, "NCL", "beats", 8, 96, 17, "last", (0,),
                       "inverted residuals, hard-swish, squeeze and excitation"),
    "shufflenet": Entry(A.Shuffled, "NCL", "beats", 8, 96, 13, "conv2", (0,),
                        "shuffled channels"),
    "densenet": Entry(A.Dense, "NCL", "beats", 8, 96, 13, None, (0,),
                      "concatenated layers"),
    "statistics": Entry(A.ShortChannels, "NCL", "beats", 8, 96, 13, "conv", (0,),
                        "mean, deviation and maximum over time"),
    "zscore": Entry(A.Zscored, "NCL", "beats", 8, 96, 13, "conv", (0,),
                    "z-scores of each lead inside the network"),
    "instance-unet": Entry(A.InstanceUNet, "NCL", "beats", 8, 96, 17, "mix", (0,),
                           "InstanceNorm behind biased convolutions, whose reference is constant"),
    "grouped": Entry(A.Grouped, "NCL", "beats", 8, 96, 17, "conv1", (0,),
                     "GroupNorm, weight normalisation as computed constants, pixel shuffle"),
    "rms-norm": Entry(A.RootMeanSquare, "NCL", "beats", 8, 96, 17, "conv", (0,),
                      "normalisation by the root mean square, gated units"),
    "mixer": Entry(A.Mixer, "NCL", "beats", 8, 96, 17, "patches", (0,),
                   "layers over time and channels in turn"),
    "sincnet": Entry(A.Sinc, "NCL", "beats", 8, 96, 17, "mix", (0,),
                     "filters computed from frequencies"),
    "spectral": Entry(A.Spectral, "NCL", "beats", 8, 96, 17, "conv", (0,),
                      "products of spectra"),
    "state-space": Entry(A.StateSpace, "NCL", "beats", 8, 96, 17, "first", (0,),
                         "a long kernel computed from a recurrence"),
    "selective": Entry(A.Selective, "NCL", "beats", 8, 96, 17, "conv", (0,),
                       "an unrolled recurrence with its decay from the input"),
    "spectrogram": Entry(A.Spectrogram, "NCL", "beats", 8, 96, 17, "conv", (0,),
                         "logarithm of powers, 2-D convolution of them"),
    "scales": Entry(A.Scales, "NCL", "beats", 8, 96, 13, None, (0,),
                    "three rates of the record"),
    "highway": Entry(A.Highway, "NCL", "beats", 8, 96, 13, "first", (0,),
                     "a gate between a layer and its input"),
}


def make(entry, signals, layout_of, seed):
    """The network in float32 and inference mode, its layers scaled on these signals."""
    torch.manual_seed(seed)
    network = entry.build(entry.leads, entry.samples)
    network.train()
    for module in network.modules():
        if isinstance(module, (nn.Conv1d, nn.Conv2d, nn.ConvTranspose1d, nn.Linear)):
            module.register_forward_hook(_scale)
        elif isinstance(module, nn.modules.batchnorm._BatchNorm):
            module.momentum = 1.0
        elif isinstance(module, nn.Dropout):
            module.p = 0.0
        weight = getattr(module, "weight", None)
        if isinstance(module, (nn.modules.batchnorm._NormBase, nn.GroupNorm, nn.LayerNorm)):
            if weight is not None:
                nn.init.uniform_(module.weight, 0.6, 1.4)
                nn.init.normal_(module.bias, 0.0, 0.3)
        if isinstance(module, nn.PReLU):
            nn.init.uniform_(module.weight, 0.05, 0.5)
    with torch.no_grad():
        network(layout_of(signals))
    for module in network.modules():
        module._forward_hooks.clear()
        if isinstance(module, nn.Dropout):
            module.p = 0.3
    return network.eval().requires_grad_(False)


def _scale(module, inputs, output):
    """Weights such that the layer's output has standard deviation 1 and a small mean."""
    channel = output.dim() - 1 if isinstance(module, nn.Linear) else 1
    others = [axis for axis in range(output.dim()) if axis != channel]
    # A head's few values have no standard deviation worth the name.
    module.weight.div_(output.std() if output.numel() > 16 else output.abs().mean())
    output = module.forward(*inputs)
    if module.bias is not None:
        module.bias.sub_(output.mean(others)).add_(0.4 * torch.randn_like(module.bias))
        output = module.forward(*inputs)
    return output
