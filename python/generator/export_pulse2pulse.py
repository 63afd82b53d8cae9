"""Writes pulse2pulse.onnx from the weights in the Python package deepfake-ecg."""

import argparse
import hashlib
import pathlib
import warnings

import deepfakeecg
import numpy as np
import onnx
import onnxruntime
import torch

CHANNELS, SAMPLES = 8, 5000

# The network cancels much within: float32 alone makes differences near 1e-4.
LIMIT = 5e-4


def generator():
    """The package's network with its trained weights."""
    weights = pathlib.Path(deepfakeecg.__file__).parent / "checkpoints" / "g_stat.pt"
    network = deepfakeecg.Generator()
    # Weights only: a checkpoint is a pickle, which could run code.
    network.load_state_dict(torch.load(weights, map_location="cpu", weights_only=True)["stat_dict"])
    return network.eval()


def export(network, path):
    """Writes the file: noise [batch, 8, 5000] to ecg [batch, 8, 5000]; weights inside."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network, (torch.zeros(2, CHANNELS, SAMPLES),), str(path), dynamo=False,
            opset_version=17, input_names=["noise"], output_names=["ecg"],
            dynamic_axes={"noise": {0: "n"}, "ecg": {0: "n"}})
    model = onnx.load(path)
    for node in model.graph.node:
        node.ClearField("doc_string")
    onnx.checker.check_model(model)
    onnx.save(model, path)


def largest_error(path, noise, expected):
    """Of onnxruntime on the file, relative to the largest value."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    found = session.run(None, {"noise": noise})[0]
    return float(np.abs(found - expected).max() / np.abs(expected).max())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("pulse2pulse.onnx"))
    parser.add_argument(
        "--golden", type=pathlib.Path, help="NumPy archive with noise and ecg to compare with")
    options = parser.parse_args()

    network = generator()
    export(network, options.out)
    noise = torch.rand(2, CHANNELS, SAMPLES, generator=torch.Generator().manual_seed(1)) * 2 - 1
    with torch.no_grad():
        expected = network.double()(noise.double()).numpy()
    errors = {"PyTorch in double precision": largest_error(options.out, noise.numpy(), expected)}
    if options.golden:
        golden = np.load(options.golden)
        errors[str(options.golden)] = largest_error(options.out, golden["noise"], golden["ecg"])
    for reference, error in errors.items():
        print(f"largest difference from {reference}: {error:.1e} of the largest value")
    print(f"{options.out}: SHA-256 {hashlib.sha256(options.out.read_bytes()).hexdigest()}")
    if max(errors.values()) > LIMIT:
        raise SystemExit("the file does not compute what it should")


if __name__ == "__main__":
    main()
