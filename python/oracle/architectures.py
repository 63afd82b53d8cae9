"""More of the zoo: attention, recurrence, spectra and what else people's networks are made of.

Each is small and written for this project, after the architecture that its docstring names.
Recurrent layers and attention exist twice: as PyTorch's own module, which is exported, and as
single steps on the same weights, which `rules` can look into.
"""

import math

import torch
import torch.nn.functional as F
from torch import nn

import rules


class Recurrent(nn.Module):
    """LSTM, GRU or RNN, one direction after the other, layer after layer; batch first."""

    def __init__(self, kind, features, hidden, layers=1, bidirectional=False, **options):
        super().__init__()
        self.kind, self.hidden = kind, hidden
        self.layers, self.directions = layers, 2 if bidirectional else 1
        self.relu = options.get("nonlinearity") == "relu"
        self.net = getattr(nn, kind)(
            features, hidden, layers, batch_first=True, bidirectional=bidirectional, **options)

    def forward(self, x):
        if not rules.is_active():
            return self.net(x)[0]
        for layer in range(self.layers):
            outputs = [self._direction(x, f"_l{layer}" + "_reverse" * way, way)
                       for way in range(self.directions)]
            x = torch.cat(outputs, -1) if len(outputs) > 1 else outputs[0]
        return x

    def _direction(self, x, suffix, reverse):
        w, r, b, c = (getattr(self.net, name + suffix)
                      for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"))
        steps = range(x.shape[1])
        h = m = torch.zeros(x.shape[0], self.hidden, dtype=x.dtype)
        outputs = [None] * x.shape[1]
        for t in reversed(steps) if reverse else steps:
            given, kept = F.linear(x[:, t], w, b), F.linear(h, r, c)
            h, m = getattr(self, "_" + self.kind.lower())(given, kept, h, m)
            outputs[t] = h
        return torch.stack(outputs, 1)

    def _rnn(self, given, kept, h, m):
        total = given + kept
        return (torch.relu(total) if self.relu else torch.tanh(total)), m

    def _lstm(self, given, kept, h, m):
        i, f, g, o = (given + kept).chunk(4, -1)
        m = torch.sigmoid(f) * m + torch.sigmoid(i) * torch.tanh(g)
        return torch.sigmoid(o) * torch.tanh(m), m

    def _gru(self, given, kept, h, m):
        (a, b, c), (d, e, f) = given.chunk(3, -1), kept.chunk(3, -1)
        reset, update = torch.sigmoid(a + d), torch.sigmoid(b + e)
        new = torch.tanh(c + reset * f)
        return new * (1 - update) + update * h, m


class SelfAttention(nn.Module):
    """nn.MultiheadAttention, or its steps."""

    def __init__(self, size, heads):
        super().__init__()
        self.heads = heads
        self.net = nn.MultiheadAttention(size, heads, batch_first=True)
        nn.init.normal_(self.net.in_proj_weight, 0, 1.5 / math.sqrt(size))
        nn.init.normal_(self.net.in_proj_bias, 0, 0.3)

    def forward(self, x):
        if not rules.is_active():
            return self.net(x, x, x, need_weights=False)[0]
        q, k, v = F.linear(x, self.net.in_proj_weight, self.net.in_proj_bias).chunk(3, -1)
        y = heads_of(q, k, v, self.heads)
        return F.linear(y, self.net.out_proj.weight, self.net.out_proj.bias)


def heads_of(q, k, v, heads, mask=None):
    """Softmax of the products of queries and keys, times values, in several heads."""
    q, k, v = (part.unflatten(-1, (heads, -1)).transpose(1, 2) for part in (q, k, v))
    weights = torch.matmul(q, k.transpose(-1, -2)) * (q.shape[-1] ** -0.5)
    if mask is not None:
        weights = weights + mask
    return torch.matmul(torch.softmax(weights, -1), v).transpose(1, 2).flatten(2)


class Block(nn.Module):
    """A transformer's layer with the normalisation before (ViT) or behind (the original)."""

    def __init__(self, size, heads, before=True):
        super().__init__()
        self.before = before
        self.attention = SelfAttention(size, heads)
        self.norm1, self.norm2 = nn.LayerNorm(size), nn.LayerNorm(size)
        self.up, self.down = nn.Linear(size, 2 * size), nn.Linear(2 * size, size)

    def forward(self, x):
        if self.before:
            x = x + self.attention(self.norm1(x))
            return x + self.down(F.gelu(self.up(self.norm2(x))))
        x = self.norm1(x + self.attention(x))
        return self.norm2(x + self.down(F.relu(self.up(x))))


class Head(nn.Module):
    """What every network here ends with: two numbers of its features."""

    def __init__(self, features):
        super().__init__()
        self.head = nn.Linear(features, 2)


class VisionTransformer(Head):
    """Patches of all leads, a class token, learned positions (ViT)."""

    def __init__(self, leads, samples):
        super().__init__(16)
        self.patches = nn.Conv1d(leads, 16, 8, 8)
        self.token = nn.Parameter(torch.randn(1, 1, 16))
        self.positions = nn.Parameter(0.5 * torch.randn(1, samples // 8 + 1, 16))
        self.blocks = nn.Sequential(Block(16, 4), Block(16, 2))
        self.norm = nn.LayerNorm(16)

    def forward(self, x):
        x = self.patches(x).transpose(1, 2)
        x = torch.cat([self.token.expand(x.shape[0], -1, -1), x], 1) + self.positions
        return self.head(self.norm(self.blocks(x))[:, 0])


class Encoder(Head):
    """Convolutions, sinusoidal positions and transformer layers with the norm behind."""

    def __init__(self, leads, samples):
        super().__init__(16)
        self.conv = nn.Conv1d(leads, 16, 7, 4, 3)
        time = torch.arange(samples // 4)[:, None] / 10.0 ** (torch.arange(8) / 2)
        self.register_buffer("positions", torch.cat([time.sin(), time.cos()], 1))
        self.blocks = nn.Sequential(Block(16, 2, False), Block(16, 4, False))

    def forward(self, x):
        x = F.relu(self.conv(x)).transpose(1, 2) + self.positions
        return self.head(self.blocks(x).mean(1))


class LeadTokens(Head):
    """Every lead is a token; attention over leads, sequence first as PyTorch's default is."""

    def __init__(self, leads, samples):
        super().__init__(12)
        self.embed = nn.Linear(samples, 12)
        self.block = Block(12, 3)

    def forward(self, x):
        return self.head(self.block(self.embed(x)).permute(1, 0, 2).mean(0))


class Perceiver(Head):
    """Learned queries read the samples (Perceiver's cross attention)."""

    def __init__(self, leads, samples):
        super().__init__(16)
        self.conv = nn.Conv1d(leads, 16, 5, 2, 2)
        self.queries = nn.Parameter(torch.randn(1, 4, 16))
        self.q, self.kv = nn.Linear(16, 16), nn.Linear(16, 32)
        self.mix = nn.Linear(64, 16)

    def forward(self, x):
        k, v = self.kv(F.relu(self.conv(x)).transpose(1, 2)).chunk(2, -1)
        y = heads_of(self.q(self.queries).expand(x.shape[0], -1, -1), k, v, 2)
        return self.head(F.relu(self.mix(y.flatten(1))))


class Windows(Head):
    """Attention inside windows, the second time shifted by half of one (Swin)."""

    def __init__(self, leads, samples):
        super().__init__(16)
        self.patches = nn.Conv1d(leads, 16, 4, 4)
        self.first, self.second = Block(16, 2), Block(16, 2)

    def forward(self, x):
        x = self.patches(x).transpose(1, 2)
        count = x.shape[1] // 8
        x = self.first(x.reshape(-1, 8, 16)).reshape(-1, count * 8, 16)
        x = torch.cat([x[:, 4:], x[:, :4]], 1)
        x = self.second(x.reshape(-1, 8, 16)).reshape(-1, count * 8, 16)
        return self.head(x.mean(1))


class Masked(Head):
    """Causal attention with relative positions from a table (T5, decoders)."""

    def __init__(self, leads, samples):
        super().__init__(12)
        self.conv = nn.Conv1d(leads, 12, 8, 8)
        steps = samples // 8
        self.table = nn.Parameter(torch.randn(2 * steps - 1, 3))
        time = torch.arange(steps)
        self.register_buffer("index", time[:, None] - time + steps - 1)
        self.register_buffer("mask", torch.full((steps, steps), float("-inf")).triu(1))
        self.qkv = nn.Linear(12, 36)

    def forward(self, x):
        x = self.conv(x).transpose(1, 2)
        bias = self.table[self.index].permute(2, 0, 1) + self.mask
        return self.head(heads_of(*self.qkv(x).chunk(3, -1), 3, bias)[:, -1])


class Linear(Head):
    """Attention without softmax over time, as Einstein sums (linear transformers)."""

    def __init__(self, leads, samples):
        super().__init__(12)
        self.conv = nn.Conv1d(leads, 12, 5, 2, 2)
        self.qkv = nn.Linear(12, 36)

    def forward(self, x):
        q, k, v = self.qkv(self.conv(x).transpose(1, 2)).chunk(3, -1)
        q, k = torch.softmax(q, -1), F.elu(k) + 1
        context = torch.einsum("bnd,bne->bde", k, v)
        y = torch.einsum("bnd,bde->bne", q, context) / k.sum((1, 2))[:, None, None]
        return self.head(F.relu(y).mean(1))


class Conformer(Head):
    """Attention, gated depthwise convolution, half steps (Conformer)."""

    def __init__(self, leads, samples):
        super().__init__(12)
        self.conv = nn.Conv1d(leads, 12, 7, 4, 3)
        self.norm1, self.norm2 = nn.LayerNorm(12), nn.LayerNorm(12)
        self.attention = SelfAttention(12, 2)
        self.gate = nn.Conv1d(12, 24, 1)
        self.depthwise = nn.Conv1d(12, 12, 5, padding=2, groups=12)
        self.bn = nn.BatchNorm1d(12)
        self.up, self.down = nn.Linear(12, 24), nn.Linear(24, 12)

    def forward(self, x):
        x = self.conv(x).transpose(1, 2)
        x = x + 0.5 * self.down(F.silu(self.up(self.norm1(x))))
        x = x + self.attention(x)
        y, gate = self.gate(self.norm2(x).transpose(1, 2)).chunk(2, 1)
        y = F.silu(self.bn(self.depthwise(y * torch.sigmoid(gate))))
        return self.head((x + y.transpose(1, 2)).mean(1))


class Excited(Head):
    """Channel and place attention one after the other (CBAM)."""

    def __init__(self, leads, samples):
        super().__init__(12)
        self.conv = nn.Conv1d(leads, 12, 9, 2, 4)
        self.bn = nn.BatchNorm1d(12)
        self.down, self.up = nn.Linear(12, 4), nn.Linear(4, 12)
        self.place = nn.Conv1d(2, 1, 7, padding=3)

    def forward(self, x):
        x = F.relu(self.bn(self.conv(x)))
        weights = self.up(F.relu(self.down(x.mean(-1)))) + self.up(F.relu(self.down(x.amax(-1))))
        x = x * torch.sigmoid(weights)[:, :, None]
        both = torch.cat([x.mean(1, keepdim=True), x.amax(1, keepdim=True)], 1)
        return self.head((x * torch.sigmoid(self.place(both))).mean(-1))


class Sequence(Head):
    """Convolutions, then a recurrent layer; its last step or the mean of all."""

    def __init__(self, leads, samples, kind, last, **options):
        super().__init__(8 * (2 if options.get("bidirectional") else 1))
        self.conv = nn.Conv1d(leads, 8, 9, 4, 4)
        self.bn = nn.BatchNorm1d(8)
        self.recurrent = Recurrent(kind, 8, 8, **options)
        self.last = last

    def forward(self, x):
        x = self.recurrent(F.relu(self.bn(self.conv(x))).transpose(1, 2))
        return self.head(x[:, -1] if self.last else x.mean(1))


class Pooled(Head):
    """A bidirectional GRU whose steps are weighted by attention (CRNN for PhysioNet 2017)."""

    def __init__(self, leads, samples):
        super().__init__(12)
        self.conv = nn.Conv1d(leads, 8, 9, 4, 4)
        self.recurrent = Recurrent("GRU", 8, 6, bidirectional=True)
        self.score = nn.Linear(12, 1)

    def forward(self, x):
        x = self.recurrent(F.relu(self.conv(x)).transpose(1, 2))
        weights = torch.softmax(torch.tanh(self.score(x)), 1)
        return self.head((x * weights).sum(1))


class LeadSequences(Head):
    """The same LSTM over each lead by itself: several sequences of a record."""

    def __init__(self, leads, samples):
        super().__init__(leads * 6)
        self.recurrent = Recurrent("LSTM", 4, 6)

    def forward(self, x):
        y = self.recurrent(x.reshape(-1, x.shape[2] // 4, 4))
        return self.head(y[:, -1].reshape(x.shape[0], -1))


class Causal(Head):
    """Causal dilated convolutions with what was padded cut off again (TCN)."""

    def __init__(self, leads, samples):
        super().__init__(12)
        self.convs = nn.ModuleList(
            nn.Conv1d(leads if d == 1 else 12, 12, 4, dilation=d, padding=3 * d) for d in (1, 2, 4))

    def forward(self, x):
        for conv in self.convs:
            y = F.relu(conv(x)[..., :x.shape[-1]])
            x = y if x.shape[1] != 12 else x + y
        return self.head(x[..., -1])


class Gated(Head):
    """tanh times sigmoid, residual and skip sums (WaveNet)."""

    def __init__(self, leads, samples):
        super().__init__(10)
        self.first = nn.Conv1d(leads, 10, 1)
        self.filters = nn.ModuleList(
            nn.Conv1d(10, 20, 3, dilation=d, padding=d) for d in (1, 2, 4))
        self.mixes = nn.ModuleList(nn.Conv1d(10, 20, 1) for _ in range(3))

    def forward(self, x):
        x, skips = self.first(x), 0
        for conv, mix in zip(self.filters, self.mixes):
            a, b = conv(x).chunk(2, 1)
            residual, skip = mix(torch.tanh(a) * torch.sigmoid(b)).chunk(2, 1)
            x, skips = x + residual, skips + skip
        return self.head(F.relu(skips).mean(-1))


class ConvNext(Head):
    """Depthwise convolution, LayerNorm over channels, GELU, layer scale (ConvNeXt)."""

    def __init__(self, leads, samples):
        super().__init__(12)
        self.stem, self.stem_norm = nn.Conv1d(leads, 12, 4, 4), nn.LayerNorm(12)
        self.depthwise = nn.Conv1d(12, 12, 7, padding=3, groups=12)
        self.norm = nn.LayerNorm(12)
        self.up, self.down = nn.Linear(12, 24), nn.Linear(24, 12)
        self.gamma = nn.Parameter(torch.rand(12))

    def forward(self, x):
        x = self.stem_norm(self.stem(x).transpose(1, 2)).transpose(1, 2)
        y = self.norm(self.depthwise(x).transpose(1, 2))
        y = self.gamma * self.down(F.gelu(self.up(y)))
        return self.head((x + y.transpose(1, 2)).mean(-1))


class Mobile(Head):
    """Inverted residuals, hard-swish, squeeze and excitation (MobileNetV3)."""

    def __init__(self, leads, samples):
        super().__init__(16)
        self.stem, self.bn1 = nn.Conv1d(leads, 8, 5, 2, 2, bias=False), nn.BatchNorm1d(8)
        self.up, self.bn2 = nn.Conv1d(8, 16, 1, bias=False), nn.BatchNorm1d(16)
        self.depth = nn.Conv1d(16, 16, 5, padding=2, groups=16, bias=False)
        self.bn3 = nn.BatchNorm1d(16)
        self.squeeze, self.excite = nn.Conv1d(16, 4, 1), nn.Conv1d(4, 16, 1)
        self.down, self.bn4 = nn.Conv1d(16, 8, 1, bias=False), nn.BatchNorm1d(8)
        self.last = nn.Conv1d(8, 16, 1)

    def forward(self, x):
        x = F.hardswish(self.bn1(self.stem(x)))
        y = F.hardswish(self.bn3(self.depth(F.hardswish(self.bn2(self.up(x))))))
        scale = self.excite(F.relu(self.squeeze(F.adaptive_avg_pool1d(y, 1))))
        x = x + self.bn4(self.down(y * F.hardsigmoid(scale)))
        return self.head(F.adaptive_avg_pool1d(F.hardswish(self.last(x)), 1).flatten(1))


class Shuffled(Head):
    """Grouped convolutions with the channels shuffled between them (ShuffleNet)."""

    def __init__(self, leads, samples):
        super().__init__(16)
        self.conv1 = nn.Conv1d(leads, 16, 5, 2, 2, groups=4)
        self.conv2 = nn.Conv1d(16, 16, 5, 2, 2, groups=4)

    def forward(self, x):
        x = F.relu(self.conv1(x))
        x = x.unflatten(1, (4, 4)).transpose(1, 2).flatten(1, 2)
        return self.head(F.relu(self.conv2(x)).mean(-1))


class Dense(Head):
    """Every layer reads all before it; average pooling between (DenseNet)."""

    def __init__(self, leads, samples):
        super().__init__(20)
        self.stem = nn.Conv1d(leads, 8, 7, 2, 3)
        self.norms = nn.ModuleList(nn.BatchNorm1d(n) for n in (8, 12, 16))
        self.convs = nn.ModuleList(nn.Conv1d(n, 4, 3, padding=1) for n in (8, 12, 16))

    def forward(self, x):
        x = F.max_pool1d(self.stem(x), 3, 2, 1)
        for norm, conv in zip(self.norms, self.convs):
            x = torch.cat([x, conv(F.relu(norm(x)))], 1)
        return self.head(F.avg_pool1d(x, 2).mean(-1))


class ShortChannels(Head):
    """A sample's mean and standard deviation over time beside its maximum (x-vector pooling)."""

    def __init__(self, leads, samples):
        super().__init__(24)
        self.conv = nn.Conv1d(leads, 8, 7, 2, 3)

    def forward(self, x):
        x = F.leaky_relu(self.conv(x), 0.1)
        mean = x.mean(-1)
        spread = torch.sqrt(((x - mean[..., None]) ** 2).mean(-1) + 1e-5)
        return self.head(torch.cat([mean, spread, x.amax(-1)], 1))


class Zscored(Head):
    """Every lead less its mean over its deviation, inside the network; then convolutions."""

    def __init__(self, leads, samples):
        super().__init__(12)
        self.conv = nn.Conv1d(leads, 12, 9, 4, 4)

    def forward(self, x):
        x = rules.standardized(x, -1, 1e-4)
        return self.head(F.relu(self.conv(x)).mean(-1))


class InstanceUNet(Head):
    """A U-Net with InstanceNorm and PReLU, as MONAI's; the mean of its mask."""

    def __init__(self, leads, samples):
        super().__init__(8)
        self.down1, self.norm1 = nn.Conv1d(leads, 8, 5, 2, 2), nn.InstanceNorm1d(8)
        self.down2, self.norm2 = nn.Conv1d(8, 16, 5, 2, 2), nn.InstanceNorm1d(16)
        self.up, self.norm3 = nn.ConvTranspose1d(16, 8, 4, 2, 1), nn.InstanceNorm1d(8)
        self.mix = nn.Conv1d(16, 8, 3, padding=1)
        self.act = nn.PReLU()

    def forward(self, x):
        a = self.act(self.norm1(self.down1(x)))
        b = self.act(self.norm2(self.down2(a)))
        c = self.act(self.norm3(self.up(b)))
        return self.head(F.relu(self.mix(torch.cat([a, c], 1))).mean(-1))


class Grouped(Head):
    """GroupNorm, weight normalisation, ELU, samples out of channels (pixel shuffle)."""

    def __init__(self, leads, samples):
        super().__init__(6)
        self.conv1 = nn.Conv1d(leads, 12, 7, 2, 3)
        self.norm = nn.GroupNorm(3, 12)
        self.direction = nn.Parameter(torch.randn(12, 12, 3))
        self.length = nn.Parameter(torch.rand(12, 1, 1) + 0.5)

    def forward(self, x):
        x = F.elu(self.norm(self.conv1(x)))
        size = (self.direction ** 2).sum((1, 2), keepdim=True).sqrt()
        x = F.conv1d(x, self.direction * (self.length / size), padding=1)
        x = x.unflatten(1, (6, 2)).transpose(2, 3).flatten(2)
        return self.head(F.relu(x).mean(-1))


class RootMeanSquare(Head):
    """RMSNorm and a gated unit of SiLU (LLaMA's block without attention)."""

    def __init__(self, leads, samples):
        super().__init__(12)
        self.conv = nn.Conv1d(leads, 12, 8, 8)
        self.scale = nn.Parameter(torch.rand(12) + 0.5)
        self.gate, self.up, self.down = nn.Linear(12, 20), nn.Linear(12, 20), nn.Linear(20, 12)

    def forward(self, x):
        x = self.conv(x).transpose(1, 2)
        y = rules.standardized(x, -1, 1e-6, centred=False) * self.scale
        return self.head((x + self.down(F.silu(self.gate(y)) * self.up(y))).mean(1))


class Mixer(Head):
    """Layers over time and over channels in turn (MLP-Mixer)."""

    def __init__(self, leads, samples):
        super().__init__(12)
        self.patches = nn.Conv1d(leads, 12, 8, 8)
        self.norm1, self.norm2 = nn.LayerNorm(12), nn.LayerNorm(12)
        self.time = nn.Linear(samples // 8, samples // 8)
        self.channels = nn.Linear(12, 12)

    def forward(self, x):
        x = self.patches(x).transpose(1, 2)
        x = x + F.gelu(self.time(self.norm1(x).transpose(1, 2))).transpose(1, 2)
        return self.head((x + F.gelu(self.channels(self.norm2(x)))).mean(1))


class Sinc(Head):
    """Band-pass filters from two frequencies each, computed in the network (SincNet)."""

    def __init__(self, leads, samples):
        super().__init__(8)
        self.low = nn.Parameter(torch.linspace(0.01, 0.2, 8)[:, None])
        self.band = nn.Parameter(0.05 + 0.1 * torch.rand(8, 1))
        self.register_buffer("time", torch.arange(-16, 17).float())
        self.register_buffer("window", torch.hamming_window(33, periodic=False))
        self.mix = nn.Conv1d(leads * 8, 8, 1)

    def forward(self, x):
        low = self.low.abs() + 0.005
        high = torch.clamp(low + self.band.abs(), 0.005, 0.5)
        # The sample in the middle, where sin(x) / x has no value by itself, is the limit.
        half = self.time[17:] * math.pi
        side = (torch.sin(2 * high * half) - torch.sin(2 * low * half)) / half
        middle = 2 * (high - low)
        filters = torch.cat([side.flip(1), middle, side], 1) * self.window
        x = F.conv1d(x.flatten(0, 1)[:, None], filters[:, None], padding=16)
        x = self.mix(x.reshape(-1, self.mix.in_channels, x.shape[-1]))
        return self.head(F.relu(x).mean(-1))


class Spectral(Head):
    """Multiplication of the spectrum over time with learned numbers (FNet, AFNO, S4's kernel)."""

    def __init__(self, leads, samples):
        super().__init__(8)
        self.conv = nn.Conv1d(leads, 8, 5, 2, 2)
        wave = torch.arange(samples // 2)[:, None] * torch.arange(9) * (4 * math.pi / samples)
        self.register_buffer("cosines", wave.cos())
        self.register_buffer("sines", wave.sin())
        self.real, self.imaginary = (nn.Parameter(torch.randn(8, 9)) for _ in range(2))

    def forward(self, x):
        x = self.conv(x)
        re, im = torch.matmul(x, self.cosines), torch.matmul(x, -self.sines)
        re, im = (re * self.real - im * self.imaginary, re * self.imaginary + im * self.real)
        y = torch.matmul(re, self.cosines.t()) - torch.matmul(im, self.sines.t())
        return self.head(F.relu(x + y * (4.0 / x.shape[-1])).mean(-1))


class StateSpace(Head):
    """A diagonal linear recurrence as a long convolution with its own response (S4D)."""

    def __init__(self, leads, samples):
        super().__init__(8)
        self.first = nn.Conv1d(leads, 8, 4, 4)
        self.decay = nn.Parameter(torch.linspace(-2.5, 0.5, 4).expand(8, 4).clone())
        self.frequency = nn.Parameter(torch.arange(4).float().expand(8, 4) * 0.3)
        self.out = nn.Parameter(torch.randn(8, 4))
        self.skip = nn.Parameter(torch.randn(8, 1))

    def forward(self, x):
        x = self.first(x)
        time = torch.arange(x.shape[-1] - 1, -1, -1, dtype=x.dtype)
        response = torch.einsum(
            "cn,cnt->ct", self.out,
            torch.exp(-torch.exp(self.decay)[..., None] * time)
            * torch.cos(self.frequency[..., None] * time))
        y = F.conv1d(F.pad(x, (x.shape[-1] - 1, 0)), response[:, None], groups=8)
        return self.head(F.gelu(y + self.skip * x)[..., -4:].mean(-1))


class Selective(Head):
    """A recurrence whose decay depends on the input, step by step (Mamba without its kernel)."""

    def __init__(self, leads, samples):
        super().__init__(6)
        self.conv = nn.Conv1d(leads, 6, 8, 8)
        self.rate, self.into = nn.Linear(6, 6), nn.Linear(6, 6)

    def forward(self, x):
        x = self.conv(x).transpose(1, 2)
        decay, given = torch.exp(-F.softplus(self.rate(x))), self.into(x)
        state = torch.zeros_like(given[:, 0])
        for t in range(x.shape[1]):
            state = decay[:, t] * state + given[:, t] * (1 - decay[:, t])
        return self.head(torch.tanh(state))


class Spectrogram(Head):
    """A spectrogram by windowed cosines and sines inside the network, then 2-D convolutions."""

    def __init__(self, leads, samples):
        super().__init__(8)
        frame = torch.hann_window(16)
        wave = torch.arange(9)[:, None] * torch.arange(16) * (2 * math.pi / 16)
        self.register_buffer("basis", torch.cat([wave.cos(), wave.sin()])[:, None] * frame)
        self.conv = nn.Conv2d(leads, 8, 3, padding=1)

    def forward(self, x):
        batch, leads = x.shape[:2]
        y = F.conv1d(x.flatten(0, 1)[:, None], self.basis, stride=8)
        power = y[:, :9] ** 2 + y[:, 9:] ** 2
        picture = torch.log(power + 1e-2).reshape(batch, leads, 9, -1)
        return self.head(F.relu(self.conv(picture)).mean((2, 3)))


class Scales(Head):
    """The record at three rates, each with its own convolutions (multi-scale networks)."""

    def __init__(self, leads, samples):
        super().__init__(18)
        self.convs = nn.ModuleList(nn.Conv1d(leads, 6, 7, padding=3) for _ in range(3))

    def forward(self, x):
        rates = [x, F.avg_pool1d(x, 2), F.avg_pool1d(x, 4)]
        return self.head(torch.cat(
            [F.relu(conv(rate)).amax(-1) for conv, rate in zip(self.convs, rates)], 1))


class Highway(Head):
    """A gate decides between a layer and its input (highway networks)."""

    def __init__(self, leads, samples):
        super().__init__(8)
        self.first = nn.Conv1d(leads, 8, 8, 4, 2)
        self.layer, self.gate = (nn.Conv1d(8, 8, 3, padding=1) for _ in range(2))

    def forward(self, x):
        x = self.first(x)
        gate = torch.sigmoid(self.gate(x))
        return self.head((gate * F.relu(self.layer(x)) + (1 - gate) * x).mean(-1))
