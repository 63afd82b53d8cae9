package org.ecglens.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** {@code jobs/submit} as a user starts it, in an environment where no Spark is installed. */
public final class Launcher {
  private static final Path ROOT = Path.of(System.getProperty("ecglens.root", "")).toAbsolutePath();

  private final Path directory;

  /** Starts commands in a directory, where their output is kept as well. */
  public Launcher(Path directory) {
    this.directory = directory;
  }

  /**
   * What came of a command.
   *
   * @param exit its exit code
   * @param out standard output
   * @param err standard error
   */
  public record Outcome(int exit, String out, String err) {
    @Override
    public String toString() {
      return "exit " + exit + "\n--- out\n" + out + "\n--- err\n" + err;
    }
  }

  /** The project's folder. */
  public static Path root() {
    return ROOT;
  }

  /** Runs {@code jobs/submit}. */
  public Outcome run(String... words) {
    return run(Map.of(), ROOT.resolve("jobs/submit"), words);
  }

  /**
   * Starts {@code jobs/submit} and kills it, without a chance to tidy up, once it has said a text.
   *
   * @return what it had said; the exit code is that of a killed process
   * @throws IllegalStateException if it ended before
   */
  public Outcome killedAfter(String text, String... words) {
    return endedAfter(
        text,
        process -> {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
        },
        words);
  }

  /**
   * Starts {@code jobs/submit} and tells it to end, as a terminal or a cluster does, once it has
   * said a text.
   *
   * @return what it said; the exit code is that of the signal if it had not ended by itself
   * @throws IllegalStateException if it ended before
   */
  public Outcome stoppedAfter(String text, String... words) {
    return endedAfter(text, Process::destroy, words);
  }

  private Outcome endedAfter(String text, Consumer<Process> end, String... words) {
    try {
      Path out = Files.createTempFile(directory, "out", ".txt");
      Path err = Files.createTempFile(directory, "err", ".txt");
      Process process = start(out, err, words);
      while (!Files.readString(out).contains(text)) {
        if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException(
              "it ended without " + text + "\n" + Files.readString(err));
        }
      }
      end.accept(process);
      int exit = process.waitFor();
      return new Outcome(exit, Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * Starts {@code jobs/submit} and leaves it running.
   *
   * @param out where standard output goes
   * @param err where standard error goes
   */
  public Process start(Path out, Path err, String... words) throws IOException {
    return start(Map.of(), ROOT.resolve("jobs/submit"), out, err, words);
  }

  private Process start(
      Map<String, String> environment, Path script, Path out, Path err, String... words)
      throws IOException {
    List<String> line = new ArrayList<>(List.of(script.toString()));
    line.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
    withoutSpark(builder.environment());
    builder.environment().putAll(environment);
    return builder
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectOutput(out.toFile())
        .redirectError(err.toFile())
        .start();
  }

  /** Runs a script with additional environment variables. */
  public Outcome run(Map<String, String> environment, Path script, String... words) {
    try {
      Path out = Files.createTempFile(directory, "out", ".txt");
      Path err = Files.createTempFile(directory, "err", ".txt");
      Process process = start(environment, script, out, err, words);
      if (!process.waitFor(10, TimeUnit.MINUTES)) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        throw new IllegalStateException(List.of(words) + " did not end\n" + Files.readString(err));
      }
      return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Makes an environment one without Spark, with this JDK. */
  public static void withoutSpark(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.startsWith("SPARK_"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    environment.computeIfPresent(
        "PATH",
        (name, path) ->
            Arrays.stream(path.split(":"))
                .filter(folder -> !Files.isExecutable(Path.of(folder, "spark-submit")))
                .collect(Collectors.joining(":")));
  }
}
