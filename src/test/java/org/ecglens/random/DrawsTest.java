package org.ecglens.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DrawsTest {
  private static final Draws DRAWS = Draws.of(7, "network", "record", "method");

  /** The three vectors of Random123's {@code kat_vectors} for philox4x32-10. */
  @Test
  void philoxGivesThePublishedNumbers() {
    assertThat(Draws.philox(0, 0, 0, 0))
        .containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    assertThat(Draws.philox(-1, -1, -1, -1))
        .containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    assertThat(Draws.philox(0xa4093822, 0x299f31d0, 0x0370734413198a2eL, 0x85a308d3243f6a88L))
        .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
  }

  @Test
  void gaussianHasTheMomentsOfTheStandardNormal() {
    int size = 100_000;
    double[] sums = new double[5];
    double neighbours = 0;
    double previous = 0;
    for (int i = 0; i < size; i++) {
      double value = DRAWS.gaussian(3, i);
      for (int power = 1; power <= 4; power++) {
        sums[power] += Math.pow(value, power);
      }
      neighbours += value * previous;
      previous = value;
    }
    // Standard errors of the moments: √(1, 2, 15, 96) / √n; of the lagged product 1 / √n.
    double root = Math.sqrt(size);
    assertThat(Math.abs(sums[1] / size)).isLessThan(4 / root);
    assertThat(Math.abs(sums[2] / size - 1)).isLessThan(4 * Math.sqrt(2) / root);
    assertThat(Math.abs(sums[3] / size)).isLessThan(4 * Math.sqrt(15) / root);
    assertThat(Math.abs(sums[4] / size - 3)).isLessThan(4 * Math.sqrt(96) / root);
    assertThat(Math.abs(neighbours / size)).isLessThan(4 / root);
  }

  @Test
  void uniformFillsTheUnitIntervalEvenly() {
    int[] counts = new int[20];
    int size = 20_000;
    for (int i = 0; i < size; i++) {
      double value = DRAWS.uniform(i, 0);
      assertThat(value).isGreaterThanOrEqualTo(0).isLessThan(1);
      counts[(int) (value * counts.length)]++;
    }
    // 99.99 % quantile of χ² with 19 degrees of freedom.
    assertThat(chiSquare(counts, (double) size / counts.length)).isLessThan(50.8);
  }

  @Test
  void everyOrderOfFourIsEquallyLikely() {
    int[] counts = new int[256];
    int size = 24_000;
    for (int draw = 0; draw < size; draw++) {
      int[] order = DRAWS.permutation(4, draw);
      assertThat(order).containsExactlyInAnyOrder(0, 1, 2, 3);
      counts[((order[0] * 4 + order[1]) * 4 + order[2]) * 4 + order[3]]++;
    }
    int[] seen = Arrays.stream(counts).filter(count -> count > 0).toArray();
    assertThat(seen).hasSize(24);
    // 99.99 % quantile of χ² with 23 degrees of freedom.
    assertThat(chiSquare(seen, size / 24.0)).isLessThan(56.7);
  }

  @Test
  void numbersDoNotDependOnTheOrderOfAccess() {
    double[] forward = new double[50];
    for (int i = 0; i < forward.length; i++) {
      forward[i] = DRAWS.gaussian(2, i);
    }
    Draws again = Draws.of(7, "network", "record", "method");
    for (int i = forward.length - 1; i >= 0; i--) {
      assertThat(again.gaussian(2, i)).isEqualTo(forward[i]);
    }
  }

  @Test
  void gaussiansAreThoseOfOneByOne() {
    double[] values = new double[7];
    DRAWS.gaussians(5, values);
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i]).isEqualTo(DRAWS.gaussian(5, i));
    }
  }

  @Test
  void manyUniformsAreTheWordsOfTheGenerator() {
    float[] values = new float[12];
    DRAWS.uniforms(5, values, 1, 10);
    assertThat(values[0]).isZero();
    assertThat(values[11]).isZero();
    for (int i = 0; i < 10; i++) {
      // The first word of a block gives the upper bits of its uniform number.
      double one = DRAWS.uniform(5, i / 4);
      if (i % 4 == 0) {
        assertThat(one - values[1 + i]).isBetween(0.0, 0x1.0p-24);
      } else {
        assertThat(values[1 + i]).isBetween(0f, 1 - 0x1.0p-24f).isNotEqualTo(values[i]);
      }
    }
    float[] many = new float[64_000];
    DRAWS.uniforms(6, many, 0, many.length);
    int[] counts = new int[64];
    for (int i = 0; i < many.length; i++) {
      int bin = (int) (many[i] * 16);
      counts[bin * 4 + i % 4]++;
    }
    // 99.99 % quantile of χ² with 63 degrees of freedom.
    assertThat(chiSquare(counts, 1000)).isLessThan(113.5);
  }

  @Test
  void purposesAreApart() {
    assertThat(Draws.of(7, "ab", "c").uniform(0, 0))
        .isNotEqualTo(Draws.of(7, "a", "bc").uniform(0, 0))
        .isNotEqualTo(Draws.of(8, "ab", "c").uniform(0, 0))
        .isNotEqualTo(Draws.of(7, "ab", "c").uniform(1, 0))
        .isNotEqualTo(Draws.of(7, "ab", "c").uniform(0, 1));
  }

  private static double chiSquare(int[] counts, double expected) {
    double sum = 0;
    for (int count : counts) {
      sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
  }
}
