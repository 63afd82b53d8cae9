package org.ecglens.io.wfdb;

/**
 * A mark on a record (annot(5) of the WFDB manual).
 *
 * @param sample frame from the start of the record
 * @param type code of the kind, see the constants for those of beats and waves
 * @param subtype variant of the kind
 * @param channel signal that it belongs to
 * @param number of a further counter
 * @param aux text, empty if there is none; it may be free text of a person
 */
public record Annotation(long sample, int type, int subtype, int channel, int number, String aux) {
  /** A normal beat: where only waves are marked, the peak of a QRS complex. */
  public static final int NORMAL = 1;

  /** Peak of a P wave. */
  public static final int P_PEAK = 24;

  /** Peak of a T wave. */
  public static final int T_PEAK = 27;

  /** Start of a wave. */
  public static final int ONSET = 39;

  /** End of a wave. */
  public static final int OFFSET = 40;
}
