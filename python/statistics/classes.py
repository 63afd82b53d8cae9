"""How well classes are predicted, by scikit-learn in float64, for ClassMetricTest."""
import argparse
import json
import pathlib

import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, brier_score_loss, roc_auc_score


def case(name, probability, label, threshold):
    logit = np.log(probability) - np.log1p(-probability)
    slope = LogisticRegression(C=np.inf, tol=1e-12, max_iter=100000, solver="newton-cholesky")
    slope.fit(logit[:, None], label)
    return {
        "name": name,
        "probability": probability.tolist(),
        "label": label.tolist(),
        "threshold": threshold,
        "auroc": roc_auc_score(label, probability),
        "average-precision": average_precision_score(label, probability),
        "brier": brier_score_loss(label, probability),
        "calibration-slope": float(slope.coef_[0, 0]),
        "accuracy": float(np.mean((probability >= threshold) == label)),
    }


def cases():
    draws = np.random.default_rng(19)
    for name, n, prevalence, spread, digits in [
        ("balanced", 200, 0.5, 1.0, 12),
        ("rare", 400, 0.05, 2.0, 12),
        ("ties", 150, 0.3, 1.0, 1),
        ("overconfident", 300, 0.2, 4.0, 12),
        ("worse than chance", 120, 0.4, -0.5, 12),
    ]:
        label = (draws.random(n) < prevalence).astype(int)
        z = spread * (draws.normal(size=n) + 1.2 * (label - prevalence))
        probability = np.clip(np.round(1 / (1 + np.exp(-z)), digits), 0.01, 0.99)
        yield case(name, probability, label, 0.4)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    content = {"scikit-learn": sklearn.__version__, "cases": list(cases())}
    arguments.out.write_text(json.dumps(content) + "\n")
