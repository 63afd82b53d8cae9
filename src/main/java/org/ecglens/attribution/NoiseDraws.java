package org.ecglens.attribution;

import org.ecglens.random.Draws;

/**
 * InputNoise of a method for each record of a batch: the same whatever the batch and the targets.
 */
final class NoiseDraws {
  private final ExplainableBatch batch;
  private final double[] sigmas;
  private final Draws[] draws;
  private final double[] values;
  private int currentRecord = -1;
  private int currentDraw = -1;

  NoiseDraws(ExplainableBatch batch, String method, InputNoise noise) {
    this.batch = batch;
    this.sigmas = noise.of(batch);
    this.draws = new Draws[batch.records()];
    this.values = new double[batch.leads() * batch.samples()];
    for (int record = 0; record < draws.length; record++) {
      draws[record] =
          Draws.of(batch.seed(), batch.model(), batch.recordId(record), method, "noise");
    }
  }

  /** A record with noise, {@code [lead * samples + sample]}; valid until the next call. */
  double[] values(int record, int draw) {
    if (record != currentRecord || draw != currentDraw) {
      if (sigmas[record] != 0) {
        draws[record].gaussians(draw, values);
      }
      float[] signal = batch.signal(record);
      for (int i = 0; i < values.length; i++) {
        values[i] = sigmas[record] == 0 ? signal[i] : signal[i] + sigmas[record] * values[i];
      }
      currentRecord = record;
      currentDraw = draw;
    }
    return values;
  }
}
