package org.ecglens.metric.map;

/**
 * A window of a record, in one lead or in all.
 *
 * @param onset first sample
 * @param offset last sample
 * @param lead index, or {@link #ALL_LEADS}
 */
public record Region(int onset, int offset, int lead) {
  /** Every lead. */
  public static final int ALL_LEADS = -1;

  /** Checks the limits. */
  public Region {
    if (onset < 0 || offset < onset || lead < ALL_LEADS) {
      throw new IllegalArgumentException("samples " + onset + " to " + offset + " of lead " + lead);
    }
  }

  /** Whether a point lies in it. */
  public boolean contains(int pointLead, int sample) {
    return sample >= onset && sample <= offset && (lead == ALL_LEADS || lead == pointLead);
  }

  /** Its points, {@code [lead * samples + sample]}. */
  public boolean[] mask(int leads, int samples) {
    boolean[] mask = new boolean[leads * samples];
    for (int point = 0; point < mask.length; point++) {
      mask[point] = contains(point / samples, point % samples);
    }
    return mask;
  }
}
