package org.ecglens.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.ecg.Lead;
import org.ecglens.error.UserException;

/**
 * The leads of a recording in the usual order, the limb leads that follow from I and II completed.
 *
 * @param leads names, the standard twelve first and in their order
 * @param signal {@code [lead * samples + sample]}
 */
@SuppressWarnings("ArrayRecordComponent")
public record LeadSignals(List<String> leads, float[] signal) {

  /**
   * Orders and completes.
   *
   * @param path of the file, for messages
   * @param byName lead names, see {@link Lead#name}, to samples
   * @throws UserException if there is no lead, or they differ in length or are too long
   */
  public static LeadSignals of(String path, Map<String, float[]> byName) {
    if (byName.isEmpty()) {
      throw new UserException(path + ": there is no lead in it.");
    }
    int samples = byName.values().iterator().next().length;
    byName.forEach(
        (lead, values) -> {
          if (values.length != samples) {
            throw new UserException(
                path
                    + ": lead "
                    + lead
                    + " has "
                    + values.length
                    + " samples, another has "
                    + samples
                    + "; export the recording again.");
          }
        });
    Map<String, float[]> all = new LinkedHashMap<>();
    boolean limbs = byName.containsKey("I") && byName.containsKey("II");
    for (String lead : Lead.STANDARD) {
      if (byName.containsKey(lead)) {
        all.put(lead, byName.get(lead));
      } else if (limbs && Lead.isDerived(lead)) {
        all.put(lead, derived(lead, byName.get("I"), byName.get("II")));
      }
    }
    byName.forEach(all::putIfAbsent);
    if ((long) all.size() * samples > EcgReader.MOST_VALUES) {
      throw new UserException(
          "%s: %d leads of %d samples are more than the %d values that a record can have; cut the"
                  .formatted(path, all.size(), samples, EcgReader.MOST_VALUES)
              + " recording into parts, or export fewer leads.");
    }
    float[] signal = new float[all.size() * samples];
    List<String> names = new ArrayList<>(all.keySet());
    for (int lead = 0; lead < names.size(); lead++) {
      System.arraycopy(all.get(names.get(lead)), 0, signal, lead * samples, samples);
    }
    return new LeadSignals(List.copyOf(names), signal);
  }

  private static float[] derived(String lead, float[] leadI, float[] leadII) {
    float[] values = new float[leadI.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Lead.derived(lead, leadI[i], leadII[i]);
    }
    return values;
  }
}
