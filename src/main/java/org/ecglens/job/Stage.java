package org.ecglens.job;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** One job of several that a larger one runs, as the user would run it. */
final class Stage {
  private final Job job;
  private final Map<String, String> options = new LinkedHashMap<>();

  Stage(Job job) {
    this.job = job;
  }

  /**
   * Gives an option.
   *
   * @param name without dashes
   */
  Stage with(String name, Object value) {
    options.put(name, value.toString());
    return this;
  }

  /**
   * Gives a list, or nothing where it is empty.
   *
   * @param name without dashes
   */
  Stage withAll(String name, Collection<?> values) {
    if (!values.isEmpty()) {
      with(name, values.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
    return this;
  }

  /** Takes from the larger job the values of all options that both have. */
  Stage withCommon(JobContext larger) {
    return withCommon(larger.options());
  }

  /** Takes the values of all options that the job has, as {@link EffectiveOptions} names them. */
  Stage withCommon(Map<String, String> values) {
    CommandSpec spec = new CommandLine(job).getCommandSpec();
    for (OptionSpec option : spec.options()) {
      String name = EffectiveOptions.name(option);
      String value = values.get(name);
      // An empty list was not given.
      if (value != null && !value.isEmpty()) {
        options.putIfAbsent(name, value);
      }
    }
    return this;
  }

  /** Gives the job its options, without running it. */
  CommandLine parse() {
    CommandLine command = new CommandLine(job);
    command.parseArgs(
        options.entrySet().stream()
            .map(option -> "--" + option.getKey() + "=" + option.getValue())
            .toArray(String[]::new));
    return command;
  }

  Result run(JobContext larger) throws Exception {
    CommandLine command = parse();
    return job.run(
        new JobContext(
            larger.spark(),
            larger.out(),
            larger.interactive(),
            EffectiveOptions.of(command.getCommandSpec()),
            larger.arguments()));
  }
}
