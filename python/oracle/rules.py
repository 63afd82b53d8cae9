"""Backward rules on the operations of a PyTorch network, not on its modules.

A rule is a `TorchFunctionMode`: it sees every function that the forward pass
calls, so a functional or a reused ReLU is treated as any other, and replaces
the nonlinear ones by autograd functions with the backward pass it wants.
A function that a rule does not know is an error, never passed through.
"""

import torch
import torch.nn.functional as F
from torch.overrides import TorchFunctionMode

DERIVATIVE_BELOW = 1e-10
"""|delta in| below which DeepLIFT takes the derivative."""

TIE = {torch.float64: 1e-9, torch.float32: 2e-7}
"""Reference values this close (of the record's largest) are equal in DeepLIFT's max pool."""

ROUNDING = 3e-7
"""Deviation from a mean, relative to it, that is none."""

LINEAR = {
    "__add__", "__getitem__", "__iadd__", "__neg__", "__radd__", "__rsub__", "__sub__",
    "adaptive_avg_pool1d", "adaptive_avg_pool2d", "add", "avg_pool1d", "avg_pool2d", "batch_norm",
    "cat", "chunk", "concat", "contiguous", "conv1d", "conv2d", "conv_transpose1d", "dropout",
    "expand", "flatten", "flip", "interpolate", "linear", "mean", "movedim", "neg", "pad",
    "permute", "repeat", "reshape", "roll", "select", "size", "split", "squeeze", "stack", "sub",
    "sum", "transpose", "unflatten", "unsqueeze", "view",
}
"""Functions with the same backward pass for every rule (batch_norm in inference)."""

ELEMENTWISE = {
    "abs", "celu", "clamp", "elu", "erf", "exp", "gelu", "hardsigmoid", "hardswish", "hardtanh",
    "leaky_relu", "log", "mish", "prelu", "relu", "relu6", "selu", "sigmoid", "silu", "softplus",
    "sqrt", "square", "tanh",
}

PRODUCTS = {"mul", "__mul__", "__rmul__"}
BILINEAR = {"matmul", "__matmul__", "bmm", "einsum"}
QUOTIENTS = {"div", "__truediv__"}
MAXIMA = {"amax", "max_pool1d", "max_pool2d", "adaptive_max_pool1d"}
NORMALISATIONS = {"layer_norm", "group_norm", "instance_norm"}
ATTRIBUTES = {
    "__format__", "__get__", "__gt__", "__len__", "__repr__", "dim", "gt", "is_floating_point",
    "numel", "zeros_like",
}


_active = []
"""Rules in force; a module asks to be written in steps that they know."""


def is_active():
    return bool(_active)


def standardized(x, axes, eps, centred=True):
    """x less its mean over its deviation, which is one step of every rule.

    A reference is constant in many networks, and what rounding leaves of it is then divided by
    eps^1/2: where the deviation is less than 3e-7 of the mean, there is none.
    """
    mean = x.mean(axes, keepdim=True) if centred else 0.0
    c = x - mean if centred else x
    if not _active:
        return c / ((c * c).mean(axes, keepdim=True) + eps).sqrt()
    if centred:
        c = c * ((c * c).mean(axes, keepdim=True) > (ROUNDING * mean) ** 2)
    return _active[-1].standardize(c, axes, eps)


def is_activation(value):
    """Weights do not require gradients here, so what does depends on the input."""
    return isinstance(value, torch.Tensor) and value.requires_grad


