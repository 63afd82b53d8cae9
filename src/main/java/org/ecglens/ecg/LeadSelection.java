package org.ecglens.ecg;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The leads that a network takes, out of those that a record has. */
final class LeadSelection {
  private final List<String> derived = new ArrayList<>();
  private final float[] signal;

  /**
   * Selects leads by name, in any spelling, and derives limb leads that are missing.
   *
   * @throws AdaptationException if a lead neither is there nor follows from I and II
   */
  LeadSelection(Ecg ecg, List<String> names) {
    Map<String, Integer> places = new HashMap<>();
    for (int lead = 0; lead < ecg.leads().size(); lead++) {
      if (places.put(Lead.name(ecg.leads().get(lead)), lead) != null) {
        throw new AdaptationException(
            ecg.recordId(), "leads", ecg.leads().toString(), "each lead once", null);
      }
    }
    int samples = ecg.samples();
    signal = new float[names.size() * samples];
    for (int lead = 0; lead < names.size(); lead++) {
      String name = Lead.name(names.get(lead));
      Integer place = places.get(name);
      if (place != null) {
        for (int sample = 0; sample < samples; sample++) {
          signal[lead * samples + sample] = ecg.at(place, sample);
        }
      } else if (Lead.isDerived(name) && places.containsKey("I") && places.containsKey("II")) {
        derived.add(name);
        for (int sample = 0; sample < samples; sample++) {
          double first = ecg.at(places.get("I"), sample);
          double second = ecg.at(places.get("II"), sample);
          signal[lead * samples + sample] = (float) Lead.derived(name, first, second);
        }
      } else {
        throw new AdaptationException(
            ecg.recordId(),
            "leads",
            ecg.leads().toString(),
            names + " (no lead " + name + ")",
            null);
      }
    }
  }

  /** Lead-major, in the order asked for. */
  float[] signal() {
    return signal;
  }

  /** Names of leads that the record did not have. */
  List<String> derived() {
    return derived;
  }
}
