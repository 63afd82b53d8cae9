package org.ecglens.io;

import java.util.Arrays;
import java.util.List;

/**
 * Something about a recording that did not stand in the way and that nobody should have to guess.
 *
 * @param kind by which notices are counted
 * @param detail a sentence that names the file, and nothing of the person
 */
public record Notice(Kind kind, String detail) {
  /** Kinds of notices. */
  public enum Kind {
    /** A signal, column, lead or waveform is not read. */
    LEFT_OUT("left-out"),
    /** The unit, which neither the source nor an option says, was supposed. */
    ASSUMED_UNIT("assumed-unit"),
    /** The sample rate, which neither the source nor an option says, was supposed. */
    ASSUMED_RATE("assumed-rate"),
    /** The source does not name its leads, and which signals are leads was supposed. */
    ASSUMED_LEADS("assumed-leads"),
    /** The source leaves out its unit or gain, for which its format has a value. */
    CONVENTION_UNIT("convention-unit"),
    /** The source leaves out its sample rate, for which its format has a value. */
    CONVENTION_RATE("convention-rate"),
    /** The path, and so the record's id, holds what the file calls the person. */
    PERSON_IN_PATH("person-in-path"),
    /** A checksum does not fit. */
    CHECKSUM("checksum"),
    /** A header contradicts itself or its files. */
    HEADER("header"),
    /** A part beside the signal, such as annotations, cannot be read. */
    UNREADABLE_PART("unreadable-part"),
    /**
     * The sample rate does not fit the duration, the time stamps or the pulse that the source says.
     */
    RATE_CONTRADICTION("rate-contradiction"),
    /** Channels were sampled at different times. */
    SKEW("skew"),
    /** A lead has no valid sample. */
    INVALID_LEAD("invalid-lead"),
    /** A label is outside the limits of physiology. */
    IMPOSSIBLE_LABEL("impossible-label"),
    /** No lead has the amplitudes of an electrocardiogram. */
    IMPLAUSIBLE_AMPLITUDE("implausible-amplitude"),
    /** A long recording became several records. */
    CUT("cut"),
    /** A long recording was measured in windows. */
    PARTLY_MEASURED("partly-measured"),
    /** Short gaps were filled. */
    FILLED_GAPS("filled-gaps");

    /** The words of all kinds. */
    public static final List<String> WORDS = Arrays.stream(values()).map(Kind::word).toList();

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The word that stands in tables. */
    public String word() {
      return word;
    }

    /** A notice of this kind. */
    public Notice of(String detail) {
      return new Notice(this, detail);
    }
  }
}
