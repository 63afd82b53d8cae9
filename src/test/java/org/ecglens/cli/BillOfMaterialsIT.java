package org.ecglens.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.ecglens.testing.Launcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code target/bom.json} says of the jar. */
class BillOfMaterialsIT {
  /** By which a work under Apache-2.0 can be passed on together with the component. */
  private static final Set<String> COMPATIBLE =
      Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause");

  /** "The BSD License" of its POM is read as the four-clause one; its LICENSE.txt has three. */
  private static final Set<String> READ_BY_PEOPLE = Set.of("org.jline");

  private JsonNode bill;

  @BeforeEach
  void read() throws IOException {
    Path file = Launcher.root().resolve("target/bom.json");
    assumeThat(file).as("a build with mvn -o writes none").exists();
    bill = new ObjectMapper().readTree(file.toFile());
  }

  @Test
  void everythingInTheJarMayBePassedOnUnderApache2() {
    assertThat(bill.get("components")).isNotEmpty();
    for (JsonNode component : bill.get("components")) {
      List<String> licences = component.at("/licenses").findValuesAsText("id");
      assertThat(
              READ_BY_PEOPLE.contains(component.get("group").asText())
                  || licences.stream().anyMatch(COMPATIBLE::contains))
          .as("%s %s", component.get("purl"), licences)
          .isTrue();
      assertThat(component.at("/hashes").findValuesAsText("alg")).contains("SHA-256");
    }
  }

  @Test
  void whatTheClusterBringsIsNotListed() throws IOException {
    Set<String> groups = new TreeSet<>(bill.get("components").findValuesAsText("group"));
    assertThat(groups)
        .contains("ai.djl.pytorch", "org.tribuo", "info.picocli")
        .noneMatch(group -> group.startsWith("org.apache.spark") || group.startsWith("org.junit"));
    try (JarFile jar = new JarFile(System.getProperty("ecglens.jar"))) {
      assertThat(jar.getEntry("ai/djl/pytorch/engine/PtEngine.class")).isNotNull();
      assertThat(jar.getEntry("org/apache/spark/SparkConf.class")).isNull();
    }
  }

  @Test
  void theSameBuildWritesTheSameBill() {
    assertThat(bill.get("specVersion").asText()).isEqualTo("1.6");
    assertThat(bill.has("serialNumber")).isFalse();
    assertThat(bill.at("/metadata").has("timestamp")).isFalse();
  }
}
