package org.ecglens.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.ecglens.UserException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes records and judges explanations of the network that ecglens ships: a first look. */
@Command(
    name = "demo",
    description = "Make records and judge explanations of the network that ecglens ships.",
    footer = {
      "",
      "Writes the tables of synth and evaluate below the output folder.",
      "Example: jobs/submit jobs/demo.yaml"
    })
public final class DemoJob implements Job {
  private static final String NETWORK = "residual-small";

  @Option(
      names = "--records",
      defaultValue = "200",
      paramLabel = "N",
      description = "how many records to make (default: ${DEFAULT-VALUE})")
  private long records;

  @Option(
      names = "--methods",
      defaultValue = "all",
      paramLabel = "LIST",
      description = "methods to judge (default: ${DEFAULT-VALUE})")
  private String methods;

  @Option(
      names = "--mode",
      defaultValue = "corrected",
      description = "corrected or paper (default: ${DEFAULT-VALUE})")
  private String mode;

  @Mixin private final SeedOptions seed = new SeedOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Override
  public Result run(JobContext context) throws Exception {
    if (output.out.contains("://")) {
      throw new UserException(
          "--out "
              + output.out
              + ": the demo unpacks its network beside its results; name a local folder.");
    }
    Path out = Path.of(output.out);
    List<String> lines = new ArrayList<>();
    lines.addAll(
        job(
                new SynthJob(),
                "--records=" + records,
                "--seed=" + seed.seed,
                "--out=" + out.resolve("synth"),
                "--overwrite=" + output.overwrite)
            .run(context)
            .lines());
    Result evaluated =
        job(
                new EvaluateJob(),
                "--model=" + unpack(out.resolve("model")),
                "--records=" + out.resolve("synth"),
                "--methods=" + methods,
                "--mode=" + mode,
                "--seed=" + seed.seed,
                "--shard-size=16",
                "--out=" + out.resolve("evaluation"),
                "--overwrite=" + output.overwrite)
            .run(context);
    lines.addAll(evaluated.lines());
    return new Result(evaluated.exit(), lines);
  }

  private static Job job(Job job, String... arguments) {
    new CommandLine(job).parseArgs(arguments);
    return job;
  }

  private static Path unpack(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String file : List.of(NETWORK + ".card.json", NETWORK + ".onnx")) {
      try (InputStream stream = DemoJob.class.getResourceAsStream("/org/ecglens/demo/" + file)) {
        Files.copy(stream, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return folder.resolve(NETWORK + ".onnx");
  }
}
