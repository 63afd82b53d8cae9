package org.ecglens.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.ecglens.ecg.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * QT of strips whose truth is known, by what makes them difficult; prints the tables of
 * docs/accuracy.md. {@code mvn -q test -Dtest=QtOfKindsTest}
 */
class QtOfKindsTest {
  private static final int STRIPS = 10;

  /** An error that no reader makes, ms. */
  private static final double GROSS_MS = 40;

  /** Errors of some strips in ms, and how many have no QT. */
  private record Errors(DescriptiveStatistics errors, int refused, List<String> gross) {
    private Errors() {
      this(new DescriptiveStatistics(), 0, new ArrayList<>());
    }

    Errors with(Set<KnownStrip.Kind> kinds, long seed) {
      KnownStrip strip = KnownStrip.of(kinds, seed);
      Double qt = Measurement.of(strip.ecg(), MedianBeatShape.DEFAULT).labels().get(Labels.QT);
      if (qt == null) {
        return new Errors(errors, refused + 1, gross);
      }
      double error = qt - strip.qt();
      errors.addValue(error);
      if (Math.abs(error) > GROSS_MS) {
        gross.add("%s %+.0f ms".formatted(kinds, error));
      }
      return this;
    }

    void print(String name) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %+.0f | %+.0f to %+.0f | %d | %d | %d |%n",
          name,
          errors.getPercentile(50),
          errors.getMin(),
          errors.getMax(),
          gross.size(),
          refused,
          errors.getN() + refused);
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneDifficultyCausesNoGrossError(KnownStrip.Kind kind) {
    Errors errors = new Errors();
    for (int seed = 0; seed < STRIPS; seed++) {
      errors = errors.with(EnumSet.of(kind), seed);
    }
    errors.print(kind.name());
    assertThat(errors.gross()).isEmpty();
    assertThat(errors.refused()).isLessThanOrEqualTo(1);
  }

  @Test
  void twoDifficultiesSeldomCauseAGrossError() {
    Errors errors = new Errors();
    for (KnownStrip.Kind first : KnownStrip.Kind.values()) {
      for (KnownStrip.Kind second : KnownStrip.Kind.values()) {
        if (first.compareTo(second) < 0) {
          errors = errors.with(EnumSet.of(first, second), STRIPS);
        }
      }
    }
    errors.print("two at once");
    System.out.println(errors.gross());
    long all = errors.errors().getN() + errors.refused();
    assertThat(errors.gross().size() / (double) all).isLessThan(0.04);
    assertThat(errors.refused() / (double) all).isLessThan(0.04);
  }
}
