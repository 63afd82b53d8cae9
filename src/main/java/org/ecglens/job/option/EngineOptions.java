package org.ecglens.job.option;

import java.util.List;
import org.ecglens.net.convolution.ConvolutionChoice;
import org.ecglens.plan.Choice;
import org.ecglens.plan.EngineSpec;
import org.ecglens.plan.Processor;
import picocli.CommandLine.Option;

/** What networks run on. */
public final class EngineOptions {
  @Option(
      names = "--device",
      defaultValue = "cpu",
      description = "cpu or gpu (default: ${DEFAULT-VALUE})")
  private String device;

  @Option(
      names = "--micro-batch",
      defaultValue = "32",
      paramLabel = "ROWS",
      description =
          "rows that go through the network together at most; fewer where they would take more than"
              + " 256 MB, or 4 GB on a graphics card (default: ${DEFAULT-VALUE})")
  private int microBatch;

  @Option(
      names = "--convolution",
      defaultValue = "auto",
      description = "auto, direct or spectral (default: ${DEFAULT-VALUE})")
  private String convolution;

  /** The engine that the options request. */
  public EngineSpec spec() {
    return EngineSpec.builder()
        .device(Choice.of("--device", device, List.of(Processor.values())))
        .microBatch(microBatch)
        .convolution(Choice.of("--convolution", convolution, List.of(ConvolutionChoice.values())))
        .build();
  }
}
