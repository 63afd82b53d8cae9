"""Networks that read what is known, as ONNX files with cards.

    python planted.py --out out/verdict/networks

What a network reads is its true map: nothing else changes the output, and a sample adds its weighted amplitude, so
input-x-gradient is the truth, exactly.

- beats: median beats of 12 leads, 600 samples at 500 Hz, of which a window of one or two leads counts. QRS lies in
  samples 230 to 300, the T wave in 310 to 410 of nearly all records, so the truth hardly differs between patients.
- strips: ten seconds of 12 leads at 500 Hz, of which what lies on one side of zero in one lead counts, wherever it is.
"""

import argparse
import json
import pathlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

LEADS = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"]
BEAT, STRIP = 600, 5000
QRS, T = slice(230, 300), slice(310, 410)
ALL = slice(0, STRIP)


def weights(samples, *parts):
    """Weights, 0 but for parts of leads."""
    values = np.zeros((1, len(LEADS), samples), np.float32)
    for lead, window, weight in parts:
        values[0, LEADS.index(lead), window] = weight
    return values


NETWORKS = {
    "beats": {
        "qrs-area-v5": weights(BEAT, ("V5", QRS, 0.01)),
        "t-area-ii": weights(BEAT, ("II", T, 0.01)),
        "qrs-v2-v6": weights(BEAT, ("V2", QRS, -0.01), ("V6", QRS, 0.01)),
    },
    "strips": {
        "above-zero-v5": weights(STRIP, ("V5", ALL, 0.01)),
        "below-zero-v2": weights(STRIP, ("V2", ALL, -0.01)),
        "above-zero-ii": weights(STRIP, ("II", ALL, 0.01)),
    },
}


def network(values):
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
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["batch", *values.shape[1:]])],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, ["batch", 1])],
        [
            numpy_helper.from_array(values, "weights"),
            numpy_helper.from_array(np.array([1, 2], np.int64), "axes"),
            numpy_helper.from_array(np.array([1], np.int64), "last"),
        ],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)


def card(name, samples):
    return {
        "name": name,
        "input": {
            "leads": LEADS,
            "sample_rate_hz": 500.0,
            "samples": samples,
            "unit": "uV",
            "kind": "median" if samples == BEAT else "rhythm",
            "layout": "NCL",
        },
        "targets": [{"output": 0, "name": name, "unit": "uV"}],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    out = parser.parse_args().out
    for folder, networks in NETWORKS.items():
        (out / folder).mkdir(parents=True, exist_ok=True)
        for name, values in networks.items():
            onnx.save(network(values), out / folder / f"{name}.onnx")
            (out / folder / f"{name}.card.json").write_text(json.dumps(card(name, values.shape[2]), indent=2) + "\n")


if __name__ == "__main__":
    main()
