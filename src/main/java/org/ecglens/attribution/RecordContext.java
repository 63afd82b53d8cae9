package org.ecglens.attribution;

import java.util.List;
import java.util.Objects;
import org.ecglens.ecg.Waves;

/**
 * What is known of a record beside its samples, as the network takes them.
 *
 * @param leadNames in the order of the leads; none where they are not known
 * @param sampleRateHz NaN where nobody says it
 * @param waves limits of its waves in samples, where its time axis is that of one beat; {@link
 *     Waves#NONE} else
 */
public record RecordContext(List<String> leadNames, double sampleRateHz, Waves waves) {
  /** Nothing. */
  public static final RecordContext UNKNOWN = new RecordContext(List.of(), Double.NaN, Waves.NONE);

  /** Copies the names. */
  public RecordContext {
    leadNames = List.copyOf(leadNames);
    Objects.requireNonNull(waves, "waves");
  }
}
