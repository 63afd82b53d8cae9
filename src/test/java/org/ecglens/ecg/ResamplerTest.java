package org.ecglens.ecg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
  /**
   * {@code scipy.signal.resample_poly(x, up, down, padtype="edge")}, SciPy 1.17.1, of the 40 values
   * 37·i mod 101 − 50.
   */
  @Test
  void agreesWithScipy() {
    check(
        500,
        100,
        8,
        Map.of(
            0, -35.25770051729937,
            1, 8.238778254117403,
            3, 2.0160729121607206,
            4, 2.7448390319574782,
            7, -0.46796559518551323));
    check(
        100,
        500,
        200,
        Map.of(
            0, -50.032525829071815,
            1, -48.052036358182804,
            100, -17.01105878188442,
            198, -28.16845217266321,
            199, -24.77309377883199));
    check(
        1000,
        400,
        16,
        Map.of(
            0, -36.36474201692353,
            2, -5.11373712757931,
            8, 9.10232417604004,
            15, 11.50855946185591));
    check(
        360,
        500,
        56,
        Map.of(
            0, -50.03370792163927,
            1, -30.387371085911685,
            28, -14.68349544928311,
            54, -14.97750530211888,
            55, -28.169117694089483));
  }

  private static void check(double from, double to, int length, Map<Integer, Double> expected) {
    float[] source = new float[40];
    for (int i = 0; i < source.length; i++) {
      source[i] = 37 * i % 101 - 50;
    }
    Resampler resampler = Resampler.between(from, to);
    assertThat(resampler.length(source.length)).isEqualTo(length);
    float[] target = new float[length];
    resampler.apply(source, 0, source.length, target, 0);
    expected.forEach(
        (sample, value) ->
            assertThat((double) target[sample])
                .as("%s to %s Hz, sample %d", from, to, sample)
                .isCloseTo(value, within(1e-5)));
  }

  /** A tone far below the lower Nyquist frequency stays the same tone. */
  @ParameterizedTest
  @CsvSource({"500, 100", "500, 250", "1000, 500", "257, 500", "128, 500", "500, 400"})
  void slowToneIsKept(double from, double to) {
    int n = (int) (4 * from);
    float[] source = new float[n];
    for (int i = 0; i < n; i++) {
      source[i] = (float) (200 + 100 * Math.sin(2 * Math.PI * 7 * i / from));
    }
    Resampler resampler = Resampler.between(from, to);
    float[] target = new float[resampler.length(n)];
    resampler.apply(source, 0, n, target, 0);
    IntStream.range((int) to, (int) (3 * to))
        .forEach(
            k ->
                assertThat((double) target[k])
                    .isCloseTo(200 + 100 * Math.sin(2 * Math.PI * 7 * k / to), within(0.6)));
  }

  @Test
  void oddRatiosHaveNoResampler() {
    assertThat(Resampler.between(500, Math.PI * 100)).isNull();
    assertThat(Resampler.between(1e6, 100)).isNull();
  }
}
