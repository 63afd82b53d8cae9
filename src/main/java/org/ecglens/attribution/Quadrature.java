package org.ecglens.attribution;

/**
 * Nodes α in [0, 1], ascending, and weights, which sum to 1, of a quadrature over the path from the
 * reference to the record.
 */
@SuppressWarnings("ArrayRecordComponent")
public record Quadrature(double[] nodes, double[] weights) {

  /** How the nodes are chosen. */
  public enum Rule {
    /** Exact for polynomials of degree 2n − 1. */
    GAUSS_LEGENDRE,
    /** Equal steps, with half weights at the ends. */
    TRAPEZOID;

    /** The quadrature of a number of nodes: at least 1, for the trapezoid 2. */
    public Quadrature of(int size) {
      return this == GAUSS_LEGENDRE ? gaussLegendre(size) : trapezoid(size);
    }

    @Override
    public String toString() {
      return Domain.hyphenated(this);
    }
  }

  int size() {
    return nodes.length;
  }

  /** Roots ξ of the Legendre polynomial by Newton's method; α = ½(1 + ξ), w = ½ω. */
  private static Quadrature gaussLegendre(int size) {
    double[] nodes = new double[size];
    double[] weights = new double[size];
    for (int i = 0; i < (size + 1) / 2; i++) {
      double root = Math.cos(Math.PI * (i + 0.75) / (size + 0.5));
      double slope = 0;
      // Quadratic convergence from a start that is good to O(1/n²): the fifth step changes nothing.
      for (int step = 0; step < 6; step++) {
        double previous = 0;
        double value = 1;
        for (int degree = 1; degree <= size; degree++) {
          double next = ((2 * degree - 1) * root * value - (degree - 1) * previous) / degree;
          previous = value;
          value = next;
        }
        slope = size * (root * value - previous) / (root * root - 1);
        root -= value / slope;
      }
      double weight = 1 / ((1 - root * root) * slope * slope);
      nodes[i] = 0.5 * (1 - root);
      nodes[size - 1 - i] = 0.5 * (1 + root);
      weights[i] = weight;
      weights[size - 1 - i] = weight;
    }
    return new Quadrature(nodes, weights);
  }

  private static Quadrature trapezoid(int size) {
    double[] nodes = new double[size];
    double[] weights = new double[size];
    double step = 1.0 / (size - 1);
    for (int i = 0; i < size; i++) {
      nodes[i] = i * step;
      weights[i] = i == 0 || i == size - 1 ? step / 2 : step;
    }
    return new Quadrature(nodes, weights);
  }
}
