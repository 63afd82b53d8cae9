package org.ecglens.ecg;

import java.util.Arrays;

/**
 * Band-limited change of the sample rate by a rational factor up/down: a polyphase finite impulse
 * response filter (Crochiere and Rabiner, "Multirate Digital Signal Processing", 1983), a sinc cut
 * off at the lower of the two Nyquist frequencies under a Kaiser window with β = 5, 10 zero
 * crossings long on each side. The filter is that of SciPy's {@code resample_poly}.
 *
 * <p>Sample 0 keeps its time; n samples become ⌈n · up/down⌉. Before its start and after its end
 * the signal is taken to stay at its first and last value (SciPy's {@code padtype="edge"}), so that
 * an offset makes no step there. A NaN spreads over the filter's length.
 */
final class Resampler {
  private static final double BETA = 5;
  private static final int ZERO_CROSSINGS = 10;
  private static final int LARGEST_FACTOR = 5000;
  private static final double RATE_TOLERANCE = 1e-9;

  private final int up;
  private final int down;
  private final int half;
  private final double[] filter;

  private Resampler(int up, int down) {
    this.up = up;
    this.down = down;
    int longest = Math.max(up, down);
    this.half = ZERO_CROSSINGS * longest;
    this.filter = filter(half, longest, up);
  }

  /**
   * A resampler between two rates.
   *
   * @return null if no ratio of whole numbers up to 5000 is within 10⁻⁹ of theirs
   */
  static Resampler between(double fromHz, double toHz) {
    double ratio = toHz / fromHz;
    // Continued fraction: the best approximations come first.
    long up0 = 0;
    long up1 = 1;
    long down0 = 1;
    long down1 = 0;
    double rest = ratio;
    while (true) {
      double whole = Math.floor(rest);
      if (whole > LARGEST_FACTOR) {
        return null;
      }
      long up = ((long) whole) * up1 + up0;
      long down = ((long) whole) * down1 + down0;
      if (up > LARGEST_FACTOR || down > LARGEST_FACTOR) {
        return null;
      }
      if (Math.abs((double) up / down - ratio) <= RATE_TOLERANCE * ratio) {
        return new Resampler((int) up, (int) down);
      }
      up0 = up1;
      up1 = up;
      down0 = down1;
      down1 = down;
      rest = 1 / (rest - whole);
    }
  }

  /** Samples that come of n. */
  int length(int n) {
    return Math.toIntExact(((long) n * up + down - 1) / down);
  }

  /** Where a sample lies after resampling, to the nearest sample. */
  int position(int sample) {
    return Math.toIntExact(Math.round((double) sample * up / down));
  }

  /** Resamples {@code source[from … from + n − 1]} into {@code target[to …]}. */
  void apply(float[] source, int from, int n, float[] target, int to) {
    int length = length(n);
    for (int k = 0; k < length; k++) {
      // In the raised rate, output k is the filter centred at k·down; inputs lie at multiples of
      // up.
      long centre = (long) k * down;
      long first = -Math.floorDiv(half - centre, up);
      long last = Math.floorDiv(centre + half, up);
      double sum = 0;
      for (long i = first; i <= last; i++) {
        int held = (int) Math.max(0, Math.min(n - 1, i));
        sum += filter[(int) (half + centre - i * up)] * source[from + held];
      }
      target[to + k] = (float) sum;
    }
  }

  private static double[] filter(int half, int longest, int up) {
    double[] taps = new double[2 * half + 1];
    for (int i = 0; i < taps.length; i++) {
      double x = (double) (i - half) / longest;
      double sinc = i == half ? 1 : StrictMath.sin(Math.PI * x) / (Math.PI * x);
      double along = (double) (i - half) / half;
      taps[i] = sinc * bessel(BETA * StrictMath.sqrt(Math.max(0, 1 - along * along)));
    }
    double scale = up / Arrays.stream(taps).sum();
    for (int i = 0; i < taps.length; i++) {
      taps[i] *= scale;
    }
    return taps;
  }

  /** Modified Bessel function of the first kind and order 0, by its power series. */
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
