package org.ecglens.attribution;

import org.ecglens.random.Draws;

/** Noise of a method for each record of a batch: the same whatever the batch and the targets. */
final class NoiseDraws {
  private final Batch batch;
  private final double[] sigmas;
  private final Draws[] draws;

  NoiseDraws(Batch batch, String method, Noise noise) {
    this.batch = batch;
    this.sigmas = noise.of(batch);
    this.draws = new Draws[batch.records()];
    for (int record = 0; record < draws.length; record++) {
      draws[record] =
          Draws.of(batch.seed(), batch.model(), batch.recordId(record), method, "noise");
    }
  }

  /** Value of a point with noise. */
  double value(int record, int draw, int point) {
    double value = batch.signal(record)[point];
    return sigmas[record] == 0
        ? value
        : value + sigmas[record] * draws[record].gaussian(draw, point);
  }
}
