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

  /**
   * A command that runs.
   *
   * @param process the launcher; in client mode it becomes the driver
   * @param out standard output so far
   * @param err standard error so far
   */
  public record Started(Process process, Path out, Path err) {
    /** Waits ten minutes at most for its end. */
    public Outcome outcome() throws IOException, InterruptedException {
      if (!process.waitFor(10, TimeUnit.MINUTES)) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        throw new IllegalStateException("it did not end\n" + Files.readString(err));
      }
      return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** Ends it and its children without a chance to tidy up. */
    public void kill() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** Starts {@code jobs/submit} and does not wait. */
  public Started start(String... words) throws IOException {
    return start(Map.of(), ROOT.resolve("jobs/submit"), words);
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
    return endedAfter(text, Started::kill, words);
  }

  /**
   * Starts {@code jobs/submit} and tells it to end, as a terminal or a cluster does, once it has
   * said a text.
   *
   * @return what it said; the exit code is that of the signal if it had not ended by itself
   * @throws IllegalStateException if it ended before
   */
  public Outcome stoppedAfter(String text, String... words) {
    return stoppedAfter(Signal.TERM, text, words);
  }

  /** How a process is told to end: by whoever looks after it, or by Ctrl-C. */
  public enum Signal {
    /** Exit code 143. */
    TERM,
    /** Exit code 130. */
    INT
  }

  /** The same with a signal of choice. */
  public Outcome stoppedAfter(Signal signal, String text, String... words) {
    return endedAfter(
        text,
        started -> {
          try {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(started.process().pid()))
                .inheritIO()
                .start()
                .waitFor();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
          }
        },
        words);
  }

  private Outcome endedAfter(String text, Consumer<Started> end, String... words) {
    try {
      Started started = start(words);
      while (!Files.readString(started.out()).contains(text)) {
        if (started.process().waitFor(50, TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException("it ended without " + text + "\n" + started.outcome());
        }
      }
      end.accept(started);
      return started.outcome();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Started start(Map<String, String> environment, Path script, String... words)
      throws IOException {
    Path out = Files.createTempFile(directory, "out", ".txt");
    Path err = Files.createTempFile(directory, "err", ".txt");
    // A shell that starts the tests in the background makes them deaf to SIGINT.
    List<String> line = new ArrayList<>(List.of("env", "--default-signal=INT", script.toString()));
    line.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
    withoutSpark(builder.environment());
    builder.environment().putAll(environment);
    Process process =
        builder
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new Started(process, out, err);
  }

  /** Runs a script with additional environment variables. */
  public Outcome run(Map<String, String> environment, Path script, String... words) {
    try {
      return start(environment, script, words).outcome();
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
