package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import java.util.function.UnaryOperator;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Tensor;

/**
 * The rules γ and αβ of a weighted layer, which treat contributions by their sign. Inputs of either
 * sign are split, so that positive contributions are those of positive inputs and positive weights,
 * and of negative inputs and negative weights.
 */
final class SignedRelevance implements RelevanceKernel {

  /** Makes the kernel of the same layer with other weights. */
  interface Layers {
    Kernel of(Operation operation);
  }

  /**
   * Contributions that share relevance.
   *
   * @param toPositive layer that positive inputs go through, with its bias
   * @param toNegative layer that negative inputs go through, without bias
   */
  private record Part(Kernel toPositive, Kernel toNegative) {
    /** What the inputs take of some relevance. */
    NDArray back(NDArray positive, NDArray negative, NDArray relevance) {
      NDList p = new NDList(positive);
      NDArray z = toPositive.forward(p);
      if (negative != null) {
        z = z.add(toNegative.forward(new NDList(negative)));
      }
      NDArray shares =
          relevance.div(ProportionalRelevance.stable(z, ProportionalRelevance.STABILIZER));
      NDArray back = positive.mul(gradient(toPositive, p, z, shares));
      return negative == null
          ? back
          : back.add(negative.mul(gradient(toNegative, new NDList(negative), z, shares)));
    }

    private static NDArray gradient(Kernel kernel, NDList inputs, NDArray z, NDArray shares) {
      return kernel.gradient(inputs, z, shares, BackwardRule.GRADIENT)[0];
    }
  }

  private final Part raising;
  private final Part lowering;
  private final Double alpha;

  private SignedRelevance(Part raising, Part lowering, Double alpha) {
    this.raising = raising;
    this.lowering = lowering;
    this.alpha = alpha;
  }

  static SignedRelevance of(LayerRule.Gamma rule, Operation layer, Layers layers) {
    UnaryOperator<Tensor> more = tensor -> plus(tensor, rule.gamma(), true);
    UnaryOperator<Tensor> less = tensor -> plus(tensor, rule.gamma(), false);
    return new SignedRelevance(
        part(layer, more, less, layers), part(layer, less, more, layers), null);
  }

  static SignedRelevance of(LayerRule.AlphaBeta rule, Operation layer, Layers layers) {
    UnaryOperator<Tensor> positive = tensor -> WeightedLayer.map(tensor, w -> Math.max(0, w));
    UnaryOperator<Tensor> negative = tensor -> WeightedLayer.map(tensor, w -> Math.min(0, w));
    return new SignedRelevance(
        part(layer, positive, negative, layers),
        rule.alpha() == 1 ? null : part(layer, negative, positive, layers),
        rule.alpha());
  }

  private static Part part(
      Operation layer, UnaryOperator<Tensor> own, UnaryOperator<Tensor> opposite, Layers layers) {
    return new Part(
        layers.of(WeightedLayer.with(layer, own, own)),
        layers.of(WeightedLayer.with(layer, opposite, bias -> null)));
  }

  /** w + γ·max(0, w), or w + γ·min(0, w). */
  private static Tensor plus(Tensor tensor, double gamma, boolean positive) {
    return WeightedLayer.map(
        tensor, w -> (float) (w + gamma * (positive ? Math.max(0, w) : Math.min(0, w))));
  }

  @Override
  public NDArray[] back(NDList inputs, NDArray output, NDArray relevance) {
    NDArray x = inputs.get(0);
    NDArray positive = Activation.relu(x);
    boolean none = x.min().toFloatArray()[0] >= 0;
    NDArray negative = none ? null : x.sub(positive);
    if (alpha != null) {
      NDArray up = raising.back(positive, negative, relevance.mul(alpha));
      return new NDArray[] {
        lowering == null ? up : up.add(lowering.back(positive, negative, relevance.mul(1 - alpha)))
      };
    }
    NDArray up = relevance.mul(Arrays.indicator(output.gt(0)));
    NDArray down = relevance.mul(Arrays.indicator(output.lt(0)));
    return new NDArray[] {
      raising.back(positive, negative, up).add(lowering.back(positive, negative, down))
    };
  }
}
