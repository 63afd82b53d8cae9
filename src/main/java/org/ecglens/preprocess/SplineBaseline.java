package org.ecglens.preprocess;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.analysis.interpolation.SplineInterpolator;
import org.apache.commons.math3.analysis.polynomials.PolynomialSplineFunction;
import org.ecglens.error.UserException;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Prelude;
import org.ecglens.graph.Shape;
import org.ecglens.graph.Tensor;

/**
 * Subtracts a natural cubic spline through knots, each the median of the samples around it. The
 * knots are at equal distances, the first and the last at the ends of the signal. Of the first and
 * last value there are more beyond the ends: {@code CubicSpline(knots, median_filter(x, window,
 * mode="nearest")[knots], bc_type="natural")} of SciPy.
 *
 * @param knotsMs distance of the knots, about, ms
 * @param windowMs length of the window of a knot, ms, rounded to samples and, if even, one longer
 */
public record SplineBaseline(double knotsMs, double windowMs) implements PreprocessingStep {
  static final String NAME = "spline-baseline";
  private static final long serialVersionUID = 1L;
  private static final int FEWEST = 3;

  /** Checks the ranges. */
  public SplineBaseline {
    StepFields.check(knotsMs > 0, "knots_ms", "above 0", knotsMs);
    StepFields.check(windowMs > 0, "window_ms", "above 0", windowMs);
  }

  static SplineBaseline read(StepFields fields) {
    return new SplineBaseline(fields.required("knots_ms"), fields.required("window_ms"));
  }

  @Override
  public String step() {
    return NAME;
  }

  @Override
  public SignalForm after(SignalForm before) {
    Medians.check(before, "window_ms", windowMs);
    int knots = knots(before).size();
    if (knots < FEWEST || knots > before.samples()) {
      throw new UserException(
          "knots_ms: every %s ms there are %d knots, must be %d to the samples, %d"
              .formatted(StepFields.plain(knotsMs), knots, FEWEST, before.samples()));
    }
    return before;
  }

  @Override
  public void addTo(Prelude prelude, SignalForm before) {
    String signal = prelude.value();
    Shape shape = prelude.shape();
    List<Integer> knots = knots(before);
    prelude.then(Medians.filter(before, windowMs, Operation.MedianFilter.Ends.NEAREST));
    prelude.then(
        new Operation.Gather(2, knots),
        new Shape(shape.rows(), List.of(before.leads(), knots.size())));
    prelude.then(new Operation.Linear(2, splines(knots, before.samples()), null), shape);
    prelude.goOn(prelude.node(new Operation.Subtract(), List.of(signal, prelude.value()), shape));
  }

  /** Where the knots are, rounded to samples. */
  private List<Integer> knots(SignalForm form) {
    double distance = knotsMs * form.rate() / 1000;
    int last = form.samples() - 1;
    int parts = (int) Math.max(1, Math.round(last / distance));
    List<Integer> knots = new ArrayList<>();
    for (int i = 0; i <= parts; i++) {
      knots.add((int) Math.round((double) i * last / parts));
    }
    return knots;
  }

  /** From the values at the knots to the spline at the samples, {@code [samples, knots]}. */
  private static Tensor splines(List<Integer> knots, int samples) {
    double[] places = knots.stream().mapToDouble(Integer::doubleValue).toArray();
    float[] matrix = new float[samples * places.length];
    for (int knot = 0; knot < places.length; knot++) {
      double[] values = new double[places.length];
      values[knot] = 1;
      PolynomialSplineFunction spline = new SplineInterpolator().interpolate(places, values);
      for (int sample = 0; sample < samples; sample++) {
        matrix[sample * places.length + knot] = (float) spline.value(sample);
      }
    }
    return Tensor.of(matrix, samples, places.length);
  }
}
