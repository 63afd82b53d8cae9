package org.ecglens.net.kernel;

import ai.djl.ndarray.NDManager;
import org.ecglens.graph.Graph;
import org.ecglens.graph.Node;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Shape;
import org.ecglens.net.convolution.ConvolutionKernel;

/** Which kernel executes which operation. */
public final class Kernels {
  private Kernels() {}

  /** Makes the kernels of convolutions, which can be had in more than one way. */
  public interface Convolutions {
    /** A kernel for a convolution of inputs of this shape. */
    ConvolutionKernel of(String node, Operation.Convolution operation, Shape input);

    /** A kernel for a transposed convolution of inputs of this shape. */
    ConvolutionKernel of(String node, Operation.TransposedConvolution operation, Shape input);
  }

  /** The kernel of a node, its constants in the given memory. */
  public static Kernel of(Node node, Graph graph, NDManager manager, Convolutions convolutions) {
    Shape output = graph.shape(node.output());
    Shape input = node.inputs().isEmpty() ? output : graph.shape(node.inputs().get(0));
    Operation operation = node.operation();
    if (operation instanceof Operation.Convolution o) {
      return new ConvolutionAdapter(convolutions.of(node.name(), o, input));
    } else if (operation instanceof Operation.TransposedConvolution o) {
      return new ConvolutionAdapter(convolutions.of(node.name(), o, input));
    } else if (operation instanceof Operation.Linear o) {
      return new LinearKernel(o, manager);
    } else if (operation instanceof Operation.Recurrent o) {
      return new RecurrentKernel(o, manager);
    } else if (operation instanceof Operation.Elementwise o) {
      return new ElementwiseKernel(o);
    } else if (operation instanceof Operation.PRelu o) {
      return new PReluKernel(o, manager);
    } else if (operation instanceof Operation.Affine o) {
      return new AffineKernel(o, manager);
    } else if (operation instanceof Operation.Add) {
      return new AddKernel();
    } else if (operation instanceof Operation.Subtract) {
      return new SubtractKernel();
    } else if (operation instanceof Operation.Multiply) {
      return new MultiplyKernel();
    } else if (operation instanceof Operation.MatMul) {
      return new MatMulKernel();
    } else if (operation instanceof Operation.Where) {
      return new WhereKernel();
    } else if (operation instanceof Operation.Standardize o) {
      return new StandardizeKernel(o);
    } else if (operation instanceof Operation.Softmax o) {
      return new SoftmaxKernel(o);
    } else if (operation instanceof Operation.LogSoftmax o) {
      return new SoftmaxKernel(o);
    } else if (operation instanceof Operation.MaxPool o) {
      return new MaxPoolKernel(o, output);
    } else if (operation instanceof Operation.AveragePool o) {
      return new AveragePoolKernel(o, output, manager);
    } else if (operation instanceof Operation.ReduceSum o) {
      return new ReduceKernel(o);
    } else if (operation instanceof Operation.ReduceMean o) {
      return new ReduceKernel(o);
    } else if (operation instanceof Operation.ReduceMax o) {
      return new ReduceMaxKernel(o);
    } else if (operation instanceof Operation.Reshape || operation instanceof Operation.Excerpts) {
      return new ReshapeKernel(output);
    } else if (operation instanceof Operation.Transpose o) {
      return new TransposeKernel(o);
    } else if (operation instanceof Operation.Concat o) {
      return new ConcatKernel(o);
    } else if (operation instanceof Operation.Slice o) {
      return new SliceKernel(o);
    } else if (operation instanceof Operation.Gather o) {
      return new GatherKernel(o, input.dim(o.axis()), manager);
    } else if (operation instanceof Operation.Pad o) {
      return new PadKernel(o);
    } else if (operation instanceof Operation.ZeroPhaseFilter o) {
      return new ZeroPhaseFilterKernel(o, input.dim(input.rank() - 1), manager);
    } else if (operation instanceof Operation.MedianFilter o) {
      return new MedianFilterKernel(o);
    } else if (operation instanceof Operation.Divide) {
      return new DivideKernel();
    } else if (operation instanceof Operation.Aggregate o) {
      return new AggregateKernel(o, output);
    } else if (operation instanceof Operation.Constant o) {
      return new ConstantKernel(o, output, manager);
    }
    throw new IllegalArgumentException("no kernel for " + operation.getClass().getSimpleName());
  }
}
