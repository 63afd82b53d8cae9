"""Networks that read what is known: ONNX files with cards, for median beats of 12 leads, 600 samples at 500 Hz.

    python planted.py --out out/verdict/networks

What a network reads is its true map: nothing outside a window of one or two leads changes the output, and inside it
the contribution of a sample is its (rectified) amplitude, so input-x-gradient is the truth, exactly. QRS lies in samples 230 to 300, the T wave in 310 to 410 of nearly all records.
"""

import argparse
import json
import pathlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

LEADS = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"]
SAMPLES = 600
QRS, T = slice(230, 300), slice(310, 410)


def mask(*parts):
    """Weights, 0 but for parts of leads."""
    weights = np.zeros((1, len(LEADS), SAMPLES), np.float32)
    for lead, window, weight in parts:
        weights[0, LEADS.index(lead), window] = weight
    return weights


NETWORKS = {
    # Area of QRS above the baseline.
    "qrs-area-v5": mask(("V5", QRS, 0.01)),
    # Area of the T wave above the baseline.
    "t-area-ii": mask(("II", T, 0.01)),
    # QRS of two leads of different polarity.
    "qrs-v2-v6": mask(("V2", QRS, -0.01), ("V6", QRS, 0.01)),
}


def network(weights):
    """Sum of rectified weighted samples."""
    nodes = [
        helper.make_node("Mul", ["x", "weights"], ["weighted"]),
        helper.make_node("Relu", ["weighted"], ["rectified"]),
        helper.make_node("ReduceSum", ["rectified", "axes"], ["y"], keepdims=0),
        helper.make_node("Unsqueeze", ["y", "last"], ["output"]),
    ]
    graph = helper.make_graph(
        nodes,
        "planted",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["batch", len(LEADS), SAMPLES])],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, ["batch", 1])],
        [
            numpy_helper.from_array(weights, "weights"),
            numpy_helper.from_array(np.array([1, 2], np.int64), "axes"),
            numpy_helper.from_array(np.array([1], np.int64), "last"),
        ],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)


def card(name):
    return {
        "name": name,
        "input": {"leads": LEADS, "sample_rate_hz": 500.0, "samples": SAMPLES, "unit": "uV", "kind": "median", "layout": "NCL"},
        "targets": [{"output": 0, "name": name, "unit": "uV"}],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    for name, weights in NETWORKS.items():
        onnx.save(network(weights), out / f"{name}.onnx")
        (out / f"{name}.card.json").write_text(json.dumps(card(name), indent=2) + "\n")


if __name__ == "__main__":
    main()
