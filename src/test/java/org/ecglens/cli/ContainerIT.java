package org.ecglens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ecglens.error.ExitCode;
import org.ecglens.testing.Launcher;
import org.ecglens.testing.Launcher.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of {@code docker/Dockerfile}, in a folder in the place of an image. */
class ContainerIT {
  private static final Path DOCKER = Launcher.root().resolve("docker");

  @TempDir private Path folder;
  private Launcher launcher;

  @BeforeEach
  void launcher() {
    launcher = new Launcher(folder);
  }

  private Outcome step(Path script, Map<String, String> environment, Object... words) {
    return launcher.run(
        environment, script, Stream.of(words).map(Object::toString).toArray(String[]::new));
  }

  private Path layout() {
    Path image = folder.resolve("image");
    Outcome laidOut = step(DOCKER.resolve("layout.sh"), Map.of(), Launcher.root(), image);
    assertThat(laidOut.exit()).describedAs("%s", laidOut).isZero();
    return image;
  }

  @Test
  void theImageHasTheVersionsOfTheBuild() throws IOException {
    String dockerfile = Files.readString(DOCKER.resolve("Dockerfile"));
    String pom = Files.readString(Launcher.root().resolve("pom.xml"));
    assertThat(dockerfile)
        .contains(
            "apache/spark:%s-scala%s-java%s-"
                .formatted(
                    property(pom, "spark.version"),
                    property(pom, "scala.binary.version"),
                    property(pom, "maven.compiler.release")),
            "torch==" + property(pom, "pytorch.version") + " ");
    for (String name : List.of("spark-application.yaml", "spark-application-gpu.yaml")) {
      assertThat(Files.readString(DOCKER.resolve("kubernetes").resolve(name)))
          .contains(
              "sparkVersion: " + property(pom, "spark.version"),
              "hadoop-aws:" + property(pom, "hadoop.version"));
    }
  }

  private static String property(String pom, String name) {
    Matcher matcher = Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)<").matcher(pom);
    assertThat(matcher.find()).as(name).isTrue();
    return matcher.group(1);
  }

  @Test
  void theLauncherOfTheImageRunsItsSparkWithoutABuild() throws IOException {
    Path image = layout();
    Path spark = Files.createDirectories(folder.resolve("spark/bin"));
    script(spark.resolve("spark-submit"), "printf '<%s>' \"$@\"");
    Outcome run =
        step(
            image.resolve("jobs/submit"),
            Map.of("SPARK_HOME", spark.getParent().toString()),
            "describe",
            "--model",
            "a.onnx");
    assertThat(run.exit()).describedAs("%s", run).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains(
            "<--properties-file><" + image + "/conf/spark-local.conf>",
            "<" + image + "/target/ecglens-")
        .endsWith("-spark.jar><describe><--model><a.onnx>");
    assertThat(image.resolve("ecglens.jar").toRealPath()).isRegularFile();
  }

  @Test
  void theEntryKnowsCommandsFromWhatKubernetesAsks() throws IOException {
    Path image = layout();
    Path spark = script(folder.resolve("spark-entry"), "printf '<%s>' \"$@\"");
    Map<String, String> environment = Map.of("SPARK_ENTRYPOINT", spark.toString());
    Path entry = image.resolve("entrypoint.sh");
    assertThat(step(entry, environment, "demo", "--out", "a b").out())
        .isEqualTo("<tini><-s><--><" + image + "/jobs/submit><demo><--out><a b>");
    assertThat(step(entry, environment, "--help").out())
        .isEqualTo("<tini><-s><--><" + image + "/jobs/submit><--help>");
    assertThat(step(entry, environment, "driver", "--class", "a.B").out())
        .isEqualTo("<driver><--class><a.B>");
    assertThat(step(entry, environment, "executor").out()).isEqualTo("<executor>");
    assertThat(step(entry, environment, "/opt/spark/bin/spark-submit", "--version").out())
        .isEqualTo("</opt/spark/bin/spark-submit><--version>");
  }

  @Test
  @Tag("slow")
  void networksRunWithTheLibrariesThatTheImageUnpacks() throws IOException {
    Path engine = folder.resolve("engine/torch/lib");
    Outcome unpacked =
        step(
            DOCKER.resolve("unpack-engine.sh"),
            Map.of(),
            System.getProperty("ecglens.jar"),
            engine);
    assertThat(unpacked.exit()).describedAs("%s", unpacked).isZero();
    assertThat(engine.resolve("libtorch.so")).isRegularFile();
    Path cache = folder.resolve("cache");
    Map<String, String> environment =
        Map.of("PYTORCH_LIBRARY_PATH", engine.toString(), "ENGINE_CACHE_DIR", cache.toString());
    Path submit = Launcher.root().resolve("jobs/submit");
    Outcome made =
        step(submit, environment, "synth", "--records=2", "--seed=1", "--out=" + folder + "/r");
    assertThat(made.exit()).describedAs("%s", made).isEqualTo(ExitCode.DONE);
    Outcome predicted =
        step(
            submit,
            environment,
            "predict",
            "--model="
                + Launcher.root()
                    .resolve("src/test/resources/org/ecglens/demo/residual-small.onnx"),
            "--records=" + folder + "/r",
            "--out=" + folder + "/p");
    assertThat(predicted.exit()).describedAs("%s", predicted).isEqualTo(ExitCode.DONE);
    try (Stream<Path> files = Files.walk(cache)) {
      // Only the engine's own part has to be unpacked.
      assertThat(files.filter(Files::isRegularFile))
          .singleElement()
          .asString()
          .endsWith("libdjl_torch.so");
    }
  }

  @Test
  void withoutAJarTheStepSaysHowToMakeOne() throws IOException {
    Path project = Files.createDirectories(folder.resolve("project"));
    Files.copy(Launcher.root().resolve("pom.xml"), project.resolve("pom.xml"));
    Outcome outcome = step(DOCKER.resolve("layout.sh"), Map.of(), project, folder.resolve("image"));
    assertThat(outcome.exit()).isEqualTo(ExitCode.USER_ERROR);
    assertThat(outcome.err()).contains("-spark.jar is missing", "mvn");
  }

  private static Path script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
