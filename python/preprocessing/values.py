"""Writes what SciPy, scikit-learn and NumPy make of two leads, for each step of a model card, as JSON."""

import argparse
import json
import pathlib

import numpy as np
from scipy import interpolate, ndimage, signal
from sklearn import preprocessing

RATE = 500


def leads(samples, seed):
    """Spikes on a slow wave, a straight drift, mains hum and noise, far from 0, in whole µV."""
    random = np.random.default_rng(seed)
    time = np.arange(samples) / RATE
    spikes = 900 * np.exp(-(((time % 0.83) - 0.3) ** 2) / 2e-4)
    slow = 250 * np.sin(2 * np.pi * 0.31 * time + 1) + 60 * time + 1800
    hum = 40 * np.sin(2 * np.pi * 50 * time)
    first = spikes + slow + hum + random.normal(0, 8, samples)
    second = -0.4 * spikes + 0.6 * slow - hum + random.normal(0, 8, samples)
    return np.round(np.stack([first, second]))


def both_ways(order, frequencies, kind, rate=RATE, **options):
    sections = signal.butter(order, frequencies, kind, fs=rate, output="sos")
    return lambda x: signal.sosfiltfilt(sections, x, **options)


def notch(frequency, quality):
    return lambda x: signal.filtfilt(*signal.iirnotch(frequency, quality, fs=RATE), x)


def resampled(up, down):
    return lambda x: signal.resample_poly(x, up, down, axis=-1, padtype="edge")


def median_baseline(*windows):
    def subtract(x):
        baseline = x
        for window in windows:
            baseline = np.stack([signal.medfilt(lead, window) for lead in baseline])
        return x - baseline

    return subtract


def nearest_baseline(window):
    return lambda x: x - ndimage.median_filter(x, size=(1, window), mode="nearest")


def spline_baseline(parts, window):
    def subtract(x):
        last = x.shape[1] - 1
        knots = np.floor(np.arange(parts + 1) * last / parts + 0.5).astype(int)
        values = ndimage.median_filter(x, size=(1, window), mode="nearest")[:, knots]
        spline = interpolate.CubicSpline(knots, values, axis=1, bc_type="natural")
        return x - spline(np.arange(last + 1))

    return subtract


def windows(samples, stride):
    def cut(x):
        starts = range(0, x.shape[1] - samples + 1, stride)
        return np.stack([x[:, start : start + samples] for start in starts])

    return cut


