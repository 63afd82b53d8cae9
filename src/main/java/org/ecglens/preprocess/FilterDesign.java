package org.ecglens.preprocess;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.error.UserException;
import org.ecglens.graph.FilterSection;
import org.ecglens.graph.Operation;
import uk.me.berndporr.iirj.Biquad;
import uk.me.berndporr.iirj.Butterworth;

/** Filters as sections of second order, and what they ask of a signal. */
final class FilterDesign {
  private static final int HIGHEST_ORDER = 10;

  private FilterDesign() {}

  /** The kinds of Butterworth filter, by the methods that design one. */
  interface Kind {
    void design(Butterworth filter);
  }

  static List<FilterSection> butterworth(Kind kind) {
    Butterworth filter = new Butterworth();
    kind.design(filter);
    List<FilterSection> sections = new ArrayList<>();
    for (int i = 0; i < filter.getNumBiquads(); i++) {
      Biquad section = filter.getBiquad(i);
      double a0 = section.getA0();
      sections.add(
          new FilterSection(
              section.getB0() / a0,
              section.getB1() / a0,
              section.getB2() / a0,
              section.getA1() / a0,
              section.getA2() / a0));
    }
    return sections;
  }

  /**
   * The filter, forward and backward.
   *
   * @param edge samples by which each end is continued; null for as many as SciPy takes, three
   *     times the length of the filter
   */
  static Operation.ZeroPhaseFilter zeroPhase(List<FilterSection> sections, Integer edge) {
    return new Operation.ZeroPhaseFilter(sections, edge == null ? edge(sections) : edge);
  }

  private static int edge(List<FilterSection> sections) {
    int zeros = (int) sections.stream().filter(section -> section.b2() == 0).count();
    int poles = (int) sections.stream().filter(section -> section.a2() == 0).count();
    return 3 * (2 * sections.size() + 1 - Math.min(zeros, poles));
  }

  static void checkOrder(int order) {
    StepFields.check(order >= 1 && order <= HIGHEST_ORDER, "order", "1 to 10", order);
  }

  static void checkEdge(Integer edge) {
    StepFields.check(edge == null || edge >= 0, "edge_samples", "at least 0", edge);
  }

  /** A frequency is above 0; that it is below half the rate depends on the signal. */
  static void checkFrequency(String key, double frequency) {
    StepFields.check(frequency > 0, key, "above 0", frequency);
  }

  /** An end can be continued by fewer samples than there are. */
  static void checkLength(SignalForm form, List<FilterSection> sections, Integer edge) {
    int needed = zeroPhase(sections, edge).edge();
    if (form.samples() <= needed) {
      throw new UserException(
          "%d samples are too few: each end is continued by %d samples (edge_samples)"
              .formatted(form.samples(), needed));
    }
  }

  /** A frequency above half the rate is not in the signal. */
  static void checkBelowNyquist(SignalForm form, String key, double frequency) {
    if (frequency >= form.rate() / 2) {
      throw new UserException(
          "%s is %s, must be below half the rate that the signal has here, %s Hz"
              .formatted(key, StepFields.plain(frequency), StepFields.plain(form.rate() / 2)));
    }
  }
}
