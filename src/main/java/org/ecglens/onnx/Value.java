package org.ecglens.onnx;

import java.util.List;
import org.ecglens.graph.Shape;

/** What a name in a model file stands for while the file is translated. */
sealed interface Value permits Constant, Value.Activation, Value.Turned, Value.Missing {

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
   * An activation whose batch axis is not the first for the moment. Exporters write indexing along
   * an inner axis as a transposition, an indexing along the first axis and the way back; nothing is
   * done before the batch axis is the first again.
   *
   * @param base the activation as it was
   * @param order axis i of the turned value is axis {@code order[i]} of the base
   * @param positions elements taken of the base's axis {@code order[0]}; null for all
   */
  record Turned(Activation base, List<Integer> order, List<Integer> positions) implements Value {
    /** Copies the lists. */
    public Turned {
      order = List.copyOf(order);
      positions = positions == null ? null : List.copyOf(positions);
    }
  }

  /**
   * Could not be computed.
   *
   * @param reason null if a problem has been reported already
   */
  record Missing(String reason) implements Value {}
}
