package org.ecglens.onnx;

import java.util.List;
import org.ecglens.graph.Shape;

/** What a name in a model file stands for while the file is translated. */
sealed interface Value permits Constant, Value.Activation, Value.Moved, Value.Missing {

  /**
   * Depends on the record.
   *
   * @param name of the value in the graph
   * @param shape of the value
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
   * An activation as a file sees it after its batch axis has been moved from the front, until it is
   * moved back; nothing has been computed for that.
   *
   * @param permutation axis i of what the file sees is axis {@code permutation[i]} of the base
   */
  record Moved(Activation base, List<Integer> permutation) implements Value {}

  /**
   * Could not be computed.
   *
   * @param reason null if a problem has been reported already
   */
  record Missing(String reason) implements Value {}
}
