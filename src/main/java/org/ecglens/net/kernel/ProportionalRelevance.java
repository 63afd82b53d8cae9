package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * The ε rule: each input takes what it contributes to the output, its value times the derivative,
 * over the output.
 *
 * @param kernel of an operation that is linear in each of its inputs
 * @param epsilon added to the output's size
 * @param factors 1 where the inputs' contributions add up to the output, 2 for a product
 */
record ProportionalRelevance(Kernel kernel, double epsilon, int factors)
    implements RelevanceKernel {

  /** Keeps quotients finite, as zennit does, where another ε is not asked for. */
  static final double STABILIZER = 1e-6;

  @Override
  public NDArray[] back(NDList inputs, NDArray output, NDArray relevance) {
    NDArray shares = relevance.div(stable(output, epsilon).mul(factors));
    NDArray[] back = kernel.gradient(inputs, output, shares, BackwardRule.GRADIENT);
    for (int i = 0; i < back.length; i++) {
      back[i] = back[i] == null ? null : inputs.get(i).mul(back[i]);
    }
    return back;
  }

  /** Further from 0 by ε; 0 counts as positive. */
  static NDArray stable(NDArray z, double epsilon) {
    return z.add(Arrays.indicator(z.gte(0)).mul(2 * epsilon).sub(epsilon));
  }
}
