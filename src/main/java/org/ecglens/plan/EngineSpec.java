package org.ecglens.plan;

import java.io.Serializable;
import java.util.Objects;
import org.ecglens.error.UserException;
import org.ecglens.net.NetworkOptions;
import org.ecglens.net.convolution.ConvolutionChoice;

/**
 * The engine that runs the networks. Results depend on it only by rounding, so a run may resume
 * with another engine.
 *
 * @param device processor or graphics card
 * @param microBatch rows that a network processes together, at least 1
 * @param convolution how long kernels are convolved
 */
public record EngineSpec(
    @Asked(option = "--device", incidental = true) Processor device,
    @Asked(option = "--micro-batch", incidental = true) int microBatch,
    @Asked(option = "--convolution", incidental = true) ConvolutionChoice convolution)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Checks the values.
   *
   * @throws UserException if a value is unknown or out of range
   */
  public EngineSpec {
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(convolution, "convolution");
    if (microBatch < 1) {
      throw new UserException("--micro-batch is " + microBatch + "; it must be at least 1.");
    }
  }

  /** The defaults, to change. */
  public static Builder builder() {
    return new Builder();
  }

  /** A copy to change. */
  public Builder with() {
    return new Builder(this);
  }

  /** How networks run, but for the device, which is a task's: that of the driver, the processor. */
  public NetworkOptions options() {
    return new NetworkOptions(Choice.word(Processor.CPU), microBatch, convolution);
  }

  /** Collects the components of the spec; each setter has the name of its component. */
  public static final class Builder {
    private Processor device = Processor.CPU;
    private int microBatch = 32;
    private ConvolutionChoice convolution = ConvolutionChoice.AUTO;

    private Builder() {}

    private Builder(EngineSpec spec) {
      device = spec.device;
      microBatch = spec.microBatch;
      convolution = spec.convolution;
    }

    /** See {@link EngineSpec#device}. */
    public Builder device(Processor value) {
      device = value;
      return this;
    }

    /** See {@link EngineSpec#microBatch}. */
    public Builder microBatch(int value) {
      microBatch = value;
      return this;
    }

    /** See {@link EngineSpec#convolution}. */
    public Builder convolution(ConvolutionChoice value) {
      convolution = value;
      return this;
    }

    /**
     * Builds the spec.
     *
     * @throws UserException if a value is unknown or out of range
     */
    public EngineSpec build() {
      return new EngineSpec(device, microBatch, convolution);
    }
  }
}
