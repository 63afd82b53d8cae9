package org.ecglens.job.option;

import java.util.List;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;
import org.ecglens.ingest.BeatChoice;
import picocli.CommandLine.Option;

/** Strips or median beats, and what is measured in them. */
public final class BeatOptions {
  private static final String MEDIAN = "median";
  private static final int MOST_SAMPLES = 100_000;

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

  /**
   * What is wanted.
   *
   * @throws UserException if an option is out of range
   */
  public BeatChoice choice() {
    List<String> known = List.of("as-recorded", MEDIAN);
    if (!known.contains(beats)) {
      throw Suggestion.unknown("--beats", beats, known);
    }
    if (samples < 1 || samples > MOST_SAMPLES) {
      throw new UserException(
          "--beat-samples is " + samples + "; it must be from 1 to " + MOST_SAMPLES + ".");
    }
    if (!(rate >= 50 && rate <= 10_000)) {
      throw new UserException("--beat-rate is " + rate + "; it must be from 50 to 10000 Hz.");
    }
    return new BeatChoice(beats.equals(MEDIAN), rate, samples, measure);
  }
}
