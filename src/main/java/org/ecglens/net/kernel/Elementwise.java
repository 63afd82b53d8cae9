package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.nn.Activation;
import org.ecglens.graph.Function;

/** Values, derivatives and secants of the elementwise functions. */
final class Elementwise {
  private static final double GELU_SCALE = Math.sqrt(2 / Math.PI);
  private static final double GELU_CUBIC = 0.044715;
  private static final double CLOSE = 1e-3;

  private final Function function;
  private final double a;
  private final double b;

  Elementwise(Function function, double a, double b) {
    this.function = function;
    this.a = a;
    this.b = b;
  }

  /** f(x). */
  NDArray value(NDArray x) {
    return switch (function) {
      case RELU -> Activation.relu(x);
      case LEAKY_RELU -> NDArrays.where(x.gte(0), x, x.mul(a));
      case ELU -> NDArrays.where(x.gte(0), x, expm1(x.minimum(0)).mul(a));
      case SELU -> NDArrays.where(x.gt(0), x, expm1(x.minimum(0)).mul(a)).mul(b);
      case CELU -> NDArrays.where(x.gte(0), x, expm1(x.minimum(0).div(a)).mul(a));
      case GELU -> Activation.gelu(x);
      case GELU_TANH -> x.mul(geluInner(x).tanh().add(1)).mul(0.5);
      case SIGMOID -> Activation.sigmoid(x);
      case HARD_SIGMOID -> x.mul(a).add(b).clip(0, 1);
      case HARD_SWISH -> x.mul(x.div(6).add(0.5).clip(0, 1));
      case TANH -> x.tanh();
      case SOFTPLUS -> softplus(x);
      case SOFTSIGN -> x.div(x.abs().add(1));
      case MISH -> x.mul(softplus(x).tanh());
      case SWISH -> x.mul(Activation.sigmoid(x.mul(a)));
      case THRESHOLDED_RELU -> x.mul(Arrays.indicator(x.gt(a)));
      case ERF -> erf(x);
      case CLIP -> clip(x);
      case POW -> pow(x);
      case SQRT -> x.sqrt();
      case EXP -> x.exp();
      case LOG -> x.log();
      case LOG1P -> log1p(x);
      case RECIPROCAL -> x.pow(-1);
      case ABS -> x.abs();
      case SIN -> x.sin();
      case COS -> x.cos();
      case GREATER -> Arrays.indicator(x.gt(a));
      case GREATER_OR_EQUAL -> Arrays.indicator(x.gte(a));
      case LESS -> Arrays.indicator(x.lt(a));
      case LESS_OR_EQUAL -> Arrays.indicator(x.lte(a));
    };
  }

  /** f′(x); at a kink the value from the left, as the reference implementations take it. */
  NDArray derivative(NDArray x, NDArray y) {
    return switch (function) {
      case RELU -> Arrays.indicator(x.gt(0));
      case LEAKY_RELU -> Arrays.indicator(x.gt(0)).mul(1 - a).add(a);
      case ELU -> NDArrays.where(x.gt(0), x.onesLike(), x.minimum(0).exp().mul(a));
      case SELU -> NDArrays.where(x.gt(0), x.onesLike(), x.minimum(0).exp().mul(a)).mul(b);
      case CELU -> NDArrays.where(x.gt(0), x.onesLike(), x.minimum(0).div(a).exp());
      case GELU -> {
        NDArray density = x.square().mul(-0.5).exp().mul(1 / Math.sqrt(2 * Math.PI));
        yield erf(x.mul(Math.sqrt(0.5))).add(1).mul(0.5).add(x.mul(density));
      }
      case GELU_TANH -> {
        NDArray t = geluInner(x).tanh();
        NDArray inner = x.square().mul(3 * GELU_CUBIC).add(1).mul(GELU_SCALE);
        NDArray slope = t.square().neg().add(1).mul(inner).mul(x);
        yield t.add(1).add(slope).mul(0.5);
      }
      case SIGMOID -> y.mul(y.neg().add(1));
      case HARD_SIGMOID -> Arrays.indicator(y.gt(0)).mul(Arrays.indicator(y.lt(1))).mul(a);
      case HARD_SWISH ->
          NDArrays.where(
              x.lte(-3), x.zerosLike(), NDArrays.where(x.gt(3), x.onesLike(), x.div(3).add(0.5)));
      case TANH -> y.square().neg().add(1);
      case SOFTPLUS -> Activation.sigmoid(x);
      case SOFTSIGN -> x.abs().add(1).pow(-2);
      case MISH -> {
        NDArray t = softplus(x).tanh();
        yield t.add(x.mul(t.square().neg().add(1)).mul(Activation.sigmoid(x)));
      }
      case SWISH -> {
        NDArray s = Activation.sigmoid(x.mul(a));
        yield s.add(x.mul(a).mul(s).mul(s.neg().add(1)));
      }
      case THRESHOLDED_RELU -> Arrays.indicator(x.gt(a));
      case ERF -> x.square().neg().exp().mul(2 / Math.sqrt(Math.PI));
      case CLIP -> inside(x);
      case POW -> new Elementwise(Function.POW, a - 1, 0).pow(x).mul(a);
      case SQRT -> y.pow(-1).mul(0.5);
      case EXP -> y;
      case LOG -> x.pow(-1);
      case LOG1P -> x.add(1).pow(-1);
      case RECIPROCAL -> y.square().neg();
      case ABS -> x.sign();
      case SIN -> x.cos();
      case COS -> x.sin().neg();
      case GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL -> x.zerosLike();
    };
  }

