package org.ecglens.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ecglens.stats.MethodComparison;
import org.ecglens.stats.MethodComparison.Place;
import org.junit.jupiter.api.Test;

class ScoreBlocksTest {
  private static final String REASON = "the label is missing";

  @Test
  void recordsOfASubjectAreAveragedIntoOneBlock() {
    ScoreBlocks blocks = new ScoreBlocks(List.of("a", "b"), 1);
    record(blocks, null, "1", 1.0, 2.0);
    record(blocks, null, "2", 3.0, 1.0);
    record(blocks, "s", "3", 1.0, 4.0);
    // Not complete, so that the block is the mean of the other two.
    record(blocks, "s", "4", 100.0, null);
    record(blocks, "s", "5", 3.0, 5.0);
    record(blocks, "t", "6", null, 9.0);
    record(blocks, "t", "7", 6.0, 9.0);
    record(blocks, "u", "8", null, 1.0);
    MethodComparison comparison = blocks.comparison(true, "random");
    assertThat(comparison.n()).isEqualTo(4);
    assertThat(comparison.places().get(0).mean()).isEqualTo((1 + 3 + 2 + 6) / 4.0);
    assertThat(comparison.places().get(1).mean()).isEqualTo((2 + 1 + 4.5 + 9) / 4.0);
  }

  @Test
  void aMethodWithoutScoresIsLeftOutAndSaysWhy() {
    ScoreBlocks blocks = new ScoreBlocks(List.of("a", "b", "c", "d"), 1);
    for (int i = 0; i < 3; i++) {
      blocks.add(null, "r" + i, "a", 1.0 + i, null);
      blocks.add(null, "r" + i, "b", null, REASON);
      blocks.add(null, "r" + i, "c", 2.0 * i, null);
    }
    MethodComparison comparison = blocks.comparison(true, "c");
    assertThat(comparison.n()).isEqualTo(3);
    assertThat(comparison.pairs()).hasSize(1);
    assertThat(comparison.places()).extracting(Place::method).containsExactly("a", "b", "c", "d");
    assertThat(comparison.places().get(1))
        .isEqualTo(Place.none("b", "no record has a score: " + REASON));
    assertThat(comparison.places().get(3).reason()).contains("there is no score of it");
    assertThat(comparison.places().get(0).win()).isEqualTo(1.5 / 3);
  }

  @Test
  void aScoreOfSeveralNetworksNeedsThemAll() {
    ScoreBlocks blocks = new ScoreBlocks(List.of("a", "b"), 2);
    for (String method : List.of("a", "b")) {
      blocks.add(null, "1", method, 1.0, null);
      blocks.add(null, "1", method, 2.0, null);
    }
    for (String method : List.of("a", "b")) {
      blocks.add(null, "2", method, 7.0, null);
    }
    MethodComparison comparison = blocks.comparison(true, "random");
    assertThat(comparison.n()).isEqualTo(1);
    assertThat(comparison.places().get(0).mean()).isEqualTo(1.5);
  }

  @Test
  void nothingButMissingScores() {
    ScoreBlocks blocks = new ScoreBlocks(List.of("a", "b"), 1);
    record(blocks, null, "1", null, null);
    MethodComparison comparison = blocks.comparison(true, "random");
    assertThat(comparison.n()).isZero();
    assertThat(comparison.pairs()).isEmpty();
    assertThat(comparison.places()).extracting(Place::reason).doesNotContainNull();
    // Every method has a score, but no record has them all.
    ScoreBlocks apart = new ScoreBlocks(List.of("a", "b"), 1);
    record(apart, null, "1", 1.0, null);
    record(apart, null, "2", null, 1.0);
    assertThat(apart.comparison(true, "random").places())
        .extracting(Place::reason)
        .containsOnly("no record has a score of every method");
  }

  @Test
  void manyRecordsFindRoom() {
    ScoreBlocks blocks = new ScoreBlocks(List.of("a", "b"), 1);
    for (int i = 0; i < 5000; i++) {
      record(blocks, "s" + i / 2, "r" + i, (double) i, 0.0);
    }
    MethodComparison comparison = blocks.comparison(true, "random");
    assertThat(comparison.n()).isEqualTo(2500);
    assertThat(comparison.places().get(0).mean()).isEqualTo(2499.5);
  }

  private static void record(
      ScoreBlocks blocks, String subject, String record, Double a, Double b) {
    blocks.add(subject, record, "a", a, a == null ? REASON : null);
    blocks.add(subject, record, "b", b, b == null ? REASON : null);
  }
}
