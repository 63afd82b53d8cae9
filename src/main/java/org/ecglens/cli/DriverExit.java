package org.ecglens.cli;

import com.fasterxml.jackson.core.JacksonException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.ecglens.error.ExitCode;
import org.ecglens.error.UserException;
import org.ecglens.run.AtomicFiles;
import org.ecglens.run.RunFolder;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * How a driver that runs elsewhere tells the launcher what came of it. Clusters do not hand on the
 * exit code of a driver (the client of a standalone master ends with 0 even if it failed), so the
 * driver leaves it in the folder of {@code --out}, which both can reach, in a file that the
 * launcher named.
 */
public final class DriverExit {
  /** Holds the launcher's name for this start, in a driver that runs elsewhere. */
  static final String KEY = "spark.ecglensLaunch";

  private static final String OUT = "--out";
  private static final int LONGEST = 20_000;

  private DriverExit() {}

  /**
   * What a driver leaves.
   *
   * @param exit its exit code
   * @param message what it said on its standard error
   */
  record Note(int exit, String message) {}

  /** Whether the driver of a configuration was started from another machine. */
  static boolean isElsewhere(SparkConf conf) {
    return "cluster".equals(conf.get("spark.submit.deployMode", "client"));
  }

  /**
   * Leaves an exit code, in the place of what an earlier attempt of the same start left. Does
   * nothing if no launcher waits for it.
   *
   * @param message what was said on standard error; its end is kept
   * @param err hears why it could not be left
   */
  static void leave(
      List<String> arguments, SparkConf conf, int exit, String message, PrintWriter err) {
    if (!conf.contains(KEY)) {
      return;
    }
    String end = message.substring(Math.max(0, message.length() - LONGEST));
    try {
      Optional<Path> file = file(arguments, conf, conf.get(KEY));
      if (file.isPresent()) {
        AtomicFiles.at(file.get(), hadoop(conf)).replaceJson(file.get(), new Note(exit, end));
      }
    } catch (IOException | IllegalArgumentException | UserException e) {
      err.println("ecglens: the launcher can't be told the exit code " + exit + ": " + e);
    }
  }

  /**
   * Says what a driver left, and ends the process with its exit code.
   *
   * @param args the launcher's name for the start, whether the cluster is known to have ended it
   *     well ({@code true} or {@code false}), then the driver's command line
   */
  public static void main(String[] args) {
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    List<String> arguments = Arrays.asList(args).subList(2, args.length);
    int exit = read(arguments, new SparkConf(), args[0], Boolean.parseBoolean(args[1]), err);
    err.flush();
    System.exit(exit);
  }

  /**
   * Reads and removes what the driver left.
   *
   * @param endedWell whether it has done its work even if it left nothing
   * @return its exit code; {@link ExitCode#MACHINE} if it left nothing and did not end well
   */
  static int read(
      List<String> arguments, SparkConf conf, String launch, boolean endedWell, PrintWriter err) {
    Optional<Path> file = Optional.empty();
    try {
      file = file(arguments, conf, launch);
      if (file.isPresent()) {
        RunFolder folder = new RunFolder(file.get().getParent().toString());
        AtomicFiles files = AtomicFiles.at(file.get(), hadoop(conf));
        Note note = files.read(file.get(), Note.class);
        files.delete(file.get());
        folder.removeIfEmpty(hadoop(conf));
        err.print(note.message());
        return note.exit();
      }
    } catch (FileNotFoundException | JacksonException e) {
      // It was killed before it could say anything.
    } catch (IOException e) {
      err.println("ecglens: " + file.map(Path::toString).orElse(OUT) + " cannot be read: " + e);
    } catch (UserException e) {
      err.println("ecglens: " + e.getMessage());
      return ExitCode.USER_ERROR;
    }
    if (endedWell) {
      return ExitCode.DONE;
    }
    err.println(
        "ecglens: the driver failed on the cluster and left no word of it"
            + file.map(path -> " in " + path.getParent()).orElse("; name a folder with --out")
            + ". Its log on the cluster says more; --deploy-mode client shows it here. The same"
            + " command goes on.");
    return ExitCode.MACHINE;
  }

  private static Configuration hadoop(SparkConf conf) {
    return SparkHadoopUtil.get().newConfiguration(conf);
  }

  private static Optional<Path> file(List<String> arguments, SparkConf conf, String launch) {
    return out(arguments, conf)
        .filter(out -> !out.isBlank())
        .map(out -> new RunFolder(out).exitFile(launch));
  }

  /** The value of {@code --out}: even where the command line as a whole is wrong. */
  private static Optional<String> out(List<String> arguments, SparkConf conf) {
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      if (word.startsWith(OUT + "=")) {
        return Optional.of(word.substring(OUT.length() + 1));
      }
      if (word.equals(OUT) && i + 1 < arguments.size()) {
        return Optional.of(arguments.get(i + 1));
      }
    }
    String command = arguments.isEmpty() ? "" : arguments.get(0);
    if (JobFile.isNamed(command)) {
      JobFile file = JobFile.read(java.nio.file.Path.of(command));
      List<String> values = file.options().getOrDefault(OUT.substring(2), List.of());
      if (!values.isEmpty()) {
        return Optional.of(values.get(0));
      }
      command = file.command();
    }
    String key = OptionValues.PREFIX + OUT.substring(2);
    if (conf.contains(key)) {
      return Optional.of(conf.get(key));
    }
    return Optional.ofNullable(Commands.root().getSubcommands().get(command))
        .map(CommandLine::getCommandSpec)
        .map(spec -> spec.findOption(OUT))
        .map(OptionSpec::defaultValue);
  }
}
