package org.ecglens.attribution;

import java.io.Serializable;

/**
 * Standard deviation of the noise that is added to a record.
 *
 * @param sigma not negative
 * @param relative whether sigma is a share of the record's range max x − min x over all leads; if
 *     not, it is in the unit of the record
 */
public record InputNoise(double sigma, boolean relative) implements Serializable {

  /** The standard deviation in the unit of the record. */
  double of(float[] signal) {
    if (!relative) {
      return sigma;
    }
    float min = signal[0];
    float max = signal[0];
    for (float value : signal) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    return sigma * ((double) max - min);
  }

  /** For each record of a batch, in its unit. */
  double[] of(ExplainableBatch batch) {
    double[] sigmas = new double[batch.records()];
    for (int record = 0; record < sigmas.length; record++) {
      sigmas[record] = of(batch.signal(record));
    }
    return sigmas;
  }

  /** The two options that set the noise: the one that is given replaces the preset's. */
  static InputNoise of(Settings settings) {
    return settings.isSet("sigma-absolute")
        ? new InputNoise(settings.number("sigma-absolute"), false)
        : new InputNoise(settings.number("sigma"), true);
  }
}
