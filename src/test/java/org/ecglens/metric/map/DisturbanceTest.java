package org.ecglens.metric.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;
import org.ecglens.ecg.Lead;
import org.ecglens.perturbation.Signal;
import org.ecglens.random.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DisturbanceTest {
  private static final double RATE_HZ = 500;
  private static final double RANGE = 40;

  /** 65 s. */
  private static final int LONG = 1 << 15;

  /** Leads whose values are 0 but for two, so that the range is {@link #RANGE}. */
  private static Signal signal(int leads, int samples) {
    float[] values = new float[leads * samples];
    values[3] = 30;
    values[7] = -10;
    return new Signal(values, leads, samples);
  }

  private static double[] added(Disturbance disturbance, int draw) {
    Signal signal = signal(1, LONG);
    float[] disturbed =
        disturbance.disturbed(signal, List.of("V5"), RATE_HZ, Draws.of(1, "test"), draw);
    return IntStream.range(0, LONG)
        .mapToDouble(point -> (double) disturbed[point] - signal.values()[point])
        .toArray();
  }

  /** Share of the energy in a band, with a Hann window. */
  private static double share(double[] values, double fromHz, double toHz) {
    double[] windowed = values.clone();
    for (int i = 0; i < LONG; i++) {
      windowed[i] *= 0.5 - 0.5 * Math.cos(2 * Math.PI * i / LONG);
    }
    Complex[] spectrum =
        new FastFourierTransformer(DftNormalization.STANDARD)
            .transform(windowed, TransformType.FORWARD);
    double total = 0;
    double band = 0;
    for (int bin = 0; bin <= LONG / 2; bin++) {
      double hertz = bin * RATE_HZ / LONG;
      double energy = Math.pow(spectrum[bin].abs(), 2);
      total += energy;
      band += hertz >= fromHz && hertz <= toHz ? energy : 0;
    }
    return band / total;
  }

  @Test
  void uniformNoiseFillsTheBall() {
    DescriptiveStatistics added = new DescriptiveStatistics(added(Disturbance.UNIFORM, 0));
    double radius = 0.02 * RANGE;
    assertThat(added.getMin()).isBetween(-radius - 1e-5, -0.999 * radius);
    assertThat(added.getMax()).isBetween(0.999 * radius, radius + 1e-5);
    double deviation = radius / Math.sqrt(3);
    assertThat(added.getMean()).isCloseTo(0, within(4 * deviation / Math.sqrt(LONG)));
    assertThat(added.getStandardDeviation()).isCloseTo(deviation, within(0.02 * deviation));
  }

  @Test
  void wanderIsSlow() {
    double largest = 0;
    double sum = 0;
    int draws = 30;
    for (int draw = 0; draw < draws; draw++) {
      double[] added = added(Disturbance.BASELINE_WANDER, draw);
      assertThat(share(added, 0.6, 250)).isLessThan(1e-6);
      double peak = new DescriptiveStatistics(added).getMax();
      largest = Math.max(largest, peak);
      sum += peak;
    }
    assertThat(largest).isLessThanOrEqualTo(0.05 * RANGE);
    assertThat(sum / draws).isBetween(0.3 * 0.05 * RANGE, 0.7 * 0.05 * RANGE);
  }

  @ParameterizedTest
  @CsvSource({"MAINS_HUM_50,50", "MAINS_HUM_60,60"})
  void humIsASine(Disturbance hum, double hertz) {
    double[] added = added(hum, 0);
    assertThat(share(added, hertz - 0.1, hertz + 0.1)).isGreaterThan(1 - 1e-6);
    assertThat(hum.words()).isEqualTo("mains hum at %.0f Hz".formatted(hertz));
    double amplitude = Math.sqrt(2) * new DescriptiveStatistics(added).getQuadraticMean();
    assertThat(amplitude).isCloseTo(0.01 * RANGE, within(1e-3 * RANGE * 0.01));
  }

  @Test
  void muscleNoiseIsWhite() {
    double[] added = added(Disturbance.MUSCLE_NOISE, 0);
    assertThat(new DescriptiveStatistics(added).getStandardDeviation())
        .isCloseTo(0.01 * RANGE, within(0.02 * 0.01 * RANGE));
    for (int band = 0; band < 5; band++) {
      assertThat(share(added, 50 * band, 50 * (band + 1))).isCloseTo(0.2, within(0.02));
    }
  }

  @Test
  void limbLeadsKeepTheirRelations() {
    Signal signal = signal(12, 40);
    for (Disturbance disturbance :
        List.of(
            Disturbance.BASELINE_WANDER,
            Disturbance.MAINS_HUM_50,
            Disturbance.MAINS_HUM_60,
            Disturbance.MUSCLE_NOISE)) {
      float[] disturbed =
          disturbance.disturbed(signal, Lead.STANDARD, RATE_HZ, Draws.of(2, "test"), 1);
      for (int sample = 10; sample < 40; sample++) {
        for (int lead = 2; lead < 6; lead++) {
          double expected =
              Lead.derived(Lead.STANDARD.get(lead), disturbed[sample], disturbed[40 + sample]);
          assertThat((double) disturbed[lead * 40 + sample]).isCloseTo(expected, within(1e-5));
        }
        assertThat(disturbed[6 * 40 + sample]).isNotEqualTo(disturbed[7 * 40 + sample]);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void drawsAreRepeatableAndDiffer(Disturbance disturbance) {
    Signal signal = signal(2, 50);
    Draws draws = Draws.of(3, "test");
    float[] first = disturbance.disturbed(signal, List.of("III", "x"), RATE_HZ, draws, 0);
    assertThat(disturbance.disturbed(signal, List.of("III", "x"), RATE_HZ, draws, 0))
        .isEqualTo(first);
    assertThat(disturbance.disturbed(signal, List.of("III", "x"), RATE_HZ, draws, 1))
        .isNotEqualTo(first);
    for (int lead = 0; lead < 2; lead++) {
      assertThat(first[lead * 50 + 20]).isNotZero();
    }
    float[] constant = {5, 5, 5};
    assertThat(disturbance.disturbed(new Signal(constant, 1, 3), List.of("I"), 500, draws, 0))
        .isEqualTo(constant);
  }

  @ParameterizedTest
  @EnumSource
  void theUnitDoesNotMatter(Disturbance disturbance) {
    Signal signal = signal(2, 50);
    float[] scaled = signal.values().clone();
    for (int point = 0; point < scaled.length; point++) {
      scaled[point] /= 1024;
    }
    Draws draws = Draws.of(3, "test");
    float[] one = disturbance.disturbed(signal, List.of("V1", "V2"), RATE_HZ, draws, 0);
    float[] other =
        disturbance.disturbed(new Signal(scaled, 2, 50), List.of("V1", "V2"), RATE_HZ, draws, 0);
    for (int point = 0; point < scaled.length; point++) {
      assertThat(1024 * other[point]).isCloseTo(one[point], within(1e-5f));
    }
  }

  @Test
  void humNeedsASamplingRateThatHoldsIt() {
    assertThat(Disturbance.MAINS_HUM_50.refusal(100))
        .hasValueSatisfying(reason -> assertThat(reason).contains("100.0 Hz"));
    assertThat(Disturbance.MAINS_HUM_50.refusal(250)).isEmpty();
    assertThat(Disturbance.MAINS_HUM_50.refusal(110)).isEmpty();
    assertThat(Disturbance.MAINS_HUM_60.refusal(110))
        .hasValueSatisfying(reason -> assertThat(reason).contains("110.0 Hz").contains("60 Hz"));
    assertThat(Disturbance.MUSCLE_NOISE.refusal(100)).isEmpty();
    assertThatThrownBy(
            () ->
                Disturbance.MAINS_HUM_50.disturbed(
                    signal(1, 50), List.of("I"), 100, Draws.of(1), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Wander and hum are of so many cycles a second; a ball and white noise need no clock. */
  @Test
  void anUnknownRateIsRefusedWhereTimeMatters() {
    assertThat(Disturbance.BASELINE_WANDER.refusal(Double.NaN)).isPresent();
    assertThat(Disturbance.MAINS_HUM_50.refusal(Double.NaN)).isPresent();
    assertThat(Disturbance.UNIFORM.refusal(Double.NaN)).isEmpty();
    assertThat(Disturbance.MUSCLE_NOISE.refusal(Double.NaN)).isEmpty();
  }
}
