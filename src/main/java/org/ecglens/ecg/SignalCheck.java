package org.ecglens.ecg;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What makes a record unusable whatever the network: no samples, two leads of the same name, a
 * sample that is not finite, or nothing but flat lines. A single flat lead is no defect: a loose
 * electrode is part of real records.
 */
public final class SignalCheck {
  private SignalCheck() {}

  /** Defects that show without a look at the samples: no samples, two leads of the same name. */
  public static List<Defect> structure(Ecg ecg) {
    List<Defect> defects = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String lead : ecg.leads()) {
      if (!names.add(Lead.name(lead))) {
        defects.add(new Defect(Defect.Reason.DUPLICATE_LEAD, "lead " + lead + " appears twice"));
      }
    }
    if (ecg.samples() == 0) {
      defects.add(new Defect(Defect.Reason.NO_SAMPLES, "the signal has no samples"));
    }
    return defects;
  }

  /** All defects of a record, none if it can be used. */
  public static List<Defect> defects(Ecg ecg) {
    List<Defect> defects = structure(ecg);
    if (ecg.samples() == 0) {
      return defects;
    }
    boolean flat = true;
    for (int lead = 0; lead < ecg.leads().size(); lead++) {
      int wrong = firstNotFinite(ecg, lead);
      if (wrong >= 0) {
        defects.add(
            new Defect(
                Defect.Reason.NOT_FINITE,
                "lead "
                    + ecg.leads().get(lead)
                    + ", sample "
                    + wrong
                    + ": "
                    + ecg.at(lead, wrong)));
      }
      flat &= wrong < 0 && isConstant(ecg, lead);
    }
    if (flat) {
      defects.add(new Defect(Defect.Reason.FLAT, "every lead is constant"));
    }
    return defects;
  }

  /** The same, and the number of leads must be the given one. */
  public static List<Defect> defects(Ecg ecg, int leads) {
    List<Defect> defects = defects(ecg);
    if (ecg.leads().size() != leads) {
      defects.add(
          0,
          new Defect(
              Defect.Reason.LEAD_COUNT,
              ecg.leads().size() + " leads " + ecg.leads() + " instead of " + leads));
    }
    return defects;
  }

  /** Leads of which not one sample is finite. */
  public static List<String> invalidLeads(Ecg ecg) {
    List<String> invalid = new ArrayList<>();
    for (int lead = 0; lead < ecg.leads().size(); lead++) {
      boolean valid = false;
      for (int sample = 0; sample < ecg.samples() && !valid; sample++) {
        valid = Float.isFinite(ecg.at(lead, sample));
      }
      if (!valid && ecg.samples() > 0) {
        invalid.add(ecg.leads().get(lead));
      }
    }
    return invalid;
  }

  private static int firstNotFinite(Ecg ecg, int lead) {
    for (int sample = 0; sample < ecg.samples(); sample++) {
      if (!Float.isFinite(ecg.at(lead, sample))) {
        return sample;
      }
    }
    return -1;
  }

  private static boolean isConstant(Ecg ecg, int lead) {
    for (int sample = 1; sample < ecg.samples(); sample++) {
      if (ecg.at(lead, sample) != ecg.at(lead, 0)) {
        return false;
      }
    }
    return true;
  }
}
