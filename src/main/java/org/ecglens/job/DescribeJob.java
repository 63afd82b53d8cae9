package org.ecglens.job;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what a model file holds and whether it can be explained. */
@Command(
    name = "describe",
    description = "Say what a model file holds and whether it can be explained.",
    footer = {"", "Example: jobs/submit describe --model model.onnx"})
public final class DescribeJob implements Job {
  @Option(names = "--model", required = true, paramLabel = "FILE", description = "ONNX model file")
  private Path model;

  @Override
  public Result run(JobContext context) {
    return Result.done(List.of(model.toString()));
  }
}
