package org.ecglens.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.stats.Clusters;
import org.junit.jupiter.api.Test;

class ScoreSampleTest {

  @Test
  void subjectsAreNumberedInTheOrderOfTheirFirstScores() {
    ScoreSample sample = new ScoreSample();
    sample.add(1, "b");
    sample.add(2, null);
    sample.add(3, "a");
    sample.add(4, "b");
    sample.add(5, null);
    assertThat(sample.values()).containsExactly(1, 2, 3, 4, 5);
    assertThat(sample.clusters().of()).containsExactly(0, 1, 2, 0, 3);
    assertThat(sample.clusters().count()).isEqualTo(4);
  }

  @Test
  void moreScoresThanThereWasRoomFor() {
    ScoreSample sample = new ScoreSample();
    List<String> subjects = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      subjects.add(i % 7 == 0 ? null : "s" + i % 31);
      sample.add(i, subjects.get(i));
    }
    Clusters expected = Clusters.of(subjects);
    assertThat(sample.values()).hasSize(5000).endsWith(4998, 4999);
    assertThat(sample.clusters().of()).isEqualTo(expected.of());
    assertThat(sample.clusters().count()).isEqualTo(expected.count());
  }

  @Test
  void nothing() {
    assertThat(new ScoreSample().values()).isEmpty();
    assertThat(new ScoreSample().clusters().count()).isZero();
  }
}
