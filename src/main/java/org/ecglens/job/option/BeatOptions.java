package org.ecglens.job.option;

import java.util.List;
import org.ecglens.plan.BeatsSpec;
import org.ecglens.plan.Choice;
import picocli.CommandLine.Option;

/** Strips or median beats, and what is measured in them. */
public final class BeatOptions {
  @Option(
      names = "--beats",
      defaultValue = "as-recorded",
      description =
          "as-recorded, or median: one representative beat of each recording, the source's own"
              + " where it has one, else made from the strip (default: ${DEFAULT-VALUE})")
  private String beats;

  @Option(
      names = "--beat-samples",
      defaultValue = "600",
      paramLabel = "N",
      description = "samples of a median beat that is made here (default: ${DEFAULT-VALUE})")
  private int samples;

  @Option(
      names = "--beat-rate",
      defaultValue = "500",
      paramLabel = "HZ",
      description = "samples a second of a median beat made here (default: ${DEFAULT-VALUE})")
  private double rate;

  @Option(
      names = "--measure",
      defaultValue = "true",
      arity = "1",
      paramLabel = "true|false",
      description =
          "measure rate, PR, QRS, QT, J, T and R where the source does not say them (default:"
              + " ${DEFAULT-VALUE})")
  private boolean measure;

  /** The form that the options request. */
  public BeatsSpec spec() {
    return BeatsSpec.builder()
        .form(Choice.of("--beats", beats, List.of(BeatsSpec.Form.values())))
        .sampleRateHz(rate)
        .samples(samples)
        .measure(measure)
        .build();
  }
}
