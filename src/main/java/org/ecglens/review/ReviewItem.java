package org.ecglens.review;

/**
 * A heatmap to be rated.
 *
 * @param record id of the record
 * @param target what the network predicts
 * @param method that made the heatmap
 * @param prediction of the network with its unit, as raters see it; the same for all methods
 * @param picture SVG that says nothing of record and method
 */
public record ReviewItem(
    String record, String target, String method, String prediction, String picture) {
  /** What makes it this one. */
  Id id() {
    return new Id(record, target, method);
  }

  /** Which heatmap. */
  record Id(String record, String target, String method) {}
}
