package org.ecglens.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.ecglens.error.UserException;
import org.ecglens.job.option.ProtocolFile;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

class OptionValuesTest {
  @Command(name = "sample")
  private static final class Sample {
    @Option(names = "--steps", defaultValue = "25")
    private int steps;

    @Option(names = "--methods", split = ",")
    private List<String> methods;

    @Option(names = "--overwrite")
    private boolean overwrite;
  }

  private static Sample parsed(
      Map<String, List<String>> file, Map<String, String> spark, String... words) {
    Sample sample = new Sample();
    CommandLine root = new CommandLine(CommandLine.Model.CommandSpec.create());
    root.addSubcommand(sample);
    SparkConf conf = new SparkConf(false);
    spark.forEach(conf::set);
    Optional<JobFile> job = Optional.of(new JobFile(Path.of("x.yaml"), "sample", file, Map.of()));
    List<String> line =
        new JobFile(Path.of("x.yaml"), "sample", file, Map.of()).commandLine(List.of(words));
    OptionValues values = new OptionValues(job, conf, line);
    values.check(root);
    root.setDefaultValueProvider(values);
    try {
      root.parseArgs(line.toArray(String[]::new));
    } catch (ParameterException e) {
      throw values.explain(e);
    }
    return sample;
  }

  @Test
  void commandLineWinsOverFileOverSparkOverDefault() {
    Map<String, List<String>> file = Map.of("steps", List.of("2"));
    Map<String, String> spark = Map.of("spark.ecglens.steps", "3");
    assertThat(parsed(file, spark, "--steps", "1").steps).isEqualTo(1);
    assertThat(parsed(file, spark, "--steps=1").steps).isEqualTo(1);
    assertThat(parsed(file, spark).steps).isEqualTo(2);
    assertThat(parsed(Map.of(), spark).steps).isEqualTo(3);
    assertThat(parsed(Map.of(), Map.of()).steps).isEqualTo(25);
  }

  @Test
  void aProtocolStandsBeforeDefaultsAndBehindTheRest() {
    ProtocolFile protocol = new ProtocolFile("p.yaml", "", Map.of("steps", "7"));
    OptionValues values =
        new OptionValues(
                Optional.empty(), new SparkConf(false), List.of("sample", "--methods=random"))
            .with(protocol);
    Sample sample = new Sample();
    CommandLine root = new CommandLine(CommandLine.Model.CommandSpec.create());
    root.addSubcommand(sample);
    root.setDefaultValueProvider(values);
    root.parseArgs("sample", "--methods=random");
    assertThat(sample.steps).isEqualTo(7);
    assertThat(sample.methods).containsExactly("random");
    SparkConf conf = new SparkConf(false).set("spark.ecglens.steps", "3");
    root.setDefaultValueProvider(
        new OptionValues(Optional.empty(), conf, List.of("sample")).with(protocol));
    root.parseArgs("sample");
    assertThat(sample.steps).isEqualTo(3);
  }

  @Test
  void listsReplaceEachOther() {
    Map<String, List<String>> file = Map.of("methods", List.of("saliency", "deeplift"));
    assertThat(parsed(file, Map.of()).methods).containsExactly("saliency", "deeplift");
    assertThat(parsed(file, Map.of(), "--methods", "random,grad-cam").methods)
        .containsExactly("random", "grad-cam");
  }

  @Test
  void aFlagGivenTwiceStaysSet() {
    Map<String, List<String>> file = Map.of("overwrite", List.of("true"));
    assertThat(parsed(file, Map.of()).overwrite).isTrue();
    assertThat(parsed(file, Map.of(), "--overwrite").overwrite).isTrue();
    assertThat(parsed(file, Map.of(), "--overwrite=false").overwrite).isFalse();
  }

  @Test
  void namesTheNearestKnownName() {
    assertThatThrownBy(() -> parsed(Map.of("step", List.of("2")), Map.of()))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("x.yaml: Unknown key 'step'. Did you mean 'steps'?");
    assertThatThrownBy(() -> parsed(Map.of(), Map.of("spark.ecglens.mehtods", "a")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(
            "Unknown key 'spark.ecglens.mehtods'. Did you mean 'spark.ecglens.methods'?");
    assertThatThrownBy(() -> parsed(Map.of(), Map.of(), "--overwrit"))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("Unknown option '--overwrit'. Did you mean '--overwrite'?");
  }

  @Test
  void saysWhereABadValueStands() {
    assertThatThrownBy(() -> parsed(Map.of("steps", List.of("many")), Map.of()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'--steps'")
        .hasMessageContaining("'many'")
        .hasMessageContaining("x.yaml: key 'steps'");
    assertThatThrownBy(() -> parsed(Map.of(), Map.of("spark.ecglens.steps", "many")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Spark configuration spark.ecglens.steps");
  }
}
