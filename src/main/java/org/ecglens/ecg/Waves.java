package org.ecglens.ecg;

import java.io.Serializable;

/**
 * Global limits and peaks of the waves of a beat, in samples from the start of the record; null
 * where a wave is absent or was not measured. In a rhythm strip they are those of its first
 * complete beat.
 */
public record Waves(
    Integer pOnset,
    Integer pPeak,
    Integer pOffset,
    Integer qrsOnset,
    Integer qrsPeak,
    Integer qrsOffset,
    Integer tOnset,
    Integer tPeak,
    Integer tOffset)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Nothing measured. */
  public static final Waves NONE = new Waves(null, null, null, null, null, null, null, null, null);

  /** The same waves a number of samples later. */
  public Waves shifted(int samples) {
    return new Waves(
        later(pOnset, samples),
        later(pPeak, samples),
        later(pOffset, samples),
        later(qrsOnset, samples),
        later(qrsPeak, samples),
        later(qrsOffset, samples),
        later(tOnset, samples),
        later(tPeak, samples),
        later(tOffset, samples));
  }

  private static Integer later(Integer sample, int samples) {
    return sample == null ? null : Integer.valueOf(sample + samples);
  }
}
