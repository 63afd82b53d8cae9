package org.ecglens.job.option;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;
import org.ecglens.model.ModelFile;
import org.ecglens.model.ModelTraining;
import org.ecglens.net.training.Split;
import org.ecglens.records.RecordTable;
import picocli.CommandLine.Option;

/** Which of the records: a part, as the networks were trained on them, or a sample. */
public final class PartOptions {
  /** No part is left out. */
  static final String ALL = "all";

  @Option(
      names = "--part",
      defaultValue = ALL,
      description =
          "records of a part of the split in the networks' cards: test, validation, training, or"
              + " all; test leaves out what a network has learnt from (default: ${DEFAULT-VALUE})")
  private String part;

  @Option(
      names = "--sample",
      paramLabel = "N",
      description = "N of these records, chosen by their ids and --seed (default: all of them)")
  private Integer sample;

  /**
   * Of a table the records that are wanted.
   *
   * @throws UserException if the networks do not say their split, or not the same, or the sample is
   *     empty
   */
  public RecordTable of(RecordTable table, List<ModelFile> files, long seed) {
    if (sample != null) {
      checkSample(sample);
    }
    RecordTable those = part(table, files);
    return sample == null ? those : those.sample(sample, seed);
  }

  /** Checks the size of a sample. */
  public static void checkSample(int sample) {
    if (sample < 1) {
      throw new UserException("--sample is " + sample + "; it must be at least 1.");
    }
  }

  /** What decides which records these are. */
  public Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    if (!part.equals(ALL)) {
      settings.put("--part", part);
    }
    if (sample != null) {
      settings.put("--sample", sample.toString());
    }
    return settings;
  }

  private RecordTable part(RecordTable table, List<ModelFile> files) {
    List<String> known = new ArrayList<>(List.of(ALL));
    Arrays.stream(Split.Part.values())
        .forEach(value -> known.add(value.name().toLowerCase(Locale.ROOT)));
    if (!known.contains(part)) {
      throw Suggestion.unknown("--part", part, known);
    }
    if (part.equals(ALL)) {
      return table;
    }
    ModelTraining.Split common = null;
    for (ModelFile file : files) {
      ModelTraining training = file.card().training();
      if (training == null || training.split() == null) {
        throw new UserException(
            "--part "
                + part
                + ": the card of "
                + file.path()
                + " does not say how records were divided (training.split); use --part all.");
      }
      if (common != null && !common.equals(training.split())) {
        throw new UserException(
            "--part "
                + part
                + ": the networks were trained on different divisions of the records;"
                + " judge them one by one.");
      }
      common = training.split();
    }
    Split split = new Split(common.seed(), common.training(), common.validation());
    return table.only(split, Split.Part.valueOf(part.toUpperCase(Locale.ROOT)));
  }
}
