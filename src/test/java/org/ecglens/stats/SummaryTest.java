package org.ecglens.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.ecglens.random.Draws;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final double[] VALUES = {3.1, 0.4, 12.5, 7.7, 7.7, -2.3, 5.0};
  private static final Draws DRAWS = Draws.of(1, "bootstrap");

  @Test
  void numbersAreThoseOfNumPy() {
    Summary summary = Summary.of(VALUES, DRAWS, Summary.RESAMPLES);
    // v = [3.1, .4, 12.5, 7.7, 7.7, -2.3, 5]; numpy.mean(v), numpy.std(v, ddof=1),
    // numpy.quantile(v, [.25, .5, .75, .1])
    assertThat(summary.n()).isEqualTo(7);
    assertThat(summary.mean()).isCloseTo(4.871428571428571, within(1e-12));
    assertThat(summary.sd()).isCloseTo(4.979529524534851, within(1e-12));
    assertThat(summary.q1()).isCloseTo(1.75, within(1e-12));
    assertThat(summary.median()).isCloseTo(5, within(1e-12));
    assertThat(summary.q3()).isCloseTo(7.7, within(1e-12));
    assertThat(summary.iqr()).isCloseTo(5.95, within(1e-12));
    assertThat(Summary.quantile(VALUES, 0.1)).isCloseTo(-0.68, within(1e-12));
  }

  @Test
  void bootstrapIntervalIsThatOfSciPy() {
    // scipy.stats.bootstrap((v,), numpy.mean, n_resamples=200000, method='percentile')
    MeanInterval interval = MeanInterval.bootstrap(VALUES, DRAWS, 100_000);
    assertThat(interval.low()).isCloseTo(1.442857142857143, within(0.06));
    assertThat(interval.high()).isCloseTo(8.32857142857143, within(0.06));
  }

  @Test
  void bootstrapDependsOnItsDrawsAlone() {
    Summary summary = Summary.of(VALUES, DRAWS, 200);
    assertThat(Summary.of(VALUES.clone(), Draws.of(1, "bootstrap"), 200)).isEqualTo(summary);
    assertThat(Summary.of(VALUES, Draws.of(2, "bootstrap"), 200).ciLow())
        .isNotEqualTo(summary.ciLow());
  }

  @Test
  void bootstrapAndStudentAgreeOnManyValues() {
    Random random = new Random(3);
    double[] values = random.doubles(Summary.LARGE).map(value -> value * value).toArray();
    Summary summary = Summary.of(values, DRAWS, Summary.RESAMPLES);
    MeanInterval bootstrap = MeanInterval.bootstrap(values, DRAWS, Summary.RESAMPLES);
    double width = summary.ciHigh() - summary.ciLow();
    assertThat(bootstrap.low()).isCloseTo(summary.ciLow(), within(0.06 * width));
    assertThat(bootstrap.high()).isCloseTo(summary.ciHigh(), within(0.06 * width));
  }

  @Test
  void smallSamplesHaveWhatExists() {
    assertThat(Summary.of(new double[0], DRAWS, 10))
        .isEqualTo(new Summary(0, null, null, null, null, null, null, null));
    assertThat(Summary.of(new double[0], DRAWS, 10).iqr()).isNull();
    assertThat(Summary.of(new double[] {4}, DRAWS, 10))
        .isEqualTo(new Summary(1, 4.0, null, 4.0, 4.0, 4.0, null, null));
    assertThat(Summary.of(new double[] {4, 4}, DRAWS, 10))
        .isEqualTo(new Summary(2, 4.0, 0.0, 4.0, 4.0, 4.0, 4.0, 4.0));
  }

  @Test
  void refusesNaN() {
    assertThatThrownBy(() -> Summary.of(new double[] {1, Double.NaN}, DRAWS, 10))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
