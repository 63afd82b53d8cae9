package org.ecglens.job.option;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.error.UserException;
import org.ecglens.net.training.Architecture;
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

  /** With one output. */
  public Architecture architecture(int leads, int samples) {
    List<Architecture.Stem> convolutions = new ArrayList<>();
    for (String text : stem) {
      if (!text.matches("\\d{1,6}x\\d{1,6}")) {
        throw new UserException(
            "--stem " + text + ": write filters x kernel for each convolution, as 64x8,32x3.");
      }
      String[] parts = text.split("x", -1);
      convolutions.add(
          new Architecture.Stem(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])));
    }
    return new Architecture(leads, samples, convolutions, pooling, blocks, innerWidth, kernel, 1);
  }
}
