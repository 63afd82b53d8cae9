package org.ecglens.io;

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
    /** What the source does not say was supposed. */
    ASSUMED("assumed"),
    /** A checksum does not fit. */
    CHECKSUM("checksum"),
    /** A header contradicts itself or its files. */
    HEADER("header"),
    /** A part beside the signal, such as annotations, cannot be read. */
    UNREADABLE_PART("unreadable-part"),
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
