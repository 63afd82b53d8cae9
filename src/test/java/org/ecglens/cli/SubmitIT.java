package org.ecglens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.resource.ResourceInformation;
import org.ecglens.error.ExitCode;
import org.ecglens.testing.Launcher;
import org.ecglens.testing.Launcher.Outcome;
import org.ecglens.testing.OnnxModels;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmitIT {
  @TempDir private Path folder;
  private Launcher launcher;

  @BeforeEach
  void launcher() {
    launcher = new Launcher(folder);
  }

  private String dryRun(String... words) {
    Outcome outcome = launcher.run(words);
    assertThat(outcome.exit()).describedAs("%s", outcome).isEqualTo(ExitCode.DONE);
    assertThat(outcome.out()).hasLineCount(1);
    return outcome.out().strip();
  }

  @Test
  void withoutAnInstalledSparkTheEmbeddedOneRunsOnAllCores() {
    assertThat(dryRun("--dry-run", "describe", "--model", "a b.onnx"))
        .startsWith(Launcher.root() + "/jobs/embedded-spark --master 'local[*]' ")
        .contains("/conf/spark-local.conf ", "--class org.ecglens.cli.Main ")
        .endsWith("-spark.jar describe --model 'a b.onnx'");
  }

  @Test
  void whatDryRunPrintsCanBePasted() throws IOException {
    String line = dryRun("--dry-run", "describe", "--model", "it's not here.onnx");
    Path script = Files.writeString(folder.resolve("pasted.sh"), "#!/bin/bash\n" + line + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    Outcome pasted = launcher.run(Map.of(), script);
    assertThat(pasted.exit()).isEqualTo(ExitCode.USER_ERROR);
    assertThat(pasted.err()).contains("it's not here.onnx");
  }

  /** The name of ONNX's operators begins like a package that the jar holds under another name. */
  @Test
  void theJarKnowsTheDomainOfOnnxByItsName() throws IOException {
    ModelProto model =
        OnnxModels.model(17)
            .input("x", "batch", 12, 60)
            .node("Relu", "x -> a")
            .change(node -> node.setDomain("ai.onnx"))
            .node("Flatten", "a -> y")
            .output("y")
            .proto();
    Path file = folder.resolve("named.onnx");
    Files.write(
        file,
        model.toBuilder()
            .setOpsetImport(0, model.getOpsetImport(0).toBuilder().setDomain("ai.onnx"))
            .build()
            .toByteArray());

    Outcome described = launcher.run("describe", "--model=" + file);

    assertThat(described.exit()).describedAs("%s", described).isEqualTo(ExitCode.DONE);
    assertThat(described.out()).contains("explainable  yes");
  }

  @Test
  void sparkHomeAndSparkOnThePathAreUsed() throws IOException {
    Path home = folder.resolve("spark");
    Path submit = Files.createDirectories(home.resolve("bin")).resolve("spark-submit");
    Files.writeString(submit, "#!/bin/sh\nprintf '<%s>' \"$@\"\nexit 4\n");
    assertThat(submit.toFile().setExecutable(true)).isTrue();
    Path jobs = Launcher.root().resolve("jobs/submit");
    Outcome byHome = launcher.run(Map.of("SPARK_HOME", home.toString()), jobs, "describe");
    Outcome byPath =
        launcher.run(
            Map.of("PATH", home.resolve("bin") + ":" + System.getenv("PATH")), jobs, "describe");
    assertThat(byHome.exit()).describedAs("%s", byHome).isEqualTo(ExitCode.GATE);
    assertThat(byHome.out()).contains("<--master><local[*]>").endsWith("<describe>");
    assertThat(byPath).isEqualTo(byHome);
  }

  @Test
  void secretsAreNotPrinted() {
    assertThat(
            dryRun(
                "predict",
                "--dry-run",
                "--conf",
                "spark.hadoop.fs.s3a.secret.key=abc123",
                "--conf",
                "spark.ssl.keyPassword=def456",
                "--conf",
                "spark.a.b=c"))
        .contains("spark.hadoop.fs.s3a.secret.key=HIDDEN ", "spark.ssl.keyPassword=HIDDEN ")
        .contains("spark.a.b=c ")
        .doesNotContain("abc123", "def456");
  }

  @Test
  void aClusterGetsItsOwnSettings() {
    assertThat(dryRun("evaluate", "--master", "yarn", "--dry-run", "--conf", "spark.a.b=c d"))
        .contains("--master yarn ", "/conf/spark-cpu.conf ", "--conf 'spark.a.b=c d'")
        .doesNotContain("--driver-memory")
        .endsWith("-spark.jar evaluate");
    assertThat(dryRun("evaluate", "--master=k8s://https://host", "--gpu", "--dry-run"))
        .contains("/conf/spark-gpu.conf ", "discoveryScript=./gpu-discovery.sh");
  }

  @Test
  void inClusterModeTheJobFileTravels() throws IOException {
    Path job = Files.writeString(folder.resolve("x.yaml"), "job: DescribeJob\n");
    assertThat(dryRun(job.toString(), "--master=yarn", "--deploy-mode=cluster", "--dry-run"))
        .contains("/conf/log4j2.properties," + job)
        .contains("-Dlog4j2.configurationFile=log4j2.properties")
        .endsWith("-spark.jar x.yaml");
  }

  /** No cluster hands on the exit code of its driver; the driver's note does. */
  @Test
  void inClusterModeTheExitCodeIsWhatTheDriverLeft() throws IOException {
    Path home = folder.resolve("spark");
    Path submit = Files.createDirectories(home.resolve("bin")).resolve("spark-submit");
    Files.writeString(
        submit,
        """
        #!/bin/bash
        printf '<%s>' "$@"
        echo
        [[ $* != *--deploy-mode\\ cluster* ]] || exit "$CLUSTER_EXIT"
        exit "$NOTED"
        """);
    assertThat(submit.toFile().setExecutable(true)).isTrue();
    Path jobs = Launcher.root().resolve("jobs/submit");
    List<String> words = List.of("evaluate", "--out=x y", "--deploy-mode=cluster");
    Outcome failed =
        launcher.run(
            Map.of("SPARK_HOME", home.toString(), "CLUSTER_EXIT", "1", "NOTED", "4"),
            jobs,
            Stream.concat(words.stream(), Stream.of("--master=yarn", "--conf=spark.a.b=c"))
                .toArray(String[]::new));
    assertThat(failed.exit()).describedAs("%s", failed).isEqualTo(ExitCode.GATE);
    assertThat(failed.out().lines())
        .satisfiesExactly(
            driver ->
                assertThat(driver)
                    .contains("<--conf><spark.ecglensLaunch=", "<--class><org.ecglens.cli.Main>")
                    .endsWith("<evaluate><--out=x y>"),
            reader ->
                assertThat(reader)
                    .startsWith("<--master><local[1]>")
                    .contains("<spark.a.b=c>", "<--class><org.ecglens.cli.DriverExit>")
                    .endsWith("<false><evaluate><--out=x y>"));
    // A standalone master's client ends with 0 whatever became of the driver.
    for (String master : List.of("yarn", "spark://host:7077")) {
      Outcome done =
          launcher.run(
              Map.of("SPARK_HOME", home.toString(), "CLUSTER_EXIT", "0", "NOTED", "0"),
              jobs,
              Stream.concat(words.stream(), Stream.of("--master=" + master))
                  .toArray(String[]::new));
      assertThat(done.exit()).describedAs("%s", done).isEqualTo(ExitCode.DONE);
      assertThat(done.out().strip())
          .endsWith("<" + master.equals("yarn") + "><evaluate><--out=x y>");
    }
  }

  @Test
  void theJobFileNamesMasterAndSettingsUnlessTheCommandLineDoes() throws IOException {
    Path job =
        Files.writeString(
            folder.resolve("x.yaml"),
            """
            job: DescribeJob # a comment
            master: "local[3]"
            conf:
              # another
              spark.one: 1
              "spark.two": "a: b"   # and one more
            model: x.onnx
            """);
    assertThat(dryRun(job.toString(), "--dry-run", "--conf", "spark.one=2"))
        .contains("--master 'local[3]'", "--conf spark.one=2", "--conf 'spark.two=a: b'")
        .doesNotContain("spark.one=1");
    assertThat(dryRun(job.toString(), "--dry-run", "--master", "local[1]"))
        .contains("--master 'local[1]'");
  }

  @Test
  void aSymbolicLinkWorksFromAnywhere() throws IOException {
    Path link =
        Files.createSymbolicLink(folder.resolve("ecglens"), Launcher.root().resolve("jobs/submit"));
    Outcome outcome = launcher.run(Map.of(), link, "--version");
    assertThat(outcome.exit()).describedAs("%s", outcome).isEqualTo(ExitCode.DONE);
    assertThat(outcome.out()).matches("ecglens \\d+\\.\\d+\\.\\d+.*\\R");
  }

  @Test
  @Tag("slow")
  void exitCodesReachTheShell() throws IOException {
    assertThat(launcher.run().exit()).isEqualTo(ExitCode.USAGE);
    Outcome option = launcher.run("describe", "--modle", "x.onnx");
    assertThat(option.exit()).describedAs("%s", option).isEqualTo(ExitCode.USER_ERROR);
    assertThat(option.err()).contains("ecglens: Unknown option '--modle'. Did you mean '--model'?");
    Path job = Files.writeString(folder.resolve("x.yaml"), "job: DescribeJob\nmodle: x.onnx\n");
    Outcome key = launcher.run(job.toString());
    assertThat(key.exit()).describedAs("%s", key).isEqualTo(ExitCode.USER_ERROR);
    assertThat(key.err()).contains(job + ": Unknown key 'modle'. Did you mean 'model'?");
  }

  @Test
  void mistakesInTheLaunchersOwnOptionsAreNamed() {
    Outcome conf = launcher.run("describe", "--conf", "executor=1");
    assertThat(conf.exit()).isEqualTo(ExitCode.USER_ERROR);
    assertThat(conf.err()).contains("--conf 'executor=1'");
    Outcome gpu = launcher.run("describe", "--gpu");
    assertThat(gpu.exit()).isEqualTo(ExitCode.USER_ERROR);
    assertThat(gpu.err()).contains("local[*] assigns no GPU");
    Outcome home =
        launcher.run(Map.of("SPARK_HOME", "/nowhere"), Launcher.root().resolve("jobs/submit"));
    assertThat(home.exit()).isEqualTo(ExitCode.USER_ERROR);
    assertThat(home.err()).contains("SPARK_HOME is /nowhere");
  }

  @Test
  void gpuDiscoverySpeaksSparksLanguage() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path smi = Files.writeString(bin.resolve("nvidia-smi"), "#!/bin/sh\nprintf '0\\n1\\n'\n");
    assertThat(smi.toFile().setExecutable(true)).isTrue();
    Outcome found =
        launcher.run(
            Map.of("PATH", bin + ":" + System.getenv("PATH")),
            Launcher.root().resolve("conf/gpu-discovery.sh"));
    ResourceInformation gpus = ResourceInformation.parseJson(found.out());
    assertThat(gpus.name()).isEqualTo("gpu");
    assertThat(gpus.addresses()).containsExactly("0", "1");
  }

  @Test
  @Tag("slow")
  void theDemoEndsInAReport() {
    Outcome demo =
        launcher.run(
            Launcher.root().resolve("jobs/demo.yaml").toString(),
            "--records=6",
            "--methods=saliency,random",
            "--out=demo");
    assertThat(demo.exit()).describedAs("%s", demo).isEqualTo(ExitCode.DONE);
    assertThat(demo.out())
        .contains("saliency", "random", "Results: demo/evaluation")
        .endsWith("Report: demo/report/index.html\n");
    assertThat(folder.resolve("demo/evaluation/summary")).isDirectory();
    assertThat(folder.resolve("demo/report/index.html")).isRegularFile();
  }
}
