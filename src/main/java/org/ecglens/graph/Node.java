package org.ecglens.graph;

import java.io.Serializable;
import java.util.List;

/**
 * One step of a network.
 *
 * @param name unique; the name of the ONNX node that it stands for, or one derived from it where
 *     one ONNX node becomes several
 * @param type ONNX operator it came from, for messages and logs; {@link #PREPROCESSING} for what a
 *     card puts before the network
 * @param operation what is computed
 * @param inputs names of values
 * @param output name of the value
 */
public record Node(
    String name, String type, Operation operation, List<String> inputs, String output)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Type of the nodes that prepare a record, which are no layers of the network. */
  public static final String PREPROCESSING = "Preprocessing";

  /** Copies the inputs. */
  public Node {
    inputs = List.copyOf(inputs);
  }

  /** Whether it prepares a record for the network. */
  public boolean isPreprocessing() {
    return type.equals(PREPROCESSING);
  }
}
