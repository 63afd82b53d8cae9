package org.ecglens.onnx;

import java.io.Serializable;

/**
 * Why a node of a model file cannot be explained.
 *
 * @param node name of the node
 * @param operator ONNX operator
 * @param domain operator set; {@code ai.onnx} is the standard one
 * @param opset version of the standard operator set that the file asks for
 * @param reason a clause without a full stop
 */
public record Problem(String node, String operator, String domain, long opset, String reason)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public String toString() {
    return "node '" + node + "' (" + domain + " " + operator + ", opset " + opset + "): " + reason;
  }
}
