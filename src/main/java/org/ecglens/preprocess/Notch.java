package org.ecglens.preprocess;

import java.util.List;
import org.ecglens.graph.FilterSection;

/**
 * Filter that takes one frequency away, forward and backward: {@code iirnotch} and {@code filtfilt}
 * of SciPy. A pass has b = g·(1, −2 cos ω, 1), a = (1, −2g cos ω, 2g − 1), g = 1/(1 + tan(ω/2Q)).
 *
 * @param frequencyHz that is taken away, f of ω = 2πf / rate
 * @param quality Q, frequency by width of what a pass halves the power of
 * @param edgeSamples samples by which each end is continued by its point reflection; null for as
 *     many as SciPy takes
 */
public record Notch(double frequencyHz, double quality, Integer edgeSamples)
    implements FrequencyFilter {
  static final String NAME = "notch";
  private static final long serialVersionUID = 1L;

  /** Checks the ranges. */
  public Notch {
    FilterDesign.checkFrequency("frequency_hz", frequencyHz);
    StepFields.check(quality > 0, "quality", "above 0", quality);
    FilterDesign.checkEdge(edgeSamples);
  }

  static Notch read(StepFields fields) {
    return new Notch(
        fields.required("frequency_hz"),
        fields.required("quality"),
        fields.integer("edge_samples"));
  }

  @Override
  public String step() {
    return NAME;
  }

  @Override
  public Highest highest() {
    return new Highest("frequency_hz", frequencyHz);
  }

  @Override
  public List<FilterSection> sections(SignalForm form) {
    double omega = 2 * Math.PI * frequencyHz / form.rate();
    double gain = 1 / (1 + Math.tan(omega / quality / 2));
    double middle = -2 * gain * Math.cos(omega);
    return List.of(new FilterSection(gain, middle, gain, middle, 2 * gain - 1));
  }
}
