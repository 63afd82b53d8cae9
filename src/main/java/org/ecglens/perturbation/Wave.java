package org.ecglens.perturbation;

import java.util.Optional;
import org.ecglens.ecg.Waves;

/** A wave of the beat, that can be taken out of a record. */
public enum Wave {
  /** Depolarisation of the atria. */
  P,
  /** Depolarisation of the ventricles. */
  QRS,
  /** Repolarisation of the ventricles. */
  T;

  /**
   * The record without the wave: in every lead a straight line from onset to offset (after Hicks et
   * al., Sci Rep 2021;11:10949, who blanked waves to see which of them a network reads).
   *
   * @param signal {@code [lead * samples + sample]}, not changed
   * @param waves limits in samples; the offset still belongs to the wave
   * @return empty where the record has no such wave, or its limits do not lie in the signal
   */
  public Optional<float[]> blanked(float[] signal, int samples, Waves waves) {
    Integer onset = onset(waves);
    Integer offset = offset(waves);
    if (onset == null || offset == null || onset < 0 || offset >= samples || onset >= offset) {
      return Optional.empty();
    }
    float[] blanked = signal.clone();
    for (int start = 0; start < signal.length; start += samples) {
      float from = signal[start + onset];
      float step = (signal[start + offset] - from) / (offset - onset);
      for (int t = onset + 1; t < offset; t++) {
        blanked[start + t] = from + (t - onset) * step;
      }
    }
    return Optional.of(blanked);
  }

  /** First sample of the wave, or null. */
  public Integer onset(Waves waves) {
    return switch (this) {
      case P -> waves.pOnset();
      case QRS -> waves.qrsOnset();
      case T -> waves.tOnset();
    };
  }

  /** Last sample of the wave, or null. */
  public Integer offset(Waves waves) {
    return switch (this) {
      case P -> waves.pOffset();
      case QRS -> waves.qrsOffset();
      case T -> waves.tOffset();
    };
  }
}
