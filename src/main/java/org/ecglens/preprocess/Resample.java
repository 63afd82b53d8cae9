package org.ecglens.preprocess;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ecglens.ecg.Resampling;
import org.ecglens.error.UserException;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Prelude;
import org.ecglens.graph.Shape;
import org.ecglens.graph.Tensor;

/**
 * Changes the rate with the band-limited filter of {@link Resampling}: {@code resample_poly(...,
 * padtype="edge")} of SciPy.
 *
 * @param rateHz afterwards
 */
public record Resample(double rateHz) implements PreprocessingStep {
  static final String NAME = "resample";
  private static final long serialVersionUID = 1L;

  /** 128 MB. */
  private static final long MOST_WEIGHTS = 1 << 25;

  /** Checks the range. */
  public Resample {
    StepFields.check(rateHz > 0, "rate_hz", "above 0", rateHz);
  }

  static Resample read(StepFields fields) {
    return new Resample(fields.required("rate_hz"));
  }

  @Override
  public String step() {
    return NAME;
  }

  @Override
  public SignalForm after(SignalForm before) {
    if (before.rate() == rateHz) {
      throw new UserException(
          "the signal has %s Hz here already".formatted(StepFields.plain(rateHz)));
    }
    return before.withRate(resampling(before).length(before.samples()), rateHz);
  }

  @Override
  public double[][] times(double[][] before, SignalForm form) {
    Resampling resampling = resampling(form);
    double step = (double) resampling.down() / resampling.up();
    return Times.each(
        before,
        times ->
            IntStream.range(0, resampling.length(times.length))
                .mapToDouble(i -> Times.at(times, i * step))
                .toArray());
  }

  private Resampling resampling(SignalForm form) {
    try {
      return Resampling.between(form.rate(), rateHz);
    } catch (IllegalArgumentException e) {
      throw new UserException(e.getMessage(), e);
    }
  }

  /** As a convolution, or as one matrix where that is smaller. */
  @Override
  public void addTo(Prelude prelude, SignalForm before) {
    Resampling resampling = resampling(before);
    long up = resampling.up();
    long down = resampling.down();
    long half = resampling.taps().length - 1L;
    long inConvolution = up * (2 * half / up + down);
    long inMatrix = (long) before.samples() * resampling.length(before.samples());
    if (Math.min(inConvolution, inMatrix) > MOST_WEIGHTS) {
      throw new UserException(
          "from %s to %s Hz is the factor %d/%d, which takes %,d weights here, at most %,d are possible: choose a rate with fewer decimals"
              .formatted(
                  StepFields.plain(before.rate()),
                  StepFields.plain(rateHz),
                  up,
                  down,
                  Math.min(inConvolution, inMatrix),
                  MOST_WEIGHTS));
    }
    if (inMatrix < inConvolution) {
      addMatrix(prelude, before, resampling);
    } else {
      addConvolution(prelude, before, resampling);
    }
  }

  /** Each sample is a sum of samples; factors with large terms repeat nothing within a record. */
  private static void addMatrix(Prelude prelude, SignalForm before, Resampling resampling) {
    int samples = before.samples();
    int length = resampling.length(samples);
    double[] taps = resampling.taps();
    int half = taps.length - 1;
    double[] row = new double[samples];
    float[] weight = new float[samples * length];
    for (int m = 0; m < length; m++) {
      Arrays.fill(row, 0);
      long centre = (long) m * resampling.down();
      long last = Math.floorDiv(centre + half, resampling.up());
      for (long k = -Math.floorDiv(half - centre, resampling.up()); k <= last; k++) {
        // Beyond its ends the signal keeps its first and last value.
        int sample = (int) Math.max(0, Math.min(samples - 1L, k));
        row[sample] += taps[(int) Math.abs(centre - k * resampling.up())];
      }
      for (int sample = 0; sample < samples; sample++) {
        weight[m * samples + sample] = (float) row[sample];
      }
    }
    prelude.then(
        new Operation.Linear(2, Tensor.of(weight, length, samples), null),
        new Shape(prelude.shape().rows(), List.of(before.leads(), length)));
  }

  /** Of every lead by itself: {@code up} samples, its channels, for every {@code down}. */
  private static void addConvolution(Prelude prelude, SignalForm before, Resampling resampling) {
    int up = resampling.up();
    int down = resampling.down();
    double[] taps = resampling.taps();
    int half = taps.length - 1;
    int length = resampling.length(before.samples());
    int steps = (length + up - 1) / up;
    int first = -(half / up);
    int last = (half + (up - 1) * down) / up;
    float[] weight = new float[up * (last - first + 1)];
    for (int phase = 0; phase < up; phase++) {
      for (int k = first; k <= last; k++) {
        int distance = Math.abs(phase * down - k * up);
        weight[phase * (last - first + 1) + k - first] =
            distance > half ? 0 : (float) taps[distance];
      }
    }
    int after = Math.max(0, (steps - 1) * down + last - (before.samples() - 1));
    int rows = prelude.shape().rows();
    int leads = before.leads();
    continueEnds(prelude, before.samples(), -first, after);
    int used = (steps - 1) * down + last - first + 1;
    int lanes = Math.multiplyExact(rows, leads);
    prelude.then(new Operation.Slice(2, 0, used, 1), new Shape(rows, List.of(leads, used)));
    prelude.then(new Operation.Reshape(), new Shape(lanes, List.of(1, used)));
    prelude.then(
        new Operation.Convolution(
            Tensor.of(weight, up, 1, last - first + 1),
            null,
            List.of(down),
            List.of(0),
            List.of(0),
            List.of(1),
            1),
        new Shape(lanes, List.of(up, steps)));
    prelude.then(new Operation.Transpose(List.of(0, 2, 1)), new Shape(lanes, List.of(steps, up)));
    prelude.then(new Operation.Reshape(), new Shape(rows, List.of(leads, steps * up)));
    prelude.then(new Operation.Slice(2, 0, length, 1), new Shape(rows, List.of(leads, length)));
  }

  /** Repeats the first and the last sample. */
  private static void continueEnds(Prelude prelude, int samples, int before, int after) {
    int rows = prelude.shape().rows();
    int leads = prelude.shape().dim(1);
    String signal = prelude.value();
    List<String> parts =
        List.of(
            end(prelude, signal, 0, before),
            signal,
            end(prelude, signal, samples - 1, Math.max(1, after)));
    prelude.goOn(
        prelude.node(
            new Operation.Concat(2),
            parts,
            new Shape(rows, List.of(leads, before + samples + Math.max(1, after)))));
  }

  private static String end(Prelude prelude, String signal, int sample, int times) {
    int rows = prelude.shape().rows();
    int leads = prelude.shape().dim(1);
    String one =
        prelude.node(
            new Operation.Slice(2, sample, sample + 1, 1),
            List.of(signal),
            new Shape(rows, List.of(leads, 1)));
    float[] ones = new float[times];
    Arrays.fill(ones, 1);
    return prelude.node(
        new Operation.Linear(2, Tensor.of(ones, times, 1), null),
        List.of(one),
        new Shape(rows, List.of(leads, times)));
  }
}
