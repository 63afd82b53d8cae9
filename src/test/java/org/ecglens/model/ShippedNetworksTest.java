package org.ecglens.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.ecglens.ecg.Labels;
import org.junit.jupiter.api.Test;

/** The networks in the jar, as their cards describe them; see jobs/networks.yaml. */
class ShippedNetworksTest {
  private static final Set<String> AMPLITUDES = Set.of(Labels.J, Labels.T, Labels.R);
  private static final long MOST_BYTES = 8_000_000;

  private static Path folder() throws URISyntaxException {
    return Path.of(
            Objects.requireNonNull(
                    ShippedNetworksTest.class.getResource("/org/ecglens/networks/QT-1.onnx"))
                .toURI())
        .getParent();
  }

  /** Reading checks each card against its file. */
  @Test
  void everyMeasureHasTwoNetworksThatHaveLearntIt() throws Exception {
    List<ModelFile> networks = ModelFile.resolve(List.of(folder().toString()));
    List<String> names = new ArrayList<>();
    for (ModelFile network : networks) {
      names.add(network.name());
      ModelTraining.TestError error = network.card().training().errors().get(0);
      double factor = AMPLITUDES.contains(error.target()) ? 10 : 5;
      assertThat(error.meanAbsolute())
          .as(network.name())
          .isLessThan(error.labelDeviation() / factor);
    }
    for (String target : Labels.ALL) {
      assertThat(names).contains(target + "-1", target + "-2");
    }
  }

  @Test
  void theyAreSmall() throws Exception {
    long bytes = 0;
    try (Stream<Path> files = Files.list(folder())) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
    }
    assertThat(bytes).isLessThan(MOST_BYTES);
  }
}