class Rule(TorchFunctionMode):
    """The gradient, with ties of a maximum going to the first; base of the others."""

    def __enter__(self):
        _active.append(self)
        return super().__enter__()

    def __exit__(self, *error):
        _active.pop()
        return super().__exit__(*error)

    def __torch_function__(self, func, types, args=(), kwargs=None):
        kwargs = kwargs or {}
        name = func.__name__
        if name.endswith("_") and not name.endswith("__"):
            name = name[:-1]
        if name in ATTRIBUTES or not any(map(is_activation, _tensors(args))):
            return func(*args, **kwargs)
        if name in LINEAR:
            return func(*args, **kwargs)
        if name in MAXIMA:
            windows, finish = _windows(name, self.before_maximum(args[0]), *args[1:], **kwargs)
            return finish(self.maximum(windows, args[0]))
        if name == "relu":
            return self.relu(args[0])
        if name in ELEMENTWISE:
            kwargs.pop("inplace", None)
            return self.elementwise(lambda x: func(x, *args[1:], **kwargs), args[0])
        if name in PRODUCTS:
            return self.product(*args)
        if name in BILINEAR:
            return self.bilinear(func, args)
        if name in QUOTIENTS:
            if not is_activation(args[1]):
                return func(*args, **kwargs)
            inverse = self.elementwise(torch.reciprocal, args[1])
            return self.product(args[0], inverse)
        if name in ("pow", "__pow__"):
            return self.elementwise(lambda x: x**args[1], args[0])
        if name in ("softmax", "log_softmax"):
            return self.softmax(name, *args, **kwargs)
        if name in NORMALISATIONS:
            return self.normalisation(name, *args, **kwargs)
        raise NotImplementedError(f"no rule for {name}")

    def relu(self, x):
        return self.elementwise(torch.relu, x)

    def elementwise(self, function, x):
        return function(x)

    def product(self, a, b):
        return torch.mul(a, b)

    def bilinear(self, func, args):
        return func(*args)

    def standardize(self, c, axes, eps):
        return c / (c.square().mean(axes, keepdim=True) + eps).sqrt()

    def before_maximum(self, x):
        return x

    def maximum(self, windows, x):
        """Largest of the last axis; the first of equals takes the gradient."""
        first = _first_maximum(windows, 0.0)
        return windows.gather(-1, first).squeeze(-1)

    def softmax(self, name, x, *args, **kwargs):
        return getattr(torch, name)(x, args[0] if args else kwargs["dim"])

    def normalisation(self, name, x, *args, **kwargs):
        return getattr(F, name)(x, *args, **kwargs)


class _ReluBackward(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, guided):
        ctx.save_for_backward(x)
        ctx.guided = guided
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        grad = grad.clamp(min=0)
        return (grad * (x > 0) if ctx.guided else grad), None


class Deconvolution(Rule):
    """Zeiler and Fergus 2014: at each ReLU the positive part of the gradient."""

    def relu(self, x):
        return _ReluBackward.apply(x, False)


class GuidedBackprop(Rule):
    """Springenberg et al. 2015: the positive part where the input is positive."""

    def relu(self, x):
        return _ReluBackward.apply(x, True)


class _RescaleBackward(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, function):
        ctx.function = function
        y = function(x)
        ctx.save_for_backward(x, y)
        return y

    @staticmethod
    def backward(ctx, grad):
        x, y = ctx.saved_tensors
        with torch.enable_grad():
            leaf = x.detach().requires_grad_()
            derivative = torch.autograd.grad(ctx.function(leaf).sum(), leaf)[0]
        (x, x0), (y, y0) = x.chunk(2), y.chunk(2)
        small = (x - x0).abs() < DERIVATIVE_BELOW
        slope = (y - y0) / torch.where(small, 1, x - x0)
        slope = torch.where(small, derivative.chunk(2)[0], slope)
        return torch.cat([grad.chunk(2)[0] * slope, torch.zeros_like(x0)]), None


class _ProductBackward(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a, b):
        ctx.save_for_backward(a, b)
        return a * b

    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        grad = grad.chunk(2)[0]

        def share(factor, other):
            factor, factor0 = factor.chunk(2)
            part = (grad * (factor + factor0) / 2).sum_to_size(other.chunk(2)[0].shape)
            return torch.cat([part, torch.zeros_like(part)])

        return share(b, a), share(a, b)


class _BilinearBackward(torch.autograd.Function):
    """A function that is linear in each of two factors: half of the change goes along each."""

    @staticmethod
    def forward(ctx, function, a, b):
        ctx.function = function
        ctx.save_for_backward(a, b)
        return function(a, b)

    @staticmethod
    def backward(ctx, grad):
        grad = grad.chunk(2)[0]
        (a, a0), (b, b0) = (value.chunk(2) for value in ctx.saved_tensors)

        def share(function, other):
            with torch.enable_grad():
                leaf = torch.zeros_like(other).requires_grad_()
                part = torch.autograd.grad(function(leaf), leaf, grad)[0]
            return torch.cat([part, torch.zeros_like(part)])

        return (None, share(lambda leaf: ctx.function(leaf, (b + b0) / 2), a),
                share(lambda leaf: ctx.function((a + a0) / 2, leaf), b))


