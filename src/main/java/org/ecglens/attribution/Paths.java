package org.ecglens.attribution;

/** What the methods that compare a record with a baseline have in common. */
final class Paths {
  private Paths() {}

  /**
   * An attribution with its completeness gap.
   *
   * @param multipliers of x − x′
   * @param multiply whether the attribution is multiplied by x − x′; the gap always is
   * @param change F(x) − F(x′)
   */
  static Attribution attribution(
      double[] multipliers,
      float[] signal,
      float[] reference,
      boolean multiply,
      double prediction,
      double change) {
    float[] values = new float[multipliers.length];
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      double product = multipliers[i] * ((double) signal[i] - reference[i]);
      total += product;
      values[i] = (float) (multiply ? product : multipliers[i]);
    }
    return new Attribution(values, prediction, total - change);
  }
}
