package org.ecglens.ecg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResamplingTest {
  private static double[] wave(int samples) {
    return IntStream.range(0, samples)
        .mapToDouble(i -> Math.sin(0.3 * i) + 0.01 * i * i % 1.7 + 2)
        .toArray();
  }

  /**
   * SciPy 1.17.1: {@code i = numpy.arange(samples); x = numpy.sin(0.3*i) + 0.01*i*i % 1.7 + 2;
   * scipy.signal.resample_poly(x, up, down, padtype="edge")}.
   */
  private static Stream<Arguments> scipy() {
    return Stream.of(
        Arguments.of(
            12,
            500,
            250,
            new double[] {
              2.04903239298353,
              2.5960734775440955,
              3.0966688729494996,
              3.3306529127609195,
              3.3200738154495806,
              3.1347918103402765
            }),
        Arguments.of(
            7,
            2,
            3,
            new double[] {
              2.0012123471075545,
              2.1816429349097683,
              2.4191034860625638,
              2.606221338779452,
              2.7807802815388807,
              2.957539619064993,
              3.0939133982883846,
              3.1983310691218443,
              3.2882420901639904,
              3.3358685211443566,
              3.3366272802724244
            }),
        Arguments.of(
            11,
            500,
            360,
            new double[] {
              2.0227817668723103,
              2.4193019106669706,
              2.8194302956524253,
              3.1218506176334966,
              3.3055662243459523,
              3.352957865030199,
              3.2953411825106396,
              3.165553301462636
            }),
        Arguments.of(
            5,
            128,
            256,
            new double[] {
              2.0010349411921204,
              2.1207220816475023,
              2.3067132455769097,
              2.473650737749526,
              2.605990299288267,
              2.7274781401702977,
              2.874813771816084,
              3.009597928538762,
              3.093639125276083,
              3.1059863017746028
            }),
        Arguments.of(
            9,
            257.812,
            360,
            new double[] {
              2.0013502777931063,
              2.200384722925892,
              2.4489806354014907,
              2.643697269748196,
              2.837591894542321,
              3.0105678716578854,
              3.1432653933219092,
              3.25120036565688,
              3.3171529489979115,
              3.3514938048937557,
              3.349778352172692,
              3.320224585593837,
              3.310380921466304
            }),
        Arguments.of(
            9,
            499.999,
            500,
            new double[] {
              2.001350277793253,
              2.30707600613465,
              2.606399890897335,
              2.8752651522455204,
              3.0941251169515107,
              3.249686133666892,
              3.336097658217462,
              3.355473390177995,
              3.3177018287698385,
              3.3177011739475697
            }));
  }

  @ParameterizedTest
  @MethodSource("scipy")
  void isThatOfScipy(int samples, double from, double to, double[] expected) {
    Resampling resampling = Resampling.between(from, to);
    double[] result = resampling.resampled(wave(samples), 1);
    assertThat(result).containsExactly(expected, within(1e-9));
    assertThat(resampling.length(samples)).isEqualTo(expected.length);
  }

  @Test
  void leadsAreResampledByThemselves() {
    double[] first = wave(20);
    double[] second = IntStream.range(0, 20).mapToDouble(i -> 5 - i).toArray();
    double[] both =
        IntStream.range(0, 40).mapToDouble(i -> i < 20 ? first[i] : 5 - (i - 20)).toArray();
    Resampling resampling = new Resampling(2, 5);
    double[] expected =
        Stream.of(first, second)
            .flatMapToDouble(lead -> java.util.Arrays.stream(resampling.resampled(lead, 1)))
            .toArray();
    assertThat(resampling.resampled(both, 2)).containsExactly(expected);
  }

  @Test
  void frequenciesThatTheNewRateCannotHoldDisappear() {
    // 10 Hz stays; 180 Hz would come back as 20 Hz if samples were only left out.
    double[] signal =
        IntStream.range(0, 1000)
            .mapToDouble(
                i -> Math.sin(2 * Math.PI * 10 * i / 500) + Math.cos(2 * Math.PI * 180 * i / 500))
            .toArray();
    double[] result = Resampling.between(500, 100).resampled(signal, 1);
    for (int i = 20; i < 180; i++) {
      assertThat(result[i]).isCloseTo(Math.sin(2 * Math.PI * 10 * i / 100), within(5e-3));
    }
  }

  @Test
  void sameRateChangesNothing() {
    assertThat(Resampling.between(360, 360).resampled(wave(9), 1)).containsExactly(wave(9));
  }

  @Test
  void ratesWithMoreDecimalsOrTooLongFiltersAreRefused() {
    assertThatThrownBy(() -> Resampling.between(257.8125, 500))
        .hasMessageContaining("257.8125 Hz")
        .hasMessageContaining("three decimals");
    assertThatThrownBy(() -> Resampling.between(0, 500)).hasMessageContaining("positive");
    assertThatThrownBy(() -> Resampling.between(Double.NaN, 500)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Resampling.between(2000.001, 500))
        .hasMessageContaining("500000/2000001");
  }
}
