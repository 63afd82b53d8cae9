package org.ecglens.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.ecglens.error.ExitCode;
import org.ecglens.error.GateException;
import org.ecglens.error.UserException;
import org.ecglens.job.Job;
import org.ecglens.job.JobContext;
import org.ecglens.job.Result;
import org.ecglens.job.option.ProtocolFile;
import org.ecglens.job.option.ProtocolOptions;
import org.ecglens.run.Unfinished;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * One run of one command line: finds the job, gives its options their values, runs it, says what
 * came of it.
 *
 * <p>An option's value is the first of: command line, job file, Spark configuration {@code
 * spark.ecglens.OPTION}, the protocol file of an evaluation, default. An evaluation refuses those
 * that are not what its protocol says.
 */
final class Terminal {
  private static final Logger LOG = LoggerFactory.getLogger("org.ecglens.failure");

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean interactive;
  private final Stopping stopping;

  /** Without signals. */
  Terminal(PrintWriter out, PrintWriter err, boolean interactive) {
    this(out, err, interactive, Stopping.never());
  }

  Terminal(PrintWriter out, PrintWriter err, boolean interactive, Stopping stopping) {
    this.out = out;
    this.err = err;
    this.interactive = interactive;
    this.stopping = stopping;
  }

  /** Runs a command line and gives the exit code of the process. Never throws an exception. */
  int run(List<String> arguments) {
    try {
      return execute(arguments);
    } catch (Exception | LinkageError | OutOfMemoryError | StackOverflowError e) {
      return failed(e);
    }
  }

  private int execute(List<String> arguments) throws Exception {
    Optional<JobFile> file = Optional.empty();
    List<String> words = arguments;
    if (!arguments.isEmpty() && JobFile.isNamed(arguments.get(0))) {
      JobFile read = JobFile.read(Path.of(arguments.get(0)));
      file = Optional.of(read);
      words = read.commandLine(arguments.subList(1, arguments.size()));
    }
    OptionValues values = new OptionValues(file, new SparkConf(), words);
    values.check(Commands.root());
    ParseResult parsed = parsed(values, words);
    Optional<String> protocol = protocol(parsed);
    if (protocol.isPresent()) {
      parsed = parsed(values.with(ProtocolFile.read(protocol.get())), words);
    }
    if (CommandLine.executeHelpRequest(parsed) != null) {
      return ExitCode.DONE;
    }
    if (!parsed.hasSubcommand()) {
      parsed.commandSpec().commandLine().usage(err);
      return ExitCode.USAGE;
    }
    return run(parsed.subcommand(), file);
  }

  private ParseResult parsed(OptionValues values, List<String> words) {
    CommandLine root = Commands.root().setOut(out).setErr(err);
    root.setDefaultValueProvider(values);
    try {
      return root.parseArgs(words.toArray(String[]::new));
    } catch (ParameterException e) {
      throw values.explain(e);
    }
  }

  /** The protocol file that the command is given, wherever it is named. */
  private static Optional<String> protocol(ParseResult parsed) {
    if (!parsed.hasSubcommand() || parsed.subcommand().isUsageHelpRequested()) {
      return Optional.empty();
    }
    return Optional.ofNullable(parsed.subcommand().commandSpec().findOption(ProtocolOptions.OPTION))
        .map(option -> (String) option.getValue());
  }

  private int run(ParseResult command, Optional<JobFile> file) throws Exception {
    Job job = (Job) command.commandSpec().userObject();
    Map<String, String> conf = file.map(JobFile::conf).orElse(Map.of());
    try (Session session = new Session("ecglens " + command.commandSpec().name(), conf)) {
      JobContext context = new JobContext(session, out, interactive);
      Result result = job.run(context);
      result.lines().forEach(out::println);
      return result.exit();
    } catch (ParameterException e) {
      throw new UserException(e.getMessage(), e);
    }
  }

  /** Where the stack trace is. */
  private static String trace() {
    String log = System.getProperty("ecglens.log.file");
    return log == null
        ? " (A stack trace is kept with --driver-java-options -Decglens.log.file=FILE.)"
        : " (The stack trace is in " + log + ".)";
  }

  private int failed(Throwable failure) {
    out.flush();
    if (stopping.isAsked()) {
      stopping.failed(failure);
      return ExitCode.MACHINE;
    }
    Optional<String> mistake = Failures.userMessage(failure);
    Optional<MachineFailure> behind = MachineFailure.behind(failure);
    if (mistake.isPresent() && behind.isPresent()) {
      String sentence = mistake.get().endsWith(".") ? mistake.get() : mistake.get() + ".";
      err.println(
          "ecglens: " + sentence + " " + behind.get().remedy() + " The same command goes on.");
      return ExitCode.MACHINE;
    }
    if (mistake.isPresent()) {
      err.println("ecglens: " + mistake.get());
      return failure instanceof GateException ? ExitCode.GATE : ExitCode.USER_ERROR;
    }
    Optional<MachineFailure> machine = MachineFailure.of(failure);
    if (machine.isPresent()) {
      LOG.error("The machine failed.", failure);
      err.println("ecglens: " + machine.get().message(Unfinished.of(failure)) + trace());
      return ExitCode.MACHINE;
    }
    failure.printStackTrace(err);
    err.println(
        "ecglens: this is a bug in ecglens. Please report it with the command line and the text"
            + " above.");
    return ExitCode.BUG;
  }
}
