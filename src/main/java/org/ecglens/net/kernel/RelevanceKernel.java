package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** Takes relevance back through one operation; as {@link Kernel} in all else. */
@FunctionalInterface
public interface RelevanceKernel {
  /**
   * Shares relevance out among the inputs.
   *
   * @param inputs of the operation
   * @param output of the operation
   * @param relevance shaped like the output
   * @return one array per input, shaped like it; null where it has no relevance. Each is new or the
   *     relevance itself
   */
  NDArray[] back(NDList inputs, NDArray output, NDArray relevance);
}
