package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ecglens.error.UserException;
import org.ecglens.testing.Commands;
import org.ecglens.testing.Records;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are held to a protocol, and runs that are judged again by other thresholds. */
@Tag("slow")
class ProtocolRunTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private Path records;
  private Path run;

  @BeforeEach
  void recordsAndNetwork() throws IOException {
    records = Records.write(folder.resolve("records"), Records.noise(4), 1);
    run = folder.resolve("run");
    for (String file : List.of("residual-small.onnx", "residual-small.card.json")) {
      try (InputStream shipped = getClass().getResourceAsStream("/org/ecglens/demo/" + file)) {
        Files.copy(shipped, folder.resolve(file));
      }
    }
  }

  private void evaluate(String... more) throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(
                "--model=" + folder.resolve("residual-small.onnx"),
                "--records=" + records,
                "--methods=saliency,input-x-gradient",
                "--operator=zero",
                "--controls=random",
                "--iterations=3",
                "--repeats=1",
                "--checks=input-dependence",
                "--out=" + run));
    words.addAll(List.of(more));
    Commands.run(new EvaluateJob(), words.toArray(String[]::new));
  }

  private JsonNode json(String name) throws IOException {
    return JSON.readTree(run.resolve(name).toFile());
  }

  private Map<String, FileTime> shards() throws IOException {
    Map<String, FileTime> times = new TreeMap<>();
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith("shard-")
            || file.getParent().endsWith("_shards")) {
          times.put(file.toString(), Files.getLastModifiedTime(file));
        }
      }
    }
    return times;
  }

  @Test
  void otherThresholdsJudgeAFinishedRunAgain() throws Exception {
    evaluate();
    Map<String, FileTime> before = shards();
    assertThat(before).isNotEmpty();
    assertThat(json("verdict.json").path("protocol_sha256").isNull()).isTrue();
    assertThat(json("verdict.json").path("deviations")).isEmpty();
    assertThat(json("verdict.json").at("/targets/0/metric").asText()).isEqualTo("aopc-over-random");
    assertThat(json("verdict.json").at("/targets/0/reason").asText())
        .contains("at least 12 records and 8 subjects are needed");

    evaluate(
        "--metric=abpc",
        "--least-records=4",
        "--least-subjects=3",
        "--margin=0.3",
        "--check-threshold=fewest=2");

    assertThat(shards()).isEqualTo(before);
    JsonNode verdict = json("verdict.json");
    assertThat(verdict.at("/thresholds/margin").asDouble()).isEqualTo(0.3);
    assertThat(verdict.at("/targets/0/metric").asText()).isEqualTo("abpc");
    assertThat(verdict.at("/targets/0/reason").asText("")).doesNotContain("are needed");
    JsonNode manifest = json("manifest.json");
    assertThat(manifest.at("/options/margin").asText()).isEqualTo("0.3");
    assertThat(manifest.at("/spec/verdict/thresholds/least_records").asInt()).isEqualTo(4);
    assertThat(manifest.at("/spec/verdict/checks/fewest").asDouble()).isEqualTo(2);
    assertThat(manifest.has("protocol")).isFalse();
    assertThat(json("_run.json").path("spec")).isEqualTo(manifest.path("spec"));

    assertThatThrownBy(() -> evaluate("--check-threshold=same-map=0.9"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(
            "holds a run with another --check-threshold same-map: 0.95 there, 0.9 here");
  }

  @Test
  void aProtocolStandsInManifestAndVerdict() throws Exception {
    Path protocol =
        Files.writeString(folder.resolve("p.yaml"), "margin: 0.1\noperator: zero\nmetric: aopc\n");
    String digest =
        org.apache.commons.codec.digest.DigestUtils.sha256Hex(Files.readAllBytes(protocol));
    evaluate("--protocol=" + protocol);
    assertThat(json("verdict.json").path("protocol_sha256").asText()).isEqualTo(digest);
    assertThat(json("verdict.json").path("deviations")).isEmpty();
    assertThat(json("manifest.json").at("/protocol/path").asText()).isEqualTo(protocol.toString());
    assertThat(json("manifest.json").at("/protocol/sha256").asText()).isEqualTo(digest);
    assertThat(Files.readString(run.resolve("verdict.txt")))
        .contains(digest, "without deviations.");
    Map<String, FileTime> before = shards();

    assertThatThrownBy(() -> evaluate("--protocol=" + protocol, "--margin=0.2"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--protocol " + protocol + ": --margin: 0.1 registered, 0.2 used.");
    evaluate("--protocol=" + protocol, "--margin=0.2", "--allow-deviations");

    assertThat(shards()).isEqualTo(before);
    JsonNode deviation =
        JSON.createArrayNode()
            .add(
                JSON.createObjectNode()
                    .put("option", "--margin")
                    .put("registered", "0.1")
                    .put("used", "0.2"));
    assertThat(json("verdict.json").path("deviations")).isEqualTo(deviation);
    assertThat(json("manifest.json").at("/protocol/deviations")).isEqualTo(deviation);
    assertThat(Files.readString(run.resolve("verdict.txt")))
        .contains(digest, "--margin: 0.1 registered, 0.2 used");

    Path other = Files.writeString(folder.resolve("other.yaml"), "operator: zero\n");
    assertThatThrownBy(() -> evaluate("--protocol=" + other))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("holds a run with another --protocol: SHA-256 " + digest + " there");
    assertThatThrownBy(() -> evaluate())
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--protocol: SHA-256 " + digest + " there, none here");
  }
}
