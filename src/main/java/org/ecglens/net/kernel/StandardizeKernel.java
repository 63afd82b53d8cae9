package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import org.ecglens.graph.Operation;

/**
 * {@link Operation.Standardize}. Split into products, DeepLIFT would meet 1/√ε where the reference
 * is constant. Its rule here is that of the whole: with r = √(mean c² + ε), σ = r + δ, y = c/σ, p =
 * 1/(σ + σ′) and q = 1/(r + r′)
 *
 * <pre>y − y′ = p·(2(c − c′) − (y + y′)(σ − σ′)), σ − σ′ = q·mean((c − c′)(c + c′))
 * to c: 2p·g − p·q·(c + c′)·mean(g·(y + y′))</pre>
 *
 * <p>which is complete, finite, and the derivative where input and reference agree.
 */
final class StandardizeKernel implements Kernel {
  /** Of float32 values around their mean, relative to it. */
  private static final double ROUNDING = 3e-7;

  private final int[] axes;
  private final double epsilon;
  private final double offset;
  private final boolean centred;

  StandardizeKernel(Operation.Standardize operation) {
    axes = operation.axes().stream().mapToInt(Integer::intValue).toArray();
    epsilon = operation.epsilon();
    offset = operation.offset();
    centred = operation.centred();
  }

  @Override
  public NDArray forward(NDList inputs) {
    NDArray c = centred(inputs.get(0));
    return c.div(root(c).add(offset));
  }

  @Override
  public NDArray[] gradient(NDList inputs, NDArray output, NDArray cotangent, BackwardRule rule) {
    NDArray c = centred(inputs.get(0));
    NDArray root = root(c);
    NDArray along = c.mul(inverse(root)).mul(mean(cotangent.mul(output)));
    return new NDArray[] {toInput(cotangent.sub(along).div(root.add(offset)))};
  }

  @Override
  public NDArray[] rescale(
      NDList inputs,
      NDArray output,
      NDList referenceInputs,
      NDArray referenceOutput,
      NDArray cotangent) {
    NDArray c = centred(inputs.get(0));
    NDArray referenceC = centred(referenceInputs.get(0));
    NDArray roots = root(c).add(root(referenceC));
    NDArray p = roots.add(2 * offset).pow(-1);
    NDArray weighted = mean(cotangent.mul(output.add(referenceOutput)));
    NDArray along = c.add(referenceC).mul(p.mul(inverse(roots)).mul(weighted));
    return new NDArray[] {toInput(cotangent.mul(p.mul(2)).sub(along))};
  }

  /**
   * What differs from the mean by rounding alone is none: divided by √ε, a constant's rounding
   * would be enlarged some 300 times, by one layer after the other.
   */
  private NDArray centred(NDArray x) {
    if (!centred) {
      return x;
    }
    NDArray mean = mean(x);
    NDArray c = x.sub(mean);
    NDArray varies = mean(c.mul(c)).gt(mean.mul(mean).mul(ROUNDING * ROUNDING));
    return c.mul(Arrays.indicator(varies));
  }

  /** The adjoint of subtracting the mean. */
  private NDArray toInput(NDArray cotangent) {
    return centred ? cotangent.sub(mean(cotangent)) : cotangent;
  }

  private NDArray root(NDArray c) {
    return mean(c.mul(c)).add(epsilon).sqrt();
  }

  /** 1 / x; any number at 0, where it is multiplied by 0. */
  private static NDArray inverse(NDArray x) {
    return NDArrays.where(x.eq(0), x.onesLike(), x).pow(-1);
  }

  private NDArray mean(NDArray x) {
    return Arrays.mean(x, axes, true);
  }
}
