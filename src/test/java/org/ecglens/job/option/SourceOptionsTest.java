package org.ecglens.job.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class SourceOptionsTest {
  @Command
  private static final class Asking {
    @Mixin private final SourceOptions source = new SourceOptions();
  }

  private static Object inputs(String... words) {
    Asking asking = new Asking();
    new CommandLine(asking).parseArgs(words);
    return asking.source.spec().salt("salt").build().inputs();
  }

  @Test
  void commasSeparateUnlessWrittenWithABackslash() {
    assertThat(inputs("--input=a,b")).isEqualTo(List.of("a", "b"));
    assertThat(inputs("--input=a\\,b,c")).isEqualTo(List.of("a,b", "c"));
    assertThat(inputs("--input", "a", "--input", "b\\,c")).isEqualTo(List.of("a", "b,c"));
    assertThat(inputs("--input", "x\"y,z", "2020:1")).isEqualTo(List.of("x\"y", "z", "2020:1"));
    assertThat(inputs("--input=a\\b")).isEqualTo(List.of("a\\b"));
  }
}
