package org.ecglens.attribution;

import java.util.List;

/** |x|: where the signal is large, whatever the network. A control. */
public record Amplitude() implements SignalMethod {
  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          Controls.AMPLITUDE,
          MethodGroup.CONTROL,
          "|x|, without the network: a control",
          List.of(),
          settings -> new Amplitude());

  @Override
  public String name() {
    return DEFINITION.name();
  }

  @Override
  public float point(float[] signal, int from, int samples, int sample) {
    return Math.abs(signal[from + sample]);
  }
}
