package org.ecglens.attribution;

import java.util.List;

/**
 * |dx/dt|: where the signal is steep, whatever the network. A control. Central differences within a
 * lead, one-sided ones at its ends, in the signal's unit per sample; 0 in a lead of one sample.
 */
public record Slope() implements SignalMethod {
  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          Controls.SLOPE,
          MethodGroup.CONTROL,
          "|dx/dt|, without the network: a control",
          List.of(),
          settings -> new Slope());

  @Override
  public String name() {
    return DEFINITION.name();
  }

  @Override
  public float point(float[] signal, int from, int samples, int sample) {
    int before = Math.max(sample - 1, 0);
    int after = Math.min(sample + 1, samples - 1);
    if (before == after) {
      return 0;
    }
    double rise = (double) signal[from + after] - signal[from + before];
    return (float) (Math.abs(rise) / (after - before));
  }
}