  /**
   * (f(x) − f(x′)) / (x − x′), and the derivative where |x − x′| is below 1e-10. Where a closed
   * form exists it replaces the quotient, whose numerator loses all its digits for close arguments
   * in float32; other smooth functions take the derivative half-way, right to second order, where
   * arguments are that close.
   */
  NDArray secant(NDArray x, NDArray y, NDArray reference, NDArray referenceOutput) {
    return switch (function) {
      case RECIPROCAL -> y.mul(referenceOutput).neg();
      case SQRT -> y.add(referenceOutput).pow(-1);
      case POW -> {
        if (a == 2) {
          yield x.add(reference);
        }
        if (a == -0.5) {
          NDArray product = y.mul(referenceOutput);
          yield product.square().div(y.add(referenceOutput)).neg();
        }
        yield quotient(x, y, reference, referenceOutput);
      }
      default -> quotient(x, y, reference, referenceOutput);
    };
  }

  private NDArray quotient(NDArray x, NDArray y, NDArray reference, NDArray referenceOutput) {
    NDArray difference = x.sub(reference);
    NDArray close = difference.abs().lt(smooth() ? CLOSE : Rescale.EQUAL);
    NDArray slope = Rescale.quotient(y.sub(referenceOutput), difference, close);
    NDArray at = smooth() ? x.add(reference).mul(0.5) : x;
    NDArray tangent = derivative(at, smooth() ? value(at) : y);
    return NDArrays.where(close, tangent, slope);
  }

  private boolean smooth() {
    return switch (function) {
      case GELU, GELU_TANH, SIGMOID, TANH, SOFTPLUS, MISH, SWISH, ERF, EXP, SIN, COS -> true;
      default -> false;
    };
  }

  private NDArray clip(NDArray x) {
    NDArray y = Double.isInfinite(a) ? x : x.maximum(a);
    return Double.isInfinite(b) ? y : y.minimum(b);
  }

  private NDArray inside(NDArray x) {
    NDArray above = Double.isInfinite(a) ? x.onesLike() : Arrays.indicator(x.gt(a));
    return Double.isInfinite(b) ? above : above.mul(Arrays.indicator(x.lt(b)));
  }

  private NDArray pow(NDArray x) {
    if (a == 0) {
      return x.onesLike();
    }
    if (a == 1) {
      return x;
    }
    return a == 2 ? x.square() : x.pow(a);
  }

  private static NDArray geluInner(NDArray x) {
    return x.square().mul(GELU_CUBIC).add(1).mul(x).mul(GELU_SCALE);
  }

  /** ln(1 + eˣ) = max(x, 0) + ln(1 + e^−|x|), which does not overflow. */
  private static NDArray softplus(NDArray x) {
    return x.maximum(0).add(log1p(x.abs().neg().exp()));
  }

  /** ln(1 + x) by Kahan's correction of the rounding of 1 + x. */
  private static NDArray log1p(NDArray x) {
    NDArray u = x.add(1);
    NDArray rounded = u.sub(1);
    NDArray tiny = rounded.eq(0);
    NDArray safe = NDArrays.where(tiny, rounded.onesLike(), rounded);
    return NDArrays.where(tiny, x, u.log().mul(x).div(safe));
  }

  /** eˣ − 1 = 2·sinh(x/2)·e^(x/2), without cancellation near 0. */
  private static NDArray expm1(NDArray x) {
    NDArray half = x.mul(0.5);
    return half.sinh().mul(2).mul(half.exp());
  }

  /**
   * Error function, which DJL lacks: from the engine's GELU, gelu(√2·z) = z·(1 + erf z)/√2, and by
   * the Maclaurin series below 1/2, where that would cancel.
   */
  private static NDArray erf(NDArray z) {
    NDArray small = z.abs().lt(0.5);
    NDArray square = z.square();
    NDArray series = square.mul(-1.0 / 1320).add(1.0 / 216);
    series = series.mul(square).sub(1.0 / 42);
    series = series.mul(square).add(1.0 / 10);
    series = series.mul(square).sub(1.0 / 3);
    series = series.mul(square).add(1);
    series = series.mul(z).mul(2 / Math.sqrt(Math.PI));
    NDArray safe = NDArrays.where(small, z.onesLike(), z).clip(-4, 4).mul(Math.sqrt(2));
    NDArray far = Activation.gelu(safe).mul(2).div(safe).sub(1);
    return NDArrays.where(small, series, far);
  }
}
