package org.ecglens.ecg;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.ecglens.UserException;

/** What may be done to a record so that it fits a network, each by the user's choice only. */
public enum AdaptationStep {
  /** Select and reorder leads, derive limb leads from I and II. */
  LEADS("leads"),
  /** Change the sample rate. */
  RESAMPLE("resample"),
  /** Convert between V, mV and uV. */
  UNIT("unit"),
  /** Leave samples out. */
  CROP("crop"),
  /** Add samples. */
  PAD("pad");

  private final String word;

  AdaptationStep(String word) {
    this.word = word;
  }

  /** The word that stands in cards and options. */
  public String word() {
    return word;
  }

  /**
   * The step of a word.
   *
   * @throws UserException if there is none; the message names those that exist
   */
  public static AdaptationStep of(String word) {
    return Arrays.stream(values())
        .filter(step -> step.word.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    "adaptation step \""
                        + word
                        + "\" does not exist; choose from "
                        + Arrays.stream(values())
                            .map(AdaptationStep::word)
                            .collect(Collectors.joining(", "))));
  }
}
