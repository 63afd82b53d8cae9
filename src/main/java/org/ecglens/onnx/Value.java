package org.ecglens.onnx;

import org.ecglens.graph.Shape;

/** What a name in a model file stands for while the file is translated. */
sealed interface Value permits Constant, Value.Activation, Value.Missing {

  /**
   * Depends on the record.
   *
   * @param name of the value in the graph
   * @param shape of the value for one record: the file's first axis are the rows, which is that of
   *     the batch at first, and any other once axes have been moved
   * @param binary whether every element is 0 or 1, the stand-in for ONNX booleans
   */
  record Activation(String name, Shape shape, boolean binary) implements Value {
    int rank() {
      return shape.rank();
    }

    int dim(int axis) {
      return shape.dim(axis);
    }
  }

  /**
   * Could not be computed.
   *
   * @param reason null if a problem has been reported already
   */
  record Missing(String reason) implements Value {}
}
