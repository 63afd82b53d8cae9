package org.ecglens.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CrossedIntervalTest {

  /** Where one side does not vary it is Student's interval of the other. */
  @Test
  void oneSideAloneIsStudents() {
    MeanInterval student = MeanInterval.student(5, 0.3, 0.2);
    MeanInterval crossed = CrossedInterval.of(0.3, 0, 40, 0.2, 5);
    assertThat(crossed.low()).isCloseTo(student.low(), within(1e-9));
    assertThat(crossed.high()).isCloseTo(student.high(), within(1e-9));
    assertThat(CrossedInterval.of(0.3, 0, 40, 0, 5)).isEqualTo(new MeanInterval(0.3, 0.3));
    assertThatThrownBy(() -> CrossedInterval.of(0.3, 1, 40, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Five draws and 40 records that both matter: the true mean is in at least 95 of 100. */
  @Test
  void itCoversTheMean() {
    Random random = new Random(8);
    int covered = 0;
    int studies = 2000;
    for (int study = 0; study < studies; study++) {
      double[] rows = new double[40];
      double[] columns = new double[5];
      double[] ofRows = gaussians(random, rows.length, 0.3);
      double[] ofColumns = gaussians(random, columns.length, 0.2);
      for (int row = 0; row < rows.length; row++) {
        for (int column = 0; column < columns.length; column++) {
          double value = ofRows[row] + ofColumns[column] + 0.2 * random.nextGaussian();
          rows[row] += value / columns.length;
          columns[column] += value / rows.length;
        }
      }
      double mean = Arrays.stream(rows).average().orElseThrow();
      MeanInterval interval =
          CrossedInterval.of(mean, sd(rows), rows.length, sd(columns), columns.length);
      covered += interval.low() <= 0 && interval.high() >= 0 ? 1 : 0;
    }
    assertThat((double) covered / studies).isBetween(0.95, 0.99);
  }

  private static double[] gaussians(Random random, int count, double sd) {
    return random.doubles(count).map(any -> sd * random.nextGaussian()).toArray();
  }

  private static double sd(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum()
            / (values.length - 1));
  }
}