class _MaximumBackward(torch.autograd.Function):
    """Multiplier of a maximum for each element of its windows, still to be divided by delta in."""

    @staticmethod
    def forward(ctx, windows, tolerance):
        y = windows.amax(-1)
        ctx.save_for_backward(windows, y, tolerance)
        return y

    @staticmethod
    def backward(ctx, grad):
        windows, y, tolerance = ctx.saved_tensors
        grad = grad.chunk(2)[0]
        (w, w0), (y, y0) = windows.chunk(2), y.chunk(2)
        larger = torch.maximum(y, y0)
        shape = torch.zeros_like(w)
        own = _first_maximum(w, 0.0)
        parts = shape.scatter(-1, own, (grad * (larger - y0))[..., None])
        parts.scatter_add_(
            -1, _first_maximum(w0, tolerance), (grad * (y - larger))[..., None])
        plain = shape.scatter(-1, own, grad[..., None])
        # The second half carries the plain gradient to _DivideByDelta: the windows in between
        # are linear, and overlapping ones have to be summed before the division.
        return torch.cat([parts, plain]), None


class _DivideByDelta(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clone()

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        x, x0 = x.chunk(2)
        parts, plain = grad.chunk(2)
        small = (x - x0).abs() < DERIVATIVE_BELOW
        slope = torch.where(small, plain, parts / torch.where(small, 1, x - x0))
        return torch.cat([slope, torch.zeros_like(x0)])


class _StandardizeBackward(torch.autograd.Function):
    """c / s with s = (mean c^2 + eps)^1/2: half of the change of 1/s goes along each factor's mean.

    y - y' = (2 (c - c') - (y + y') (s - s')) / (s + s') and s^2 - s'^2 = mean (c - c') (c + c').
    """

    @staticmethod
    def forward(ctx, c, axes, eps):
        deviation = (c.square().mean(axes, keepdim=True) + eps).sqrt()
        ctx.axes = axes
        ctx.save_for_backward(c, deviation)
        return c / deviation

    @staticmethod
    def backward(ctx, grad):
        c, deviation = ctx.saved_tensors
        grad = grad.chunk(2)[0]
        (c, c0), (s, s0) = c.chunk(2), deviation.chunk(2)
        total = s + s0
        sums = (grad * (c / s + c0 / s0)).mean(ctx.axes, keepdim=True)
        part = 2 * grad / total - (c + c0) * sums / total**2
        return torch.cat([part, torch.zeros_like(part)]), None, None


class DeepLift(Rule):
    """Rescale rule (Shrikumar et al. 2017) for a batch of n records, then their n references.

    The derivative of the first half's output with respect to the first half of the input is then
    the multiplier. Functions of several steps are split: products by averages, softmax into exp,
    sum, reciprocal and product. A normalisation is one step: see _StandardizeBackward.
    """

    def elementwise(self, function, x):
        return _RescaleBackward.apply(x, function)

    def product(self, a, b):
        if is_activation(a) and is_activation(b):
            return _ProductBackward.apply(a, b)
        return torch.mul(a, b)

    def bilinear(self, func, args):
        text, factors = (args[:1], args[1:]) if isinstance(args[0], str) else ((), args)
        if not all(map(is_activation, factors)):
            return func(*args)
        return _BilinearBackward.apply(lambda a, b: func(*text, a, b), *factors)

    def before_maximum(self, x):
        return _DivideByDelta.apply(x)

    def maximum(self, windows, x):
        reference = x.detach().chunk(2)[1]
        size = reference.abs().flatten(1).amax(1) * TIE[x.dtype]
        size = size.reshape(-1, *[1] * (windows.dim() - 1))
        return _MaximumBackward.apply(windows, size)

    def softmax(self, name, x, *args, **kwargs):
        dim = args[0] if args else kwargs["dim"]
        # A masked element is -inf for record and reference, whose difference is nan.
        x = x.clamp(min=-1e3)
        total = self.elementwise(torch.exp, x).sum(dim, keepdim=True)
        if name == "log_softmax":
            return x - self.elementwise(torch.log, total)
        return self.product(
            self.elementwise(torch.exp, x), self.elementwise(torch.reciprocal, total))

    def normalisation(self, name, x, *args, **kwargs):
        if name == "layer_norm":
            shape, weight, bias, eps = _arguments(
                args, kwargs, normalized_shape=None, weight=None, bias=None, eps=1e-5)
            return self._normalised(x, list(range(-len(shape), 0)), weight, bias, eps)
        per_channel = [-1] + [1] * (x.dim() - 2)
        if name == "group_norm":
            groups, weight, bias, eps = _arguments(
                args, kwargs, num_groups=None, weight=None, bias=None, eps=1e-5)
        else:
            groups = x.shape[1]
            _, _, weight, bias, use_input, _, eps = _arguments(
                args, kwargs, running_mean=None, running_var=None, weight=None, bias=None,
                use_input_stats=True, momentum=0.1, eps=1e-5)
            if not use_input:
                raise NotImplementedError("instance_norm with running statistics")
        grouped = x.reshape(x.shape[0], groups, -1)
        y = self._normalised(grouped, [-1], None, None, eps).reshape(x.shape)
        weight = None if weight is None else weight.view(per_channel)
        bias = None if bias is None else bias.view(per_channel)
        return _affine(y, weight, bias)

    def _normalised(self, x, axes, weight, bias, eps):
        return _affine(standardized(x, axes, eps), weight, bias)

    def standardize(self, c, axes, eps):
        return _StandardizeBackward.apply(c, axes, eps)


def _affine(x, weight, bias):
    x = x if weight is None else x * weight
    return x if bias is None else x + bias


def _arguments(args, kwargs, **defaults):
    names = list(defaults)
    unknown = set(kwargs) - set(names)
    if unknown:
        raise NotImplementedError(f"arguments {unknown}")
    return list({**defaults, **dict(zip(names, args)), **kwargs}.values())


def _tensors(args):
    for arg in args:
        if isinstance(arg, (list, tuple)):
            yield from arg
        else:
            yield arg


def _first_maximum(x, tolerance):
    largest = x.amax(-1, keepdim=True)
    return (x >= largest - tolerance).to(torch.int8).argmax(-1, keepdim=True)


def _windows(name, x, *args, **kwargs):
    """The elements under each maximum as the last axis, and what makes the result of them."""
    if name == "amax":
        dims, keep = _arguments(args, kwargs, dim=(), keepdim=False)
        dims = sorted(d % x.dim() for d in ([dims] if isinstance(dims, int) else dims))
        kept = [d for d in range(x.dim()) if d not in dims]
        windows = x.permute(*kept, *dims).flatten(len(kept))
        shape = [1 if d in dims else n for d, n in enumerate(x.shape) if keep or d not in dims]
        return windows, lambda y: y.reshape(shape)
    if name == "adaptive_max_pool1d":
        if args[0] not in (1, (1,)):
            raise NotImplementedError("adaptive_max_pool1d to more than one value")
        return x, lambda y: y.unsqueeze(-1)
    size, stride, padding, dilation, ceil, _ = _arguments(
        args, kwargs, kernel_size=None, stride=None, padding=0, dilation=1, ceil_mode=False,
        return_indices=False)
    axes = int(name[-2])
    size, padding, dilation = (_per_axis(v, axes) for v in (size, padding, dilation))
    stride = _per_axis(stride or size, axes)
    counts, pads = [], []
    for axis, length in enumerate(x.shape[2:]):
        span = dilation[axis] * (size[axis] - 1)
        steps = length + 2 * padding[axis] - span - 1
        count = (-(-steps // stride[axis]) if ceil else steps // stride[axis]) + 1
        # A window of ceil mode that starts beyond the input and the padding before it is dropped.
        if ceil and (count - 1) * stride[axis] >= length + padding[axis]:
            count -= 1
        reach = (count - 1) * stride[axis] + span + 1
        counts.append(count)
        pads = [padding[axis], max(0, reach - length - padding[axis])] + pads
    x = F.pad(x, pads, value=torch.finfo(x.dtype).min)
    for axis, count in enumerate(counts):
        index = (torch.arange(count)[:, None] * stride[axis]
                 + torch.arange(size[axis])[None] * dilation[axis])
        x = x.index_select(2 + axis, index.flatten())
        x = x.unflatten(2 + axis, (count, size[axis])).movedim(3 + axis, -1)
    return x.flatten(-axes), lambda y: y


def _per_axis(value, axes):
    value = [value] if isinstance(value, int) else list(value)
    return value * axes if len(value) == 1 else value

