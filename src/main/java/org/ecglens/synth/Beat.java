package org.ecglens.synth;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.ecg.Waves;

/**
 * One heart beat as a moving dipole; samples are counted from QRS onset.
 *
 * @param p null where there is none
 * @param q first part of QRS, whose onset is that of QRS
 * @param r main part of QRS
 * @param s last part of QRS, whose offset is that of QRS
 * @param st level between QRS and T
 * @param t repolarisation
 */
record Beat(Pulse p, Pulse q, Pulse r, Pulse s, Plateau st, Pulse t) {

  /** First sample that is not rest, or the last before it. */
  int start() {
    return p == null ? 0 : p.onset();
  }

  /** End of T. */
  int end() {
    return t.offset();
  }

  /** Adds the beat to a dipole, {@code [axis][sample]}, as far as it lies inside. */
  void addTo(double[][] dipole, int qrsOnset) {
    int samples = dipole[0].length;
    int first = Math.max(0, qrsOnset + start());
    int last = Math.min(samples - 1, qrsOnset + end());
    for (int sample = first; sample <= last; sample++) {
      double[] value = dipole(sample - qrsOnset);
      for (int axis = 0; axis < value.length; axis++) {
        dipole[axis][sample] += value[axis];
      }
    }
  }

  /** Potential in V5 at a sample, µV; zero at QRS onset. */
  double v5(int sample) {
    return LeadField.v5(dipole(sample));
  }

  /** Sample of the greatest value of V5 within QRS. */
  int qrsPeak() {
    int peak = 1;
    for (int sample = 2; sample < s.offset(); sample++) {
      if (v5(sample) > v5(peak)) {
        peak = sample;
      }
    }
    return peak;
  }

  /** Limits and peaks where QRS begins at a sample of a record. */
  Waves waves(int qrsOnset) {
    return new Waves(
        p == null ? null : Integer.valueOf(qrsOnset + p.onset()),
        p == null ? null : Integer.valueOf(qrsOnset + p.peak()),
        p == null ? null : Integer.valueOf(qrsOnset + p.offset()),
        qrsOnset,
        qrsOnset + qrsPeak(),
        qrsOnset + s.offset(),
        qrsOnset + t.onset(),
        qrsOnset + t.peak(),
        qrsOnset + t.offset());
  }

  private double[] dipole(int sample) {
    double[] sum = new double[3];
    add(sum, st.shape(sample), st.dipole());
    for (Pulse pulse : pulses()) {
      add(sum, pulse.shape(sample), pulse.dipole());
    }
    return sum;
  }

  private List<Pulse> pulses() {
    List<Pulse> pulses = new ArrayList<>(List.of(q, r, s, t));
    if (p != null) {
      pulses.add(p);
    }
    return pulses;
  }

  private static void add(double[] sum, double share, double[] dipole) {
    for (int axis = 0; axis < sum.length; axis++) {
      sum[axis] += share * dipole[axis];
    }
  }
}
