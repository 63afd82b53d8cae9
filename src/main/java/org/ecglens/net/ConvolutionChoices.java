package org.ecglens.net;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Shape;
import org.ecglens.net.convolution.ConvolutionKernel;
import org.ecglens.net.convolution.ConvolutionPlan;
import org.ecglens.net.convolution.TransposedConvolution;
import org.ecglens.net.kernel.Kernels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides per layer how it is convolved, and says so in the log. */
final class ConvolutionChoices implements Kernels.Convolutions {
  private static final Logger LOG = LoggerFactory.getLogger(ConvolutionChoices.class);

  private final NetworkOptions options;
  private final NDManager weights;

  ConvolutionChoices(NetworkOptions options, NDManager weights) {
    this.options = options;
    this.weights = weights;
  }

  @Override
  public ConvolutionKernel of(String node, Operation.Convolution operation, Shape input) {
    Device device = weights.getDevice();
    ConvolutionPlan plan =
        ConvolutionPlan.of(operation, input, options.microBatch(), device, options.convolution());
    LOG.info("{}: {}", node, plan.description());
    return plan.kernel(weights);
  }

  @Override
  public ConvolutionKernel of(String node, Operation.TransposedConvolution operation, Shape input) {
    return new TransposedConvolution(operation, input, weights);
  }
}
