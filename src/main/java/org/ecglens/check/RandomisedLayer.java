package org.ecglens.check;

/**
 * Which layers of a network have random weights.
 *
 * @param check {@link #CASCADING} or {@link #INDEPENDENT}
 * @param depth number of layers with weights from the output to this one
 * @param layer name of its node
 */
public record RandomisedLayer(String check, int depth, String layer) {
  /** All layers from the output to this one. */
  public static final String CASCADING = "cascading";

  /** This layer alone. */
  public static final String INDEPENDENT = "independent";

  /** In place of a layer: pairs of records before the trained network. */
  public static final String PAIRS = "pairs";

  private static final String SEPARATOR = " ";

  /** Reads what {@link #detail} wrote. */
  public static RandomisedLayer of(String detail) {
    String[] parts = detail.split(SEPARATOR, 3);
    return new RandomisedLayer(parts[0], Integer.parseInt(parts[1]), parts[2]);
  }

  /** As it stands in sums. */
  String detail() {
    return check + SEPARATOR + depth + SEPARATOR + layer;
  }
}
