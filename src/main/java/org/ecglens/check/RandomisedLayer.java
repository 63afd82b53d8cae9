package org.ecglens.check;

import java.util.List;

/**
 * Which layers of a network have random weights.
 *
 * @param check {@link #CASCADING}, {@link #INDEPENDENT} or {@link #REINITIALISED}
 * @param depth number of layers with weights from the output to this one
 * @param draw number of the draw of the weights, from 0
 * @param layer name of its node
 */
public record RandomisedLayer(String check, int depth, int draw, String layer) {
  /** The weights of all layers from the output to this one are permuted. */
  public static final String CASCADING = "cascading";

  /** The weights of this layer alone are permuted. */
  public static final String INDEPENDENT = "independent";

  /** The weights of all layers are drawn anew. */
  public static final String REINITIALISED = "reinitialised";

  /** The checks in which all layers are random at last, which decide. */
  public static final List<String> DECIDING = List.of(CASCADING, REINITIALISED);

  /** In place of a layer: pairs of records before the trained network. */
  public static final String PAIRS = "pairs";

  /** In place of a layer: pairs of products of a record with noise, which no network has made. */
  public static final String PRODUCTS = "products";

  private static final String SEPARATOR = " ";
  private static final int PARTS = 4;

  /** Whether a check of the table {@code sanity} is weight randomisation. */
  public static boolean isRandomisation(String check) {
    return DECIDING.contains(check) || check.equals(INDEPENDENT);
  }

  /** Reads what {@link #detail} wrote. */
  public static RandomisedLayer of(String detail) {
    String[] parts = detail.split(SEPARATOR, PARTS);
    return new RandomisedLayer(
        parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), parts[3]);
  }

  /** The first draw for the same layers. */
  public RandomisedLayer first() {
    return new RandomisedLayer(check, depth, 0, layer);
  }

  /** As it stands in sums. */
  public String detail() {
    return check + SEPARATOR + depth + SEPARATOR + draw + SEPARATOR + layer;
  }
}
