package org.ecglens.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecglens.error.ExitCode;
import org.ecglens.error.UserException;
import org.ecglens.job.terminal.NetworkLines;
import org.ecglens.onnx.OnnxModel;
import org.ecglens.onnx.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Says what a model file holds and whether it can be explained; every node that stands in the way
 * is named.
 */
@Command(
    name = "describe",
    description = {
      "Say what a model file holds: inputs, outputs, operations, parameters, and the layers that"
          + " Grad-CAM can look at.",
      "Exit code 2 if the model cannot be explained; every node that stands in the way is named."
    },
    footer = {"", "Example: jobs/submit describe --model model.onnx --shape 12,600"})
public final class DescribeJob implements Job {
  @Option(names = "--model", required = true, paramLabel = "FILE", description = "ONNX model file.")
  private Path model;

  @Option(
      names = "--shape",
      split = ",",
      paramLabel = "N",
      description =
          "Axis lengths of one record without the batch axis, for example 12,600. Needed where the"
              + " file leaves lengths open.")
  private List<Integer> shape;

  @Override
  public Result run(JobContext context) {
    if (shape != null && shape.stream().anyMatch(length -> length < 1)) {
      throw new UserException("--shape " + shape + ": axis lengths must be at least 1.");
    }
    OnnxModel onnx = OnnxModel.read(model);
    List<String> lines = new ArrayList<>(NetworkLines.facts(onnx, card()));
    Optional<List<Integer>> dims = recordDims(onnx);
    if (dims.isEmpty()) {
      lines.add(
          NetworkLines.row(
              "explainable",
              "not known: the file leaves axis lengths open. Give those of one record, for example"
                  + " --shape 12,600"));
      return Result.done(lines);
    }
    List<Problem> problems = onnx.problems(dims.get());
    lines.add(NetworkLines.row("record", NetworkLines.product(dims.get())));
    if (!problems.isEmpty()) {
      lines.add(NetworkLines.row("explainable", "no; these nodes are not supported:"));
      problems.forEach(problem -> lines.add("  " + problem));
      return new Result(ExitCode.USER_ERROR, lines);
    }
    lines.addAll(NetworkLines.of(onnx.graph(dims.get())));
    return Result.done(lines);
  }

  private Optional<List<Integer>> recordDims(OnnxModel onnx) {
    if (shape != null) {
      return Optional.of(shape);
    }
    List<Integer> declared = onnx.recordDims();
    boolean open = declared == null || declared.stream().anyMatch(length -> length == null);
    return open ? Optional.empty() : Optional.of(declared);
  }

  private Optional<Path> card() {
    String name = model.getFileName().toString().replaceFirst("\\.onnx$", "");
    return Optional.of(model.resolveSibling(name + ".card.json")).filter(Files::isRegularFile);
  }
}
