package org.ecglens.report.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import org.ecglens.random.Draws;
import org.junit.jupiter.api.Test;

class ValueCountsTest {
  private static final double[] PERCENTS = {0, 1, 25, 50, 75, 99, 100};

  @Test
  void smallIntegersAreExact() {
    ValueCounts counts = new ValueCounts(9);
    for (int value = -100; value <= 300; value++) {
      counts.add(value);
    }
    assertThat(counts.percentile(50)).isEqualTo(100);
    assertThat(counts.percentile(25)).isZero();
    assertThat(counts.percentile(1)).isEqualTo(-96);
    assertThat(counts.min()).isEqualTo(-100);
    assertThat(counts.percentile(100)).isEqualTo(300);
  }

  @Test
  void isNearTheSortedValuesHoweverTheyAreSpread() {
    double[] values = new double[50_000];
    Draws.of(1, "values").gaussians(0, values);
    ValueCounts whole = new ValueCounts(9);
    ValueCounts[] parts = {new ValueCounts(9), new ValueCounts(9), new ValueCounts(9)};
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] * 1e4 + 300);
      whole.add((float) values[i]);
      parts[i % 3].add((float) values[i]);
    }
    Arrays.sort(values);
    parts[2].add(parts[0]);
    parts[2].add(parts[1]);
    for (double percent : PERCENTS) {
      int rank = (int) Math.max(1, Math.ceil(values.length * (percent / 100)));
      assertThat((double) whole.percentile(percent))
          .isCloseTo(values[rank - 1], withinPercentage(0.1));
      assertThat(parts[2].percentile(percent)).isEqualTo(whole.percentile(percent));
    }
  }

  @Test
  void takesTheWholeRangeOfFloats() {
    ValueCounts counts = new ValueCounts(9);
    counts.add(-Float.MAX_VALUE);
    counts.add(Float.MIN_VALUE);
    counts.add(-0f);
    counts.add(Float.MAX_VALUE);
    assertThat(counts.percentile(1)).isEqualTo(-Float.MAX_VALUE);
    assertThat(counts.percentile(50)).isZero();
    assertThat(counts.percentile(100)).isEqualTo(Float.MAX_VALUE);
    assertThat(new ValueCounts(9).percentile(50)).isNaN();
  }
}
