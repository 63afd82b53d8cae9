package org.ecglens.job;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What every option of a parsed command came out as, for the manifest. */
public final class EffectiveOptions {
  private EffectiveOptions() {}

  /**
   * Long names without dashes to values; lists joined by commas; options without a value are
   * absent.
   */
  public static Map<String, String> of(CommandSpec command) {
    Map<String, String> values = new TreeMap<>();
    for (OptionSpec option : command.options()) {
      Object value = option.getValue();
      if (value != null && !option.usageHelp() && !option.versionHelp()) {
        values.put(name(option), text(value));
      }
    }
    return values;
  }

  /** The long name of an option, without dashes. */
  static String name(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }

  private static String text(Object value) {
    if (value instanceof Collection<?> items) {
      return items.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
    if (value instanceof Map<?, ?> entries) {
      return entries.entrySet().stream().map(String::valueOf).collect(Collectors.joining(","));
    }
    if (value.getClass().isArray()) {
      return IntStream.range(0, Array.getLength(value))
          .mapToObj(item -> String.valueOf(Array.get(value, item)))
          .collect(Collectors.joining(","));
    }
    return String.valueOf(value);
  }
}
