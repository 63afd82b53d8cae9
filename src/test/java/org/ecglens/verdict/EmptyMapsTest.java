package org.ecglens.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EmptyMapsTest {
  /** At its lower end the share makes as many such maps or more in 5 % of all samples. */
  @Test
  void theLowerEndLeavesFivePercent() {
    for (int empty : new int[] {1, 2, 3, 9, 16}) {
      double low = new EmptyMaps(empty, 16, 1).low();
      double more = 0;
      for (int k = empty; k <= 16; k++) {
        more += choose(16, k) * Math.pow(low, k) * Math.pow(1 - low, 16 - k);
      }
      assertThat(more).as("%d of 16", empty).isCloseTo(0.05, within(1e-9));
    }
    assertThat(new EmptyMaps(0, 16, 1).low()).isZero();
  }

  private static double choose(int n, int k) {
    double product = 1;
    for (int i = 1; i <= k; i++) {
      product = product * (n - k + i) / i;
    }
    return product;
  }

  /** Two networks that explain the same records are no more records. */
  @Test
  void networksAreNoRecords() {
    assertThat(new EmptyMaps(6, 32, 2).low()).isEqualTo(new EmptyMaps(3, 16, 1).low());
    assertThat(new EmptyMaps(6, 32, 2)).hasToString("6 of 32 maps of 2 networks");
    assertThat(new EmptyMaps(1, 16, 1)).hasToString("1 of 16 records");
  }
}
