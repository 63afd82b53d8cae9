package org.ecglens.job.option;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.plan.ArchitectureSpec;
import picocli.CommandLine.Option;

/** The shape of residual networks; by default that of the reference work. */
public final class ArchitectureOptions {
  @Option(
      names = "--stem",
      split = ",",
      defaultValue = "64x8,32x3",
      paramLabel = "FILTERSxKERNEL",
      description =
          "convolutions before the pooling; the filters of the last are the width of the blocks"
              + " (default: ${DEFAULT-VALUE})")
  private List<String> stem = new ArrayList<>();

  @Option(
      names = "--pooling",
      defaultValue = "2",
      paramLabel = "SAMPLES",
      description = "samples averaged into one (default: ${DEFAULT-VALUE})")
  private int pooling;

  @Option(
      names = "--blocks",
      defaultValue = "8",
      paramLabel = "N",
      description = "residual blocks of two convolutions (default: ${DEFAULT-VALUE})")
  private int blocks;

  @Option(
      names = "--inner-width",
      defaultValue = "64",
      paramLabel = "FILTERS",
      description = "filters of the first convolution of a block (default: ${DEFAULT-VALUE})")
  private int innerWidth;

  @Option(
      names = "--kernel",
      defaultValue = "50",
      paramLabel = "SAMPLES",
      description = "length of the kernels of blocks (default: ${DEFAULT-VALUE})")
  private int kernel;

  /** The shape that the options request. */
  public ArchitectureSpec spec() {
    return ArchitectureSpec.builder()
        .stem(ArchitectureSpec.stem(stem))
        .pooling(pooling)
        .blocks(blocks)
        .innerWidth(innerWidth)
        .kernel(kernel)
        .build();
  }
}
