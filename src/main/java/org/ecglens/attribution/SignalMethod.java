package org.ecglens.attribution;

/** A map that is made of the signal alone: the same for all networks and targets. */
interface SignalMethod extends AttributionMethod {

  /**
   * The value of a point.
   *
   * @param signal {@code [lead * samples + sample]}
   * @param from first point of the lead
   * @param samples in the lead
   * @param sample in the lead
   */
  float point(float[] signal, int from, int samples, int sample);

  @Override
  default Attribution[][] attribute(ExplainableBatch batch) {
    float[][] predictions = batch.predictions();
    Attribution[][] attributions = new Attribution[batch.records()][batch.targets().length];
    for (int record = 0; record < attributions.length; record++) {
      float[] values = map(batch.signal(record), batch.samples());
      for (int target = 0; target < attributions[record].length; target++) {
        attributions[record][target] =
            new Attribution(values.clone(), predictions[record][target], null);
      }
    }
    return attributions;
  }

  private float[] map(float[] signal, int samples) {
    float[] values = new float[signal.length];
    for (int i = 0; i < values.length; i++) {
      int sample = i % samples;
      values[i] = point(signal, i - sample, samples, sample);
    }
    return values;
  }
}
