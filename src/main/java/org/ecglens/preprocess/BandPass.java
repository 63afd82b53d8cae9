package org.ecglens.preprocess;

import java.util.List;
import org.ecglens.graph.FilterSection;

/**
 * Butterworth filter that lets the frequencies between two through, forward and backward: {@code
 * sosfiltfilt} of SciPy.
 *
 * @param lowHz lower frequency at which a pass halves the power
 * @param highHz upper one
 * @param order of the filter, which acts twice, as {@code scipy.signal.butter} counts it: half the
 *     number of its poles
 * @param edgeSamples samples by which each end is continued by its point reflection; null for as
 *     many as SciPy takes
 */
public record BandPass(double lowHz, double highHz, int order, Integer edgeSamples)
    implements FrequencyFilter {
  static final String NAME = "band-pass";
  private static final long serialVersionUID = 1L;

  /** Checks the ranges. */
  public BandPass {
    FilterDesign.checkFrequency("low_hz", lowHz);
    StepFields.check(highHz > lowHz, "high_hz", "above low_hz", highHz);
    FilterDesign.checkOrder(order);
    FilterDesign.checkEdge(edgeSamples);
  }

  static BandPass read(StepFields fields) {
    return new BandPass(
        fields.required("low_hz"),
        fields.required("high_hz"),
        fields.whole("order"),
        fields.integer("edge_samples"));
  }

  @Override
  public String step() {
    return NAME;
  }

  @Override
  public Highest highest() {
    return new Highest("high_hz", highHz);
  }

  @Override
  public List<FilterSection> sections(SignalForm form) {
    return FilterDesign.butterworth(
        filter -> filter.bandPass(order, form.rate(), (lowHz + highHz) / 2, highHz - lowHz));
  }
}
