package org.ecglens.preprocess;

import java.util.List;
import org.ecglens.graph.FilterSection;

/**
 * Butterworth filter that lets frequencies above a cut-off through, forward and backward: {@code
 * sosfiltfilt} of SciPy.
 *
 * @param cutoffHz frequency at which a pass halves the power
 * @param order of the filter, which acts twice, as {@code scipy.signal.butter} counts it
 * @param edgeSamples samples by which each end is continued by its point reflection; null for as
 *     many as SciPy takes
 */
public record HighPass(double cutoffHz, int order, Integer edgeSamples) implements FrequencyFilter {
  static final String NAME = "high-pass";
  private static final long serialVersionUID = 1L;

  /** Checks the ranges. */
  public HighPass {
    FilterDesign.checkFrequency("cutoff_hz", cutoffHz);
    FilterDesign.checkOrder(order);
    FilterDesign.checkEdge(edgeSamples);
  }

  static HighPass read(StepFields fields) {
    return new HighPass(
        fields.required("cutoff_hz"), fields.whole("order"), fields.integer("edge_samples"));
  }

  @Override
  public String step() {
    return NAME;
  }

  @Override
  public Highest highest() {
    return new Highest("cutoff_hz", cutoffHz);
  }

  @Override
  public List<FilterSection> sections(SignalForm form) {
    return FilterDesign.butterworth(filter -> filter.highPass(order, form.rate(), cutoffHz));
  }
}