def cases():
    yield "short", [{"step": "high-pass", "cutoff_hz": 0.5, "order": 2}], both_ways(2, 0.5, "high")
    yield "short", [{"step": "high-pass", "cutoff_hz": 0.5, "order": 1}], both_ways(1, 0.5, "high")
    yield "short", [{"step": "low-pass", "cutoff_hz": 40, "order": 3}], both_ways(3, 40, "low")
    yield "short", [{"step": "low-pass", "cutoff_hz": 150, "order": 4, "edge_samples": 20}], both_ways(
        4, 150, "low", padlen=20
    )
    yield "short", [{"step": "low-pass", "cutoff_hz": 40, "order": 2, "edge_samples": 0}], both_ways(
        2, 40, "low", padtype=None
    )
    yield "short", [{"step": "band-pass", "low_hz": 0.5, "high_hz": 40, "order": 3}], both_ways(
        3, [0.5, 40], "bandpass"
    )
    yield "short", [{"step": "band-stop", "low_hz": 48, "high_hz": 52, "order": 2}], both_ways(
        2, [48, 52], "bandstop"
    )
    yield "long", [{"step": "high-pass", "cutoff_hz": 0.05, "order": 4}], both_ways(4, 0.05, "high")
    yield "long", [{"step": "band-pass", "low_hz": 0.05, "high_hz": 150, "order": 4}], both_ways(
        4, [0.05, 150], "bandpass"
    )
    yield "short", [{"step": "notch", "frequency_hz": 50, "quality": 30}], notch(50, 30)
    yield "short", [{"step": "resample", "rate_hz": 100}], resampled(1, 5)
    yield "short", [{"step": "resample", "rate_hz": 360}], resampled(18, 25)
    yield "short", [{"step": "resample", "rate_hz": 1000}], resampled(2, 1)
    yield "short", [{"step": "median-baseline"}], median_baseline(101, 301)
    yield "short", [{"step": "median-baseline", "windows_ms": 200, "ends": "nearest"}], nearest_baseline(
        101
    )
    yield "short", [{"step": "spline-baseline", "knots_ms": 120, "window_ms": 80}], spline_baseline(
        6, 41
    )
    yield "short", [{"step": "z-score", "over": "lead"}], lambda x: preprocessing.scale(x, axis=1)
    yield "short", [{"step": "z-score", "over": "record"}], lambda x: (x - x.mean()) / x.std()
    yield "short", [{"step": "z-score", "over": "lead", "ddof": 1, "epsilon": 20}], lambda x: (
        x - x.mean(1, keepdims=True)
    ) / (x.std(1, ddof=1, keepdims=True) + 20)
    mean, deviation = [1700, 900], [420, 250]
    yield "short", [
        {"step": "z-score", "over": "constants", "mean": mean, "deviation": deviation}
    ], lambda x: (x - np.array(mean)[:, None]) / np.array(deviation)[:, None]
    yield "short", [{"step": "min-max", "over": "lead"}], lambda x: preprocessing.minmax_scale(x, axis=1)
    yield "short", [{"step": "min-max", "over": "record", "low": -1}], lambda x: -1 + 2 * (
        x - x.min()
    ) / (x.max() - x.min())
    yield "short", [
        {"step": "min-max", "over": "constants", "minimum": 500, "maximum": 3000}
    ], lambda x: (x - 500) / 2500
    yield "short", [{"step": "clip", "low": 1500, "high": 2000}], lambda x: np.clip(x, 1500, 2000)
    yield "short", [{"step": "clip", "high": 2000}], lambda x: np.minimum(x, 2000)
    yield "short", [{"step": "scale", "unit": "mV"}], lambda x: x / 1000
    yield "short", [{"step": "scale", "factor": -2.5}], lambda x: -2.5 * x
    yield "short", [{"step": "crop", "samples": 101, "at": "middle"}], lambda x: x[:, 119:220]
    yield "short", [{"step": "crop", "samples": 100, "at": "end"}], lambda x: x[:, -100:]
    yield "short", [{"step": "pad", "samples": 345, "at": "middle"}], lambda x: np.pad(
        x, [(0, 0), (2, 3)]
    )
    yield "short", [{"step": "pad", "samples": 345, "value": 7}], lambda x: np.pad(
        x, [(0, 0), (0, 5)], constant_values=7
    )
    yield "short", [{"step": "repeat", "samples": 800}], lambda x: np.stack(
        [np.resize(lead, 800) for lead in x]
    )
    yield "short", [{"step": "window", "samples": 100, "stride": 60}], windows(100, 60)

    def usual(x):
        filtered = both_ways(3, [0.5, 40], "bandpass")(x)
        thinned = resampled(1, 5)(filtered / 1000)
        return preprocessing.scale(thinned, axis=1)

    yield "short", [
        {"step": "band-pass", "low_hz": 0.5, "high_hz": 40, "order": 3},
        {"step": "scale", "unit": "mV"},
        {"step": "resample", "rate_hz": 100},
        {"step": "z-score", "over": "lead"},
    ], usual


def rounded(values):
    return [float(f"{value:.8g}") for value in np.ravel(values)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    path = parser.parse_args().out
    signals = {"short": leads(340, 7), "long": leads(5000, 8)}
    every = {"short": 1, "long": 50}
    content = {
        "rate": RATE,
        "signals": {name: [list(map(int, lead)) for lead in x] for name, x in signals.items()},
        "cases": [
            {
                "signal": name,
                "steps": steps,
                "every": every[name],
                "values": rounded(compute(signals[name])[..., :: every[name]]),
            }
            for name, steps, compute in cases()
        ],
    }
    path.write_text(json.dumps(content) + "\n")


if __name__ == "__main__":
    main()
