package org.ecglens.attribution;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Division of a record into groups of points: segments of time, in one or several leads each.
 *
 * @param time segments
 * @param leads groups of leads
 */
record Segmentation(TimeSegments time, LeadGroups leads) implements Serializable {

  /** The option that sets the segments. */
  static MethodOption segments(String paper, String captum) {
    return MethodOption.of(
        "segments",
        new Domain(TimeSegments.TEXT, TimeSegments::parse),
        paper,
        captum,
        "segments of time that are replaced as one");
  }

  /** The option that sets the groups of leads. */
  static MethodOption leads(String paper, String captum) {
    return MethodOption.of(
        "leads", Domain.choice(LeadGroups.class), paper, captum, "leads that are replaced as one");
  }

  /** Of the two options. */
  static Segmentation of(Settings settings) {
    return new Segmentation(
        settings.value("segments", TimeSegments.class), settings.choice("leads", LeadGroups.class));
  }

  /**
   * The groups of a record: disjoint, and every point is in one.
   *
   * @return points {@code lead * samples + sample} of each group, by group of leads, then by time
   */
  int[][] groups(ExplainableBatch batch, int record) {
    int[] bounds = time.bounds(batch, record);
    List<int[]> groups = new ArrayList<>();
    for (int[] some : leads.of(batch, record)) {
      for (int segment = 0; segment + 1 < bounds.length; segment++) {
        groups.add(points(some, bounds[segment], bounds[segment + 1], batch.samples()));
      }
    }
    return groups.toArray(int[][]::new);
  }

  /** The points of some leads from a sample on, up to one that is left out. */
  static int[] points(int[] leads, int from, int to, int samples) {
    int[] points = new int[leads.length * (to - from)];
    for (int i = 0; i < points.length; i++) {
      points[i] = leads[i / (to - from)] * samples + from + i % (to - from);
    }
    return points;
  }
}
