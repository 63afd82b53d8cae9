package org.ecglens.synth;

import org.ecglens.ecg.Lead;

/** The standard leads from the eight independent ones. */
final class TwelveLeads {
  private TwelveLeads() {}

  /**
   * Completes III, aVR, aVL and aVF.
   *
   * @param independent {@code [lead][sample]} in the order of {@link LeadField#LEADS}
   * @return lead-major in the order of {@link Lead#STANDARD}, same unit
   */
  static float[] of(double[][] independent) {
    double[] leadI = independent[0];
    double[] leadII = independent[1];
    int samples = leadI.length;
    float[] signal = new float[Lead.STANDARD.size() * samples];
    for (int lead = 0; lead < Lead.STANDARD.size(); lead++) {
      String name = Lead.STANDARD.get(lead);
      int source = LeadField.LEADS.indexOf(name);
      for (int sample = 0; sample < samples; sample++) {
        signal[lead * samples + sample] =
            (float)
                (source >= 0
                    ? independent[source][sample]
                    : Lead.derived(name, leadI[sample], leadII[sample]));
      }
    }
    return signal;
  }
}
