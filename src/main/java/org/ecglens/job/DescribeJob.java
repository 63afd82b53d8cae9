package org.ecglens.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecglens.error.ExitCode;
import org.ecglens.error.UserException;
import org.ecglens.graph.Graph;
import org.ecglens.job.terminal.MethodPasses;
import org.ecglens.job.terminal.NetworkLines;
import org.ecglens.model.ModelFile;
import org.ecglens.onnx.OnnxModel;
import org.ecglens.onnx.Problem;
import org.ecglens.plan.MethodsSpec;
import org.ecglens.run.storage.NetworkCopies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Says what a model file and its card hold and whether the network can be explained; every node
 * that stands in the way is named. A card is checked as it is before a run.
 */
@Command(
    name = "describe",
    description = {
      "Say what a model file and its card hold: inputs, outputs and what they stand for, operations,"
          + " parameters, how much of a record the last layer sees, work and memory of a pass, and"
          + " the layers that Grad-CAM can look at.",
      "Exit code 2 if the card is wrong or the model cannot be explained; every node that stands in"
          + " the way is named."
    },
    footer = {
      "",
      "Examples:",
      "  jobs/submit describe --model model.onnx --shape 12,600",
      "  jobs/submit describe --model model.onnx --methods all"
    })
public final class DescribeJob implements Job {
  @Option(names = "--model", required = true, paramLabel = "FILE", description = "ONNX model file.")
  private String model;

  @Option(
      names = "--shape",
      split = ",",
      paramLabel = "N",
      description =
          "Axis lengths of one record without the batch axis, for example 12,600. Needed where the"
              + " file leaves lengths open.")
  private List<Integer> shape;

  @Option(
      names = "--methods",
      split = ",",
      paramLabel = "LIST",
      description =
          "Also explain a record of noise by these methods, or groups of them, and say what that"
              + " takes: passes and time for one output.")
  private List<String> methods;

  @Override
  public Result run(JobContext context) {
    if (shape != null && shape.stream().anyMatch(length -> length < 1)) {
      throw new UserException("--shape " + shape + ": axis lengths must be at least 1.");
    }
    ModelFile file = ModelFile.read(Path.of(NetworkCopies.ofSpark().local(model)));
    OnnxModel onnx = file.model();
    List<String> lines = new ArrayList<>(NetworkLines.facts(file));
    Optional<List<Integer>> dims = recordDims(file);
    if (dims.isEmpty()) {
      lines.add(
          NetworkLines.row(
              "explainable",
              "not known: file and card leave axis lengths open. Give those of one record, for"
                  + " example --shape 12,600"));
      return Result.done(lines);
    }
    List<Problem> problems = onnx.problems(dims.get());
    lines.add(NetworkLines.row("record", NetworkLines.product(dims.get())));
    if (!problems.isEmpty()) {
      lines.add(NetworkLines.row("explainable", "no; these nodes are not supported:"));
      problems.forEach(problem -> lines.add("  " + problem));
      return new Result(ExitCode.USER_ERROR, lines);
    }
    Graph graph = onnx.graph(dims.get());
    lines.addAll(NetworkLines.of(file, graph));
    if (methods != null) {
      MethodsSpec spec = MethodsSpec.builder().names(methods).build();
      int[] declared = shape == null ? file.declaredShape() : null;
      // With the preprocessing, as it is explained.
      Graph explained = declared == null ? graph : file.graph(declared[0], declared[1]);
      spec.check(file, explained);
      lines.addAll(MethodPasses.of(explained, file.card(), spec.methods(file, explained)));
      spec.leftOut(file, explained)
          .forEach((method, reason) -> lines.add("  %-24s %s".formatted(method, reason)));
    }
    return Result.done(lines);
  }

  /** Axis lengths of one record as the user, the file or the card say them. */
  private Optional<List<Integer>> recordDims(ModelFile file) {
    int[] declared = file.declaredShape();
    List<Integer> ofCard = declared == null ? null : file.recordDims(declared[0], declared[1]);
    if (shape != null) {
      return Optional.of(shape);
    }
    List<Integer> ofFile = file.model().recordDims();
    boolean open = ofFile == null || ofFile.stream().anyMatch(length -> length == null);
    return Optional.ofNullable(open ? ofCard : ofFile);
  }
}
