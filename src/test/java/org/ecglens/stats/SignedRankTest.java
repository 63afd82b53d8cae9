package org.ecglens.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignedRankTest {
  @Test
  void numbersAreThoseOfSciPyAndPingouin() {
    for (JsonNode test : ReferenceValues.of("signedRank")) {
      String name = test.get("name").asText();
      double[] differences = ReferenceValues.numbers(test.get("differences"));
      SignedRank rank = SignedRank.of(differences);
      double p = test.get("p").asDouble();
      assertThat(rank.statistic()).as(name).isEqualTo(test.get("statistic").asDouble());
      assertThat(rank.p()).as(name).isCloseTo(p, within(1e-9 * p));
      assertThat(rank.effect()).as(name).isCloseTo(test.get("effect").asDouble(), within(1e-12));
      assertThat(rank.reason()).as(name).isNull();
      PairedDifference difference = PairedDifference.of(differences);
      assertThat(difference.dz()).as(name).isCloseTo(test.get("dz").asDouble(), within(1e-12));
      if (!test.get("needed").isNull()) {
        assertThat(difference.blocksNeeded()).as(name).isEqualTo(test.get("needed").asLong());
      }
    }
  }

  @Test
  void fewDifferencesSumToWhatCanBeCounted() {
    // Of 2³ signs one is as extreme on each side.
    SignedRank rank = SignedRank.of(new double[] {0, 3, 1, 0, 2});
    assertThat(rank).isEqualTo(new SignedRank(3, 0.0, 0.25, 1.0, null));
    assertThat(SignedRank.of(new double[] {-3, -1, -2}).effect()).isEqualTo(-1);
  }

  @Test
  void fourTiedDifferencesAreNoEvidence() {
    // Of 2⁴ signs one is as extreme on each side; the normal approximation says 0.0455.
    assertThat(SignedRank.of(new double[] {1, 1, 1, 1}).p()).isEqualTo(0.125);
    assertThat(SignedRank.of(new double[] {-2, -2, 0, -2, -2}).p()).isEqualTo(0.125);
  }

  @Test
  void tiesAreCountedOutByAllSigns() {
    Random random = new Random(16);
    for (int sample = 0; sample < 60; sample++) {
      double[] differences = new double[2 + sample % 12];
      for (int i = 0; i < differences.length; i++) {
        // Few sizes, so that most are tied; zeros among them.
        differences[i] = random.nextInt(9) - 3;
      }
      SignedRank test = SignedRank.of(differences);
      if (test.p() != null) {
        assertThat(test.p())
            .as(Arrays.toString(differences))
            .isCloseTo(byAllSigns(differences), within(1e-12));
      }
    }
  }

  /** Share of all signs whose sums of ranks are at least as far apart as those of the sample. */
  private static double byAllSigns(double[] differences) {
    double[] moved = Arrays.stream(differences).filter(value -> value != 0).toArray();
    double[] ranks = new double[moved.length];
    for (int i = 0; i < moved.length; i++) {
      for (double other : moved) {
        double apart = Math.abs(moved[i]) - Math.abs(other);
        ranks[i] += apart > 0 ? 1 : apart == 0 ? 0.5 : 0;
      }
      ranks[i] += 0.5;
    }
    double found = 0;
    for (int i = 0; i < moved.length; i++) {
      found += Math.signum(moved[i]) * ranks[i];
    }
    int extreme = 0;
    for (int signs = 0; signs < 1 << moved.length; signs++) {
      double sum = 0;
      for (int i = 0; i < moved.length; i++) {
        sum += (signs >> i & 1) == 0 ? ranks[i] : -ranks[i];
      }
      extreme += Math.abs(sum) >= Math.abs(found) ? 1 : 0;
    }
    return (double) extreme / (1 << moved.length);
  }

  @Test
  void whereThereIsNoTestThereIsAReason() {
    assertThat(SignedRank.of(new double[] {0, 0, 0}))
        .isEqualTo(new SignedRank(0, null, null, null, "all differences are zero"));
    assertThat(SignedRank.of(new double[] {2}).reason())
        .isEqualTo("there is a single record or subject");
    assertThat(SignedRank.of(new double[0]).reason()).contains("no record");
    assertThatThrownBy(() -> SignedRank.of(new double[] {1, Double.POSITIVE_INFINITY}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a difference is Infinity");
  }

  @Test
  void aDifferenceThatDoesNotVaryHasNoStandardisedSize() {
    PairedDifference constant = PairedDifference.of(new double[] {2, 2, 2});
    assertThat(constant).isEqualTo(new PairedDifference(3, 2.0, 2.0, null));
    assertThat(constant.blocksNeeded()).isNull();
    assertThat(PairedDifference.of(new double[] {-1, 1}).dz()).isZero();
    assertThat(PairedDifference.of(new double[] {-1, 1}).blocksNeeded()).isNull();
    assertThat(PairedDifference.of(new double[] {4}))
        .isEqualTo(new PairedDifference(1, 4.0, 4.0, null));
    assertThat(PairedDifference.of(new double[0]))
        .isEqualTo(new PairedDifference(0, null, null, null));
    // However large, no test of five can be significant.
    assertThat(PairedDifference.of(new double[] {9, 10, 11}).blocksNeeded()).isEqualTo(6);
  }
}
