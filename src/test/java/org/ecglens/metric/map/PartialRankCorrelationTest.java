package org.ecglens.metric.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Against pingouin 0.7.0 (Python): {@code df = DataFrame({k: abs(v) for k, v in …})}, {@code
 * partial_corr(df, 'a', 'b', ['x'], method='spearman')}; the residuals of {@code df.rank()} by
 * NumPy's {@code lstsq} correlate by the same numbers.
 */
class PartialRankCorrelationTest {
  private static final RankedMap A =
      map(0.3f, -1.2f, 2.5f, 0.0f, -0.7f, 1.1f, -3.4f, 0.7f, 1.9f, -0.2f, 0.5f, -1.1f);
  private static final RankedMap B =
      map(1.0f, 0.4f, -2.2f, 0.1f, 0.9f, -1.5f, 2.8f, -0.3f, 0.6f, 1.3f, -0.8f, 0.2f);
  private static final RankedMap X =
      map(0.5f, -2.0f, 3.1f, -0.1f, 1.4f, 1.0f, -2.7f, 0.9f, -1.6f, 0.2f, 0.3f, 2.2f);
  private static final RankedMap Y =
      map(-1.1f, 0.3f, 2.0f, 0.6f, -0.4f, 1.7f, -0.9f, 2.4f, 0.8f, -0.2f, 1.2f, 0.1f);

  private static RankedMap map(float... values) {
    return RankedMap.of(values);
  }

  private static double of(RankedMap one, RankedMap other, RankedMap... given) {
    return PartialRankCorrelation.of(one, other, List.of(given)).value();
  }

  @Test
  void itIsThatOfThePublishedPackage() {
    assertThat(of(A, B)).isCloseTo(0.3929848752606022, within(1e-12));
    assertThat(of(A, B, X)).isCloseTo(0.2728620726127348, within(1e-12));
    assertThat(of(A, B, X, Y)).isCloseTo(0.15092868879453478, within(1e-12));
    assertThat(of(B, A, Y, X)).isCloseTo(0.15092868879453478, within(1e-12));
  }

  @Test
  void aControlThatSaysNothingIsLeftOut() {
    RankedMap constant = map(2, -2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2);
    assertThat(of(A, B, constant)).isEqualTo(of(A, B));
    assertThat(of(A, B, X, X)).isEqualTo(of(A, B, X));
  }

  @Test
  void aMapIsLikeItselfUnlessItIsTheControl() {
    assertThat(of(A, A, X)).isCloseTo(1, within(1e-12));
    assertThat(PartialRankCorrelation.of(X, B, List.of(X)).value()).isNull();
    assertThat(PartialRankCorrelation.of(X, B, List.of(X)).reason()).contains("the signal's |x|");
    RankedMap zero = RankedMap.of(new float[A.size()]);
    assertThat(PartialRankCorrelation.of(A, zero, List.of(X)).reason()).isEqualTo(RankedMap.ZERO);
  }

  /** Products with a common factor: alike as a whole, hardly so given the factor. */
  @Test
  void aCommonFactorIsTakenOut() {
    Random random = new Random(4);
    float[] x = new float[7200];
    float[] one = new float[x.length];
    float[] other = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) Math.exp(1.5 * random.nextGaussian());
      one[i] = (float) (x[i] * random.nextGaussian());
      other[i] = (float) (x[i] * random.nextGaussian());
    }
    RankedMap first = RankedMap.of(one);
    RankedMap second = RankedMap.of(other);
    assertThat(of(first, second)).isGreaterThan(0.5);
    assertThat(of(first, second, RankedMap.of(x))).isBetween(-0.05, 0.15);
  }
}
