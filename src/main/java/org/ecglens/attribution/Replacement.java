package org.ecglens.attribution;

import java.io.Serializable;
import org.ecglens.perturbation.LinearInterpolation;
import org.ecglens.perturbation.Operator;
import org.ecglens.perturbation.Signal;

/** What points are replaced by that a method takes out of a record. */
interface Replacement extends Serializable {

  /** Replaces points of a copy of one record. */
  @FunctionalInterface
  interface Replacer {
    /**
     * Replaces points.
     *
     * @param points that are taken out, all of them
     * @param count how many of {@code points}, from the first on
     * @param values the record, {@code [lead * samples + sample]}; changed in place
     */
    void replace(int[] points, int count, float[] values);
  }

  /** Prepares for a record. */
  Replacer on(ExplainableBatch batch, int record);

  /** The option that sets it. */
  static MethodOption option(String paper, String captum) {
    return MethodOption.of(
        "baseline",
        new Domain(
            "linear (the straight line across the gap), " + Domain.baseline().text(),
            Replacement::parse),
        paper,
        captum,
        "what points are replaced by");
  }

  /** Of the option. */
  static Replacement of(Settings settings) {
    return settings.value("baseline", Replacement.class);
  }

  private static Replacement parse(String text) {
    return text.equals(Line.NAME) ? new Line() : new Reference(Baseline.parse(text));
  }

  /** The same points of a reference. */
  record Reference(Baseline baseline) implements Replacement {
    @Override
    public Replacer on(ExplainableBatch batch, int record) {
      float[] reference = baseline.of(batch, record);
      return (points, count, values) -> {
        for (int i = 0; i < count; i++) {
          values[points[i]] = reference[points[i]];
        }
      };
    }

    @Override
    public String toString() {
      return baseline.toString();
    }
  }

  /**
   * The straight line between the neighbours of a gap in its lead: no step tells the network where
   * points are missing. At an end of the lead it is the one neighbour's value, and where a whole
   * lead is missing the lead's mean.
   */
  record Line() implements Replacement {
    static final String NAME = "linear";

    @Override
    public Replacer on(ExplainableBatch batch, int record) {
      Operator.Perturber line =
          new LinearInterpolation()
              .on(new Signal(batch.signal(record), batch.leads(), batch.samples()));
      return (points, count, values) -> line.perturb(points, 0, count, values, null);
    }

    @Override
    public String toString() {
      return NAME;
    }
  }
}
