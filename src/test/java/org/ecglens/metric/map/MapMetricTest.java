package org.ecglens.metric.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MapMetricTest {

  @Test
  void everyMeasureIsExplained() throws IOException {
    String text = Files.readString(Path.of("docs", "metrics.md"));
    List<String> labels =
        Stream.concat(
                Arrays.stream(MapMetric.values()).map(MapMetric::label),
                Stream.concat(
                    Arrays.stream(Similarity.values()).map(Similarity::label),
                    Stream.of(PartialRankCorrelation.LABEL)))
            .toList();
    assertThat(labels).doesNotHaveDuplicates();
    assertThat(labels).allSatisfy(label -> assertThat(text).contains("`" + label + "`"));
  }

  @Test
  void everyKindOfNoiseHasAnInstability() {
    for (Disturbance disturbance : Disturbance.values()) {
      assertThat(MapMetric.instability(disturbance).label())
          .isEqualTo("instability-" + disturbance.label());
    }
  }
}
