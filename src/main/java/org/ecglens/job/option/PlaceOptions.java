package org.ecglens.job.option;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.finished.Elsewhere;
import picocli.CommandLine.Option;

/** Where the inputs of a run are now. */
public final class PlaceOptions {
  @Option(
      names = "--networks-at",
      split = ",",
      paramLabel = "PATH",
      description =
          "the run's networks, if they were moved: files or folders (default: as it read)")
  private List<String> networks = new ArrayList<>();

  @Option(
      names = "--records-at",
      paramLabel = "PATH",
      description = "the run's records, if they were moved (default: where it read them)")
  private String records;

  @Option(
      names = "--attributions-at",
      paramLabel = "PATH",
      description = "the run's --attributions, if they were moved (default: where it read them)")
  private String attributions;

  /** The places that are named. */
  public Elsewhere places() {
    return new Elsewhere(networks, records, attributions);
  }
}
