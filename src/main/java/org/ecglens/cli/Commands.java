package org.ecglens.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecglens.job.AttributeJob;
import org.ecglens.job.DemoJob;
import org.ecglens.job.DescribeJob;
import org.ecglens.job.EvaluateJob;
import org.ecglens.job.IngestJob;
import org.ecglens.job.InspectJob;
import org.ecglens.job.Job;
import org.ecglens.job.JudgeJob;
import org.ecglens.job.PictureJob;
import org.ecglens.job.PredictJob;
import org.ecglens.job.RatingsJob;
import org.ecglens.job.ReportJob;
import org.ecglens.job.ReproduceJob;
import org.ecglens.job.ReviewJob;
import org.ecglens.job.SynthJob;
import org.ecglens.job.TrainJob;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The commands: one for each job. */
final class Commands {
  /** In the order of the help text. */
  static final List<Class<? extends Job>> JOBS =
      List.of(
          IngestJob.class,
          SynthJob.class,
          InspectJob.class,
          TrainJob.class,
          PredictJob.class,
          AttributeJob.class,
          EvaluateJob.class,
          JudgeJob.class,
          ReportJob.class,
          PictureJob.class,
          ReviewJob.class,
          RatingsJob.class,
          DescribeJob.class,
          ReproduceJob.class,
          DemoJob.class);

  private Commands() {}

  /** The command line's grammar. */
  static CommandLine root() {
    CommandSpec root =
        CommandSpec.create()
            .name("jobs/submit")
            .version("ecglens " + version())
            .mixinStandardHelpOptions(true);
    root.usageMessage()
        .description("Which explanation of an ECG network can be trusted?")
        .customSynopsis(
            "jobs/submit COMMAND [options]",
            "       jobs/submit jobs/NAME.yaml [options that override the file]")
        .footer(
            "",
            "Common to all commands: --master URL  --conf k=v  --gpu  --dry-run (print the"
                + " spark-submit line)",
            "An option's value is the first of: command line, job file, Spark configuration"
                + " spark.ecglens.OPTION, default. evaluate and judge refuse what differs from a"
                + " --protocol.",
            "Exit codes: 0 done, 1 no command, 2 mistake in options or data, 3 bug, 4 a quality"
                + " gate fell, 5 the machine or the cluster failed.",
            "",
            "Example: jobs/submit jobs/demo.yaml");
    CommandLine line = new CommandLine(root);
    for (Class<? extends Job> job : JOBS) {
      CommandLine command = new CommandLine(job);
      if (!command.getCommandSpec().mixinStandardHelpOptions()) {
        command.getCommandSpec().mixinStandardHelpOptions(true);
      }
      command.getCommandSpec().version(root.version());
      command.getCommandSpec().usageMessage().abbreviateSynopsis(true);
      line.addSubcommand(command);
    }
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setUnmatchedOptionsAllowedAsOptionParameters(false)
        .setUsageHelpAutoWidth(true);
  }

  /** Name of a job's class to name of its command. */
  static Map<String, String> byJob() {
    Map<String, String> commands = new LinkedHashMap<>();
    for (Class<? extends Job> job : JOBS) {
      commands.put(job.getSimpleName(), job.getAnnotation(Command.class).name());
    }
    return commands;
  }

  private static String version() {
    return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
        .orElse("(unpackaged)");
  }
}
