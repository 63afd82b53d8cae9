package org.ecglens.job.option;

import java.util.List;
import org.ecglens.error.UserException;
import org.ecglens.plan.BeatsSpec;
import org.ecglens.plan.Choice;
import picocli.CommandLine.Option;

/** Strips or median beats, and what is measured in them. */
public final class BeatOptions {
  private static final String ALL = "all";

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

  @Option(
      names = "--strip",
      defaultValue = "0",
      paramLabel = "SECONDS",
      description =
          "cut longer recordings into strips of this length, each a record with #t=SECONDS behind"
              + " its id; 0 cuts only recordings that are too large for a row, into parts of at"
              + " most an hour (default: ${DEFAULT-VALUE})")
  private double strip;

  @Option(
      names = "--strips",
      defaultValue = "all",
      paramLabel = "N|all",
      description =
          "with --strip, which strips of each recording: the cleanest one of each of N equal"
              + " stretches, or all (default: ${DEFAULT-VALUE})")
  private String strips;

  @Option(
      names = "--fill-gaps",
      defaultValue = "0",
      paramLabel = "MS",
      description =
          "fill gaps of up to so many milliseconds with straight lines; a notice says how many"
              + " (default: ${DEFAULT-VALUE}, none)")
  private double fillGaps;

  /** The form that the options request. */
  public BeatsSpec spec() {
    return BeatsSpec.builder()
        .form(Choice.of("--beats", beats, List.of(BeatsSpec.Form.values())))
        .sampleRateHz(rate)
        .samples(samples)
        .measure(measure)
        .stripSeconds(strip)
        .strips(strips())
        .fillGapsMs(fillGaps)
        .build();
  }

  private int strips() {
    if (strips.equals(ALL)) {
      return 0;
    }
    try {
      return Integer.parseInt(strips);
    } catch (NumberFormatException e) {
      throw new UserException("--strips is '" + strips + "'; it must be a number, or all.", e);
    }
  }
}
