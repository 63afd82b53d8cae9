package org.ecglens.graph;

import java.io.Serializable;

/**
 * A recursive filter of second order, {@code y[n] = b0·x[n] + b1·x[n−1] + b2·x[n−2] − a1·y[n−1] −
 * a2·y[n−2]}, in double precision: poles near 1, which a cut-off far below the sampling rate has,
 * do not survive float32.
 */
public record FilterSection(double b0, double b1, double b2, double a1, double a2)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
