package org.ecglens.net.convolution;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.Locale;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Shape;

/**
 * How one convolution layer is computed, decided from estimated costs.
 *
 * @param operation the layer
 * @param input shape of one row, {@code [in, spatial...]}
 * @param spectral whether it is computed in the frequency domain
 * @param directMicros estimated time of one row in the time domain, µs on one core
 * @param spectralMicros estimated time of one row in the frequency domain, µs on one core; infinite
 *     where that is impossible
 */
public record ConvolutionPlan(
    Operation.Convolution operation,
    Shape input,
    boolean spectral,
    double directMicros,
    double spectralMicros) {
  private static final double DIRECT_FLOPS_PER_MICRO = 90_000;
  private static final double PRODUCT_FLOPS_PER_MICRO = 60_000;
  private static final double TRANSFORM_FLOPS_PER_MICRO = 9_000;

  /**
   * Decides.
   *
   * @param operation the layer
   * @param input shape of one row, {@code [in, spatial...]}
   * @param microBatch rows computed at a time
   * @param device where it runs
   * @param choice what is asked for; {@link ConvolutionChoice#SPECTRAL} is obeyed where it is
   *     possible
   */
  public static ConvolutionPlan of(
      Operation.Convolution operation,
      Shape input,
      int microBatch,
      Device device,
      ConvolutionChoice choice) {
    double direct = directMicros(operation, input);
    double spectral =
        SpectralConvolution.applies(operation)
            ? spectralMicros(operation, input, microBatch)
            : Double.POSITIVE_INFINITY;
    boolean chosen =
        switch (choice) {
          case DIRECT -> false;
          case SPECTRAL -> SpectralConvolution.applies(operation);
          case AUTO -> spectral < direct;
        };
    return new ConvolutionPlan(operation, input, chosen, direct, spectral);
  }

  /** Builds the kernel; its weights live in the manager. */
  public ConvolutionKernel kernel(NDManager manager) {
    return spectral
        ? new SpectralConvolution(operation, input, manager)
        : new DirectConvolution(operation, input, manager);
  }

  /** One line for the log: the layer, the choice and both estimates. */
  public String description() {
    return String.format(
        Locale.ROOT,
        "convolution %s on %s: %s (estimated per row: direct %.0f us, spectral %s)",
        operation.weight().dims(),
        input.dims(),
        spectral
            ? "spectral, " + SpectralConvolution.points(operation, input.dim(2)) + " points"
            : "direct",
        directMicros,
        Double.isInfinite(spectralMicros)
            ? "impossible"
            : String.format(Locale.ROOT, "%.0f us", spectralMicros));
  }

  private static double directMicros(Operation.Convolution operation, Shape input) {
    double products = operation.weight().size();
    for (int axis = 0; axis < operation.strides().size(); axis++) {
      int reach = operation.dilations().get(axis) * (operation.weight().dim(axis + 2) - 1);
      int padded =
          input.dim(axis + 2) + operation.padsBegin().get(axis) + operation.padsEnd().get(axis);
      products *= Math.floorDiv(padded - reach - 1, operation.strides().get(axis)) + 1;
    }
    return 2 * products / DIRECT_FLOPS_PER_MICRO;
  }

  private static double spectralMicros(
      Operation.Convolution operation, Shape input, int microBatch) {
    int points = SpectralConvolution.points(operation, input.dim(2));
    double out = operation.weight().dim(0);
    double in = operation.weight().dim(1);
    double transforms = 2.5 * points * (Math.log(points) / Math.log(2)) * (in + out);
    double products = 8 * in * out * (points / 2.0 + 1);
    return transforms / TRANSFORM_FLOPS_PER_MICRO
        + products / PRODUCT_FLOPS_PER_MICRO * (1 + 4.0 / microBatch);
  }
}
