package org.ecglens.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.ecglens.error.UserException;
import org.ecglens.net.training.Architecture;

/**
 * The shape of residual networks, but for what the records decide; by default that of the reference
 * work.
 *
 * @param stem convolutions before the pooling, at least one; the filters of the last are the width
 *     of the blocks
 * @param pooling samples averaged into one, at least 1
 * @param blocks residual blocks of two convolutions, at least 0
 * @param innerWidth filters of the first convolution of a block, at least 1
 * @param kernel samples that the kernels of blocks are long, at least 1
 */
public record ArchitectureSpec(
    @Asked(option = "--stem") List<Architecture.Stem> stem,
    @Asked(option = "--pooling") int pooling,
    @Asked(option = "--blocks") int blocks,
    @Asked(option = "--inner-width") int innerWidth,
    @Asked(option = "--kernel") int kernel)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int LONG = 1 << 29;

  /**
   * Checks the values.
   *
   * @throws UserException if a value is unknown or out of range
   */
  public ArchitectureSpec {
    stem = List.copyOf(stem);
    // Long records forbid nothing: what is wrong with these is wrong with all.
    new Architecture(1, LONG, stem, pooling, blocks, innerWidth, kernel, 1);
  }

  /** The defaults, to change. */
  public static Builder builder() {
    return new Builder();
  }

  /** A copy to change. */
  public Builder with() {
    return new Builder(this);
  }

  /**
   * Reads {@code 64x8} as a convolution of 64 filters and 8 taps.
   *
   * @throws UserException if a text is no such pair
   */
  public static List<Architecture.Stem> stem(List<String> texts) {
    List<Architecture.Stem> convolutions = new ArrayList<>();
    for (String text : texts) {
      if (!text.matches("\\d{1,6}x\\d{1,6}")) {
        throw new UserException(
            "--stem " + text + ": write filters x kernel for each convolution, as 64x8,32x3.");
      }
      String[] parts = text.split("x", -1);
      convolutions.add(
          new Architecture.Stem(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])));
    }
    return List.copyOf(convolutions);
  }

  /**
   * A network with one output.
   *
   * @param leads of the records
   * @param samples in each lead
   * @throws UserException if it does not suit such records
   */
  public Architecture architecture(int leads, int samples) {
    return new Architecture(leads, samples, stem, pooling, blocks, innerWidth, kernel, 1);
  }

  /** Collects the components of the spec; each setter has the name of its component. */
  public static final class Builder {
    private List<Architecture.Stem> stem = Architecture.PAPER.stem();
    private int pooling = Architecture.PAPER.pooling();
    private int blocks = Architecture.PAPER.blocks();
    private int innerWidth = Architecture.PAPER.innerWidth();
    private int kernel = Architecture.PAPER.kernel();

    private Builder() {}

    private Builder(ArchitectureSpec spec) {
      stem = spec.stem;
      pooling = spec.pooling;
      blocks = spec.blocks;
      innerWidth = spec.innerWidth;
      kernel = spec.kernel;
    }

    /** See {@link ArchitectureSpec#stem}. */
    public Builder stem(List<Architecture.Stem> value) {
      stem = value;
      return this;
    }

    /** See {@link ArchitectureSpec#pooling}. */
    public Builder pooling(int value) {
      pooling = value;
      return this;
    }

    /** See {@link ArchitectureSpec#blocks}. */
    public Builder blocks(int value) {
      blocks = value;
      return this;
    }

    /** See {@link ArchitectureSpec#innerWidth}. */
    public Builder innerWidth(int value) {
      innerWidth = value;
      return this;
    }

    /** See {@link ArchitectureSpec#kernel}. */
    public Builder kernel(int value) {
      kernel = value;
      return this;
    }

    /**
     * Builds the spec.
     *
     * @throws UserException if a value is unknown or out of range
     */
    public ArchitectureSpec build() {
      return new ArchitectureSpec(stem, pooling, blocks, innerWidth, kernel);
    }
  }
}
