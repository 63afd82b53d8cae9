package org.ecglens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class CommandsTest {
  static Stream<CommandLine> commands() {
    return Commands.root().getSubcommands().values().stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpSaysWhatForAndHow(CommandLine command) {
    String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
    assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
    assertThat(help).contains("Example", "jobs/submit " + command.getCommandName());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyOptionIsDescribed(CommandLine command) {
    assertThat(command.getCommandSpec().options())
        .allSatisfy(option -> assertThat(option.description()).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void listsAreSeparatedByCommas(CommandLine command) {
    assertThat(command.getCommandSpec().options())
        .filteredOn(CommandsTest::isList)
        // A path may hold a comma; SourceOptionsTest says how.
        .filteredOn(option -> !option.longestName().equals("--input"))
        .extracting(OptionSpec::splitRegex)
        .allMatch(","::equals);
  }

  private static boolean isList(OptionSpec option) {
    return option.type().isArray() || option.isMultiValue();
  }
}
