package org.ecglens.onnx;

import java.util.List;
import java.util.stream.Collectors;
import org.ecglens.error.UserException;

/** A model file that is sound but contains steps that cannot be explained; it names all of them. */
public final class UnsupportedModelException extends UserException {
  private static final long serialVersionUID = 1L;

  private final List<Problem> problems;

  UnsupportedModelException(String model, List<Problem> problems) {
    super(
        model
            + " cannot be explained:\n  "
            + problems.stream().map(Problem::toString).collect(Collectors.joining("\n  ")));
    this.problems = List.copyOf(problems);
  }

  /** One entry per node that is not supported. */
  public List<Problem> problems() {
    return problems;
  }
}
