package org.ecglens.report.paper;

import java.io.Serializable;

/**
 * What one method says of one record.
 *
 * @param method as in tables
 * @param attribution {@code [lead * samples + sample]}, finite
 * @param track what the network says while the points are perturbed, most relevant first; null
 *     where nothing was perturbed
 */
@SuppressWarnings("ArrayRecordComponent")
public record MethodMap(String method, float[] attribution, PerturbationTrack track)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Whether the map tells points that raise the output from those that lower it. */
  public boolean signed() {
    for (float value : attribution) {
      if (value < 0) {
        return true;
      }
    }
    return false;
  }
}
