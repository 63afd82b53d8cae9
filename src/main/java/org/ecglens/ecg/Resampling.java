package org.ecglens.ecg;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Band-limited change of the sampling rate by a rational factor.
 *
 * <p>The signal is thought of as upsampled by {@code up}, filtered with a windowed sinc that cuts
 * off at the lower of the two Nyquist frequencies, and thinned out by {@code down}; only the
 * products that are needed are computed (polyphase). The filter has {@code 20 · max(up, down) + 1}
 * taps under a Kaiser window of β = 5 and a gain of 1 at 0 Hz, as {@code
 * scipy.signal.resample_poly(..., padtype="edge")}. Beyond its ends the signal keeps its first and
 * last value: zeros would put a step there wherever the baseline is not zero. The first sample
 * stays where it is.
 *
 * @param up numerator of the factor in lowest terms
 * @param down denominator
 */
public record Resampling(int up, int down) {
  private static final int HALF_LENGTH = 10;
  private static final double BETA = 5;

  /** Rates count with three decimals. */
  private static final double RESOLUTION = 1000;

  /** Bounds the filter, which for rates without a common divisor is long. */
  private static final long LARGEST_TERM = 1_000_000;

  private static final Map<Resampling, SoftReference<double[]>> FILTERS = new ConcurrentHashMap<>();

  /** Reduces the factor to its lowest terms. */
  public Resampling {
    if (up < 1 || down < 1) {
      throw new IllegalArgumentException("factor " + up + "/" + down);
    }
    int divisor = Math.toIntExact(greatestCommonDivisor(up, down));
    up /= divisor;
    down /= divisor;
  }

  /**
   * The change between two rates, which count with three decimals.
   *
   * @param from samples a second now
   * @param to samples a second wanted
   * @throws IllegalArgumentException saying which rate is not positive or has more decimals, or
   *     that the factor in lowest terms has a term above a million
   */
  public static Resampling between(double from, double to) {
    long down = thousandths(from);
    long up = thousandths(to);
    long divisor = greatestCommonDivisor(up, down);
    if (Math.max(up, down) / divisor > LARGEST_TERM) {
      throw new IllegalArgumentException(
          "the factor from %s to %s Hz is %d/%d, whose terms must not exceed %d"
              .formatted(from, to, up / divisor, down / divisor, LARGEST_TERM));
    }
    return new Resampling(Math.toIntExact(up / divisor), Math.toIntExact(down / divisor));
  }

  private static long thousandths(double rate) {
    long rounded = Math.round(rate * RESOLUTION);
    if (rounded < 1 || Math.abs(rate * RESOLUTION - rounded) > 1e-9 * rounded) {
      throw new IllegalArgumentException(
          "a rate of "
              + rate
              + " Hz cannot be resampled: it must be positive with at most three"
              + " decimals");
    }
    return rounded;
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  /** Samples that come of a number of samples: {@code ⌈samples · up / down⌉}. */
  public int length(int samples) {
    return Math.toIntExact(((long) samples * up + down - 1) / down);
  }

  /**
   * Resamples every lead.
   *
   * @param signal {@code [lead * samples + sample]}, finite
   * @param leads number of leads
   * @return {@code [lead * length(samples) + sample]}
   */
  public double[] resampled(double[] signal, int leads) {
    int samples = signal.length / leads;
    if (up == down) {
      return signal.clone();
    }
    double[] filter = filter();
    int half = filter.length - 1;
    int length = length(samples);
    double[] result = new double[leads * length];
    for (int m = 0; m < length; m++) {
      long centre = (long) m * down;
      long first = -Math.floorDiv(half - centre, up);
      long last = Math.floorDiv(centre + half, up);
      for (long k = first; k <= last; k++) {
        double tap = filter[Math.toIntExact(Math.abs(centre - k * up))];
        int sample = (int) Math.max(0, Math.min(samples - 1L, k));
        for (int lead = 0; lead < leads; lead++) {
          result[lead * length + m] += tap * signal[lead * samples + sample];
        }
      }
    }
    return result;
  }

  /**
   * Right half of the symmetric filter, the middle first: element i is what a sample counts that is
   * i samples of {@code up} times the rate away. A copy.
   */
  public double[] taps() {
    return filter().clone();
  }

  /** The taps, kept because records share rates. */
  private double[] filter() {
    SoftReference<double[]> kept = FILTERS.get(this);
    double[] filter = kept == null ? null : kept.get();
    if (filter == null) {
      filter = design();
      FILTERS.put(this, new SoftReference<>(filter));
    }
    return filter;
  }

  private double[] design() {
    int longest = Math.max(up, down);
    int half = HALF_LENGTH * longest;
    double[] filter = new double[half + 1];
    double sum = 0;
    for (int i = half; i >= 0; i--) {
      double x = Math.PI * i / longest;
      double sinc = i == 0 ? 1 : Math.sin(x) / x;
      double position = (double) i / half;
      filter[i] = sinc * bessel(BETA * Math.sqrt(1 - position * position));
      sum += i == 0 ? filter[i] : 2 * filter[i];
    }
    for (int i = 0; i <= half; i++) {
      filter[i] *= up / sum;
    }
    return filter;
  }

  /** Modified Bessel function I₀ by its power series, which converges fast up to β. */
  private static double bessel(double x) {
    double term = 1;
    double sum = 1;
    for (int k = 1; term > 1e-17 * sum; k++) {
      term *= x * x / (4.0 * k * k);
      sum += term;
    }
    return sum;
  }
}
