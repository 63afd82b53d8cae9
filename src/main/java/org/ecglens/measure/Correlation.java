package org.ecglens.measure;

/** Likeness of two pieces of signal in all leads, each lead's mean aside. */
final class Correlation {
  private Correlation() {}

  /**
   * Correlation of {@code a} around one sample with {@code b} around another; samples beyond an end
   * do not count.
   *
   * @return −1 to 1; 0 where one of them is constant
   */
  static double of(double[][] a, int centreA, double[][] b, int centreB, int from, int to) {
    int first = Math.max(from, -centreA);
    int end = Math.min(to, a[0].length - centreA);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int lead = 0; lead < a.length; lead++) {
      double[] p = a[lead];
      double[] q = b[lead];
      double sumA = 0;
      double sumB = 0;
      double products = 0;
      double squaresA = 0;
      double squaresB = 0;
      for (int t = first; t < end; t++) {
        double u = p[centreA + t];
        double v = q[centreB + t];
        sumA += u;
        sumB += v;
        products += u * v;
        squaresA += u * u;
        squaresB += v * v;
      }
      int n = Math.max(1, end - first);
      ab += products - sumA * sumB / n;
      aa += squaresA - sumA * sumA / n;
      bb += squaresB - sumB * sumB / n;
    }
    return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
  }
}
