package org.ecglens.model;

import java.io.Serializable;

/**
 * A heatmap of a record that another program made.
 *
 * @param model name of the network that it explains; null where it does not say
 * @param target name of the output
 * @param method that made it
 * @param values {@code [lead * samples + sample]} of the network's input; NaN where a value is
 *     missing
 */
@SuppressWarnings("ArrayRecordComponent")
public record GivenMap(String model, String target, String method, float[] values)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Whether it explains an output of a network. */
  public boolean isOf(String network, String output) {
    return (model == null || model.equals(network)) && target.equals(output);
  }
}
