package org.ecglens.plan;

import java.io.Serializable;
import java.util.Map;
import org.ecglens.ecg.AmplitudeLimit;

/**
 * Which records are put before networks, whatever the network.
 *
 * @param amplitudes largest plausible amplitude
 * @param duplicates by the id of a record that repeats another one, the id of that one
 */
public record Admission(AmplitudeLimit amplitudes, Map<String, String> duplicates)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Copies the map. */
  public Admission {
    duplicates = Map.copyOf(duplicates);
  }

  /** The same with duplicates. */
  Admission with(Map<String, String> found) {
    return new Admission(amplitudes, found);
  }
}
