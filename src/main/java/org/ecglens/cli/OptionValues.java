package org.ecglens.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;
import org.ecglens.job.option.ProtocolFile;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Values of options that the command line leaves open: the job file's, then Spark's, then those of
 * a protocol.
 */
final class OptionValues implements IDefaultValueProvider {
  /** What keys of Spark's configuration begin with that are options. */
  static final String PREFIX = "spark.ecglens.";

  private final Optional<JobFile> file;
  private final SparkConf conf;
  private final List<String> words;
  private final Optional<ProtocolFile> protocol;

  /**
   * Takes the sources in order of precedence.
   *
   * @param file the job file, if there is one
   * @param conf Spark's configuration
   * @param words the command line, the command first
   */
  OptionValues(Optional<JobFile> file, SparkConf conf, List<String> words) {
    this(file, conf, words, Optional.empty());
  }

  private OptionValues(
      Optional<JobFile> file, SparkConf conf, List<String> words, Optional<ProtocolFile> protocol) {
    this.file = file;
    this.conf = conf;
    this.words = List.copyOf(words);
    this.protocol = protocol;
  }

  /** The same where a protocol has values for what the other sources leave open. */
  OptionValues with(ProtocolFile registered) {
    return new OptionValues(file, conf, words, Optional.of(registered));
  }

  /**
   * Refuses keys that no option has.
   *
   * @throws UserException naming the file or the configuration, the key and the nearest known one
   */
  void check(CommandLine root) {
    if (file.isPresent()) {
      JobFile job = file.get();
      Set<String> known = names(root.getSubcommands().get(job.command()).getCommandSpec());
      known.addAll(JobFile.RESERVED);
      for (String key : job.options().keySet()) {
        if (!known.contains(key)) {
          throw new UserException(
              job.path() + ": " + Suggestion.unknown("key", key, known).getMessage());
        }
      }
    }
    // One Spark configuration serves several commands: a key is wrong only if none knows it.
    Set<String> all = new TreeSet<>();
    root.getSubcommands().values().forEach(command -> all.addAll(names(command.getCommandSpec())));
    for (scala.Tuple2<String, String> entry : conf.getAllWithPrefix(PREFIX)) {
      if (!all.contains(entry._1())) {
        throw new UserException(
            "Spark configuration: "
                + Suggestion.unknown(
                        "key",
                        PREFIX + entry._1(),
                        all.stream().map(name -> PREFIX + name).collect(Collectors.toSet()))
                    .getMessage());
      }
    }
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    // A flag that is given turns the default over, so what is given must not get one.
    if (!(argument instanceof OptionSpec option) || isGiven(option)) {
      return null;
    }
    return source(option).map(Source::value).orElse(null);
  }

  /** A parse failure in the words that a user needs: what, where, what instead. */
  UserException explain(ParameterException failure) {
    CommandSpec spec = failure.getCommandLine().getCommandSpec();
    String help = " See '" + spec.qualifiedName() + " --help'.";
    Optional<String> command = unknownCommand(spec);
    if (command.isPresent()) {
      Set<String> known = spec.subcommands().keySet();
      String hint =
          Suggestion.nearest(command.get(), known)
              .map(name -> " Did you mean '" + name + "'?")
              .orElse(" The commands are " + String.join(", ", known) + ".");
      return new UserException(
          "there is no command '" + command.get() + "'." + hint + help, failure);
    }
    // Ahead of what picocli complains about: a misspelt option is also a missing one.
    Optional<String> misspelt = misspeltOption(spec);
    if (misspelt.isPresent()) {
      Set<String> known =
          names(spec).stream()
              .map(name -> "--" + name)
              .collect(Collectors.toCollection(TreeSet::new));
      return new UserException(
          Suggestion.unknown("option", misspelt.get(), known).getMessage() + help, failure);
    }
    if (failure instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().get(0);
      return new UserException(
          "Unexpected argument '" + word + "': it belongs to no option." + help, failure);
    }
    String where = "";
    if (failure.getArgSpec() instanceof OptionSpec option && !isGiven(option)) {
      where = source(option).map(source -> " (" + source.place() + ")").orElse("");
    }
    return new UserException(failure.getMessage() + where + "." + help, failure);
  }

  /** The first word where a command should be; the options behind it are those of none. */
  private Optional<String> unknownCommand(CommandSpec spec) {
    return words.stream()
        .limit(1)
        .filter(word -> spec.parent() == null && !word.startsWith("-"))
        .filter(word -> !spec.subcommands().containsKey(word))
        .findFirst();
  }

  private Optional<String> misspeltOption(CommandSpec spec) {
    return words.stream()
        .filter(word -> word.startsWith("--") && word.length() > 2)
        .map(word -> word.contains("=") ? word.substring(0, word.indexOf('=')) : word)
        .filter(word -> !spec.optionsMap().containsKey(word))
        .findFirst();
  }

  private Optional<Source> source(OptionSpec option) {
    for (String name : names(option)) {
      if (file.isPresent() && file.get().options().containsKey(name)) {
        return Optional.of(
            new Source(
                String.join(",", file.get().options().get(name)),
                file.get().path() + ": key '" + name + "'"));
      }
    }
    for (String name : names(option)) {
      if (conf.contains(PREFIX + name)) {
        return Optional.of(
            new Source(conf.get(PREFIX + name), "Spark configuration " + PREFIX + name));
      }
    }
    for (String name : names(option)) {
      if (protocol.isPresent() && protocol.get().values().containsKey(name)) {
        return Optional.of(
            new Source(
                protocol.get().values().get(name),
                "--protocol " + protocol.get().path() + ": key '" + name + "'"));
      }
    }
    return Optional.empty();
  }

  private boolean isGiven(OptionSpec option) {
    for (String word : words) {
      for (String name : option.names()) {
        if (word.equals(name) || word.startsWith(name + "=")) {
          return true;
        }
      }
    }
    return false;
  }

  private static Set<String> names(CommandSpec spec) {
    Set<String> names = new TreeSet<>();
    for (OptionSpec option : spec.options()) {
      if (!option.usageHelp() && !option.versionHelp()) {
        names.addAll(names(option));
      }
    }
    return names;
  }

  private static List<String> names(OptionSpec option) {
    List<String> names = new ArrayList<>();
    for (String name : option.names()) {
      if (name.startsWith("--")) {
        names.add(name.substring(2));
      }
    }
    return names;
  }

  /** A value and where the user wrote it. */
  private record Source(String value, String place) {}
}
