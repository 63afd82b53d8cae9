"""ONNX files of a network by both exporters, checked with onnxruntime."""

import contextlib
import io
import logging
import warnings

import numpy as np
import onnx
import onnxruntime
import torch


def export(network, inputs, path, dynamo, opset):
    """Writes the file, with a dynamic batch axis and the weights inside."""
    # An example batch of 2: exporters may take a 1 for a constant.
    example = inputs[:2]
    outputs = network(example)
    names = [f"y{i}" for i in range(len(outputs))] if isinstance(outputs, tuple) else ["y"]
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    # PyTorch's fused attention has no operator of ONNX.
    torch.backends.mha.set_fastpath_enabled(False)
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        if dynamo:
            batch = torch.export.Dim("batch", min=1, max=4096)
            torch.onnx.export(
                network, (example,), str(path), dynamo=True, opset_version=opset,
                input_names=["x"], output_names=names, dynamic_shapes=({0: batch},),
                external_data=False, verbose=False)
        else:
            torch.onnx.export(
                network, (example,), str(path), dynamo=False, opset_version=opset,
                input_names=["x"], output_names=names,
                dynamic_axes={name: {0: "batch"} for name in ["x", *names]})
    _strip(path)


def _strip(path):
    """Removes the exporter's notes, which hold stack traces with paths of the machine."""
    model = onnx.load(path)
    graph = model.graph
    for part in (model, graph, *graph.node, *graph.initializer, *graph.value_info,
                 *graph.input, *graph.output):
        part.ClearField("metadata_props")
        part.ClearField("doc_string")
    onnx.save(model, path)


def check(path, inputs, expected, activation):
    """Compares with PyTorch at several batch sizes and finds the Conv that gives an activation.

    Returns what the JSON says of the file: opset, operators, largest relative error of the
    outputs, and the node for Grad-CAM.
    """
    model = onnx.load(path)
    onnx.checker.check_model(model)
    nodes = list(model.graph.node)
    convolutions = [node for node in nodes if node.op_type == "Conv"]
    error = 0.0
    for batch in (1, 2, len(inputs)):
        got = _run(model, inputs[:batch])
        want = expected[:batch].numpy()
        error = max(error, float(np.abs(got - want).max() / np.abs(expected.numpy()).max()))
    if error > 1e-5:
        raise ValueError(f"{path}: onnxruntime differs by {error:.1e}")
    facts = {
        "opset": next(i.version for i in model.opset_import if i.domain in ("", "ai.onnx")),
        "operators": sorted({node.op_type for node in nodes}),
        "onnxruntime_error": error,
    }
    if activation is not None:
        facts.update(_node(model, inputs, convolutions, activation.numpy()))
    return facts


def _node(model, inputs, convolutions, activation):
    size = np.abs(activation).max()
    for index, node in reversed(list(enumerate(convolutions))):
        probe = onnx.ModelProto()
        probe.CopyFrom(model)
        del probe.graph.output[:]
        probe.graph.output.append(onnx.helper.make_empty_tensor_value_info(node.output[0]))
        value = _session(probe).run(None, {"x": inputs.numpy()})[0]
        if value.shape == activation.shape and np.abs(value - activation).max() < 1e-5 * size:
            return {"node": node.name, "output": node.output[0],
                    "is_last_conv_of_file": index == len(convolutions) - 1}
    raise ValueError("no Conv of the file gives the Grad-CAM activation")


def _session(model):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def _run(model, inputs):
    outputs = _session(model).run(None, {"x": inputs.numpy()})
    return np.concatenate([part.reshape(len(inputs), -1) for part in outputs], 1)
