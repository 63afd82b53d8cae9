package org.ecglens.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;
import org.ecglens.job.option.YamlKeys;

/**
 * A job file: {@code job} names a class of {@link org.ecglens.job}, {@code conf} holds Spark
 * configuration and {@code master} the cluster; every other key is a long option of that job's
 * command without its dashes, its value a scalar or a list.
 *
 * @param path the file
 * @param command name of the job's command
 * @param options option name to values
 * @param conf Spark configuration
 */
record JobFile(
    Path path, String command, Map<String, List<String>> options, Map<String, String> conf) {
  private static final String JOB = "job";
  private static final String MASTER = "master";
  private static final String CONF = "conf";

  /** Keys that are not options. */
  static final Set<String> RESERVED = Set.of(JOB, MASTER, CONF);

  JobFile {
    options = Map.copyOf(options);
    conf = Map.copyOf(conf);
  }

  /** Whether a first argument names a job file, not a command. */
  static boolean isNamed(String argument) {
    return argument.endsWith(".yaml") || argument.endsWith(".yml");
  }

  /**
   * Reads a job file.
   *
   * @throws UserException if it is missing, no YAML, names no job or has a value that is neither a
   *     scalar nor a list of scalars
   */
  static JobFile read(Path path) {
    YamlKeys keys =
        YamlKeys.of(path.toString(), text(path), "'key: value' lines, among them 'job: NAME'");
    String command = null;
    Map<String, List<String>> options = new LinkedHashMap<>();
    Map<String, String> conf = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : keys.entries().entrySet()) {
      String key = entry.getKey();
      switch (key) {
        case JOB -> command = command(path, keys.scalar(key, entry.getValue()));
        case MASTER -> conf.put("spark.master", keys.scalar(key, entry.getValue()));
        case CONF -> conf.putAll(conf(keys, entry.getValue()));
        default -> options.put(key, keys.values(key));
      }
    }
    if (command == null) {
      throw new UserException(
          path + ": has no key 'job'. Add 'job: NAME', one of " + String.join(", ", names()) + ".");
    }
    return new JobFile(path, command, options, conf);
  }

  /** The words of a command line that runs this job with overriding options. */
  List<String> commandLine(List<String> overrides) {
    List<String> words = new ArrayList<>();
    words.add(command);
    words.addAll(overrides);
    return words;
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (NoSuchFileException e) {
      throw new UserException(path + ": there is no such job file.", e);
    } catch (CharacterCodingException e) {
      throw new UserException(path + ": is not a text file in UTF-8.", e);
    } catch (IOException e) {
      throw new UserException(path + ": cannot be read: " + e, e);
    }
  }

  private static String command(Path path, String job) {
    String command = Commands.byJob().get(job);
    if (command == null) {
      throw new UserException(
          path + ": key 'job': " + Suggestion.unknown("job", job, names()).getMessage());
    }
    return command;
  }

  private static List<String> names() {
    return Commands.byJob().keySet().stream().sorted().toList();
  }

  private static Map<String, String> conf(YamlKeys keys, Object value) {
    if (!(value instanceof Map<?, ?> entries)) {
      throw new UserException(
          keys.source()
              + ": key 'conf' must hold indented lines like 'spark.executor.memory: 4g'.");
    }
    Map<String, String> conf = new LinkedHashMap<>();
    entries.forEach(
        (key, setting) -> {
          String name = String.valueOf(key);
          if (!name.startsWith("spark.")) {
            throw new UserException(
                keys.source() + ": key 'conf': '" + name + "' does not start with 'spark.'.");
          }
          conf.put(name, keys.scalar(CONF + "." + name, setting));
        });
    return conf;
  }
}
