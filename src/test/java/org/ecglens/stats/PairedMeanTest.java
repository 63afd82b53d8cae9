package org.ecglens.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PairedMeanTest {
  private static final double[] ONE = {0.3, -0.2, 0.9, 1.4, 0.1, 2.2, -0.4, 0.7};

  /** Networks, then records. */
  private static final double[][] THREE = {
    {1.0, 2.0, 0.5, 1.5, 2.5}, {2.0, 2.5, 1.5, 2.0, 3.5}, {0.5, 1.0, 0.0, 1.5, 1.0}
  };

  @Test
  void oneNetworkIsStudentsTest() {
    // scipy.stats.ttest_1samp(d, 0, alternative="greater") and t.ppf(0.95, 7).
    PairedMean mean = PairedMean.of(new double[][] {ONE});
    assertThat(mean.t()).isCloseTo(2.0363986425254805, within(1e-12));
    assertThat(mean.pGreater()).isCloseTo(0.040571492261381306, within(1e-10));
    assertThat(mean.pLess()).isCloseTo(1 - 0.040571492261381306, within(1e-10));
    assertThat(mean.margin(0.9)).isCloseTo(0.5814733930055827, within(1e-9));
  }

  @Test
  void networksAndRecordsAreBothRandom() {
    // Mean squares and Satterthwaite's degrees of freedom with NumPy, tails with scipy.stats.t.
    PairedMean mean = PairedMean.of(THREE);
    assertThat(mean.mean()).isCloseTo(1.5333333333333334, within(1e-12));
    assertThat(mean.se()).isCloseTo(0.5093568929978709, within(1e-12));
    assertThat(mean.df()).isCloseTo(3.4858126980448265, within(1e-10));
    assertThat(mean.pGreater()).isCloseTo(0.023592614327026105, within(1e-9));
    assertThat(mean.margin(0.9)).isCloseTo(1.1335682947821868, within(1e-8));
  }

  @Test
  void networksThatDoNotDifferCountAsRepetitions() {
    double[][] same = {ONE, ONE, ONE};
    PairedMean mean = PairedMean.of(same);
    PairedMean one = PairedMean.of(new double[][] {ONE});
    assertThat(mean.se()).isCloseTo(one.se(), within(1e-12));
    assertThat(mean.df()).isEqualTo(one.df());
  }

  @Test
  void equalDifferencesLeaveNoDoubt() {
    PairedMean mean = PairedMean.of(new double[][] {{0.5, 0.5, 0.5}});
    assertThat(mean.se()).isZero();
    assertThat(mean.pGreater()).isZero();
    assertThat(mean.pLess()).isEqualTo(1);
    PairedMean none = PairedMean.of(new double[][] {{0, 0, 0}});
    assertThat(none.pGreater()).isEqualTo(1);
    assertThat(none.pLess()).isEqualTo(1);
  }
}
