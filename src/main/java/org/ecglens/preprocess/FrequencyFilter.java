package org.ecglens.preprocess;

import java.util.List;
import org.ecglens.graph.FilterSection;
import org.ecglens.graph.Prelude;

/** A step that filters frequencies, forward and backward. */
sealed interface FrequencyFilter extends PreprocessingStep
    permits HighPass, LowPass, BandPass, BandStop, Notch {

  /**
   * A frequency that must be below half the rate.
   *
   * @param key of the card
   */
  record Highest(String key, double hz) {}

  /** The highest frequency that the card names. */
  Highest highest();

  /** Samples by which each end is continued; null for as many as SciPy takes. */
  Integer edgeSamples();

  /** The filter of one direction, for the rate of a signal. */
  List<FilterSection> sections(SignalForm form);

  @Override
  default SignalForm after(SignalForm before) {
    FilterDesign.checkBelowNyquist(before, highest().key(), highest().hz());
    FilterDesign.checkLength(before, sections(before), edgeSamples());
    return before;
  }

  @Override
  default void addTo(Prelude prelude, SignalForm before) {
    prelude.then(FilterDesign.zeroPhase(sections(before), edgeSamples()));
  }
}
