package org.ecglens.synth;

/**
 * A vector of the heart's electric field, µV.
 *
 * @param left towards the patient's left
 * @param down towards the feet
 * @param back towards the back
 */
record Dipole(double left, double down, double back) {
  static final Dipole ZERO = new Dipole(0, 0, 0);

  Dipole plus(Dipole other, double times) {
    return new Dipole(
        left + times * other.left, down + times * other.down, back + times * other.back);
  }

  Dipole times(double factor) {
    return new Dipole(factor * left, factor * down, factor * back);
  }
}
