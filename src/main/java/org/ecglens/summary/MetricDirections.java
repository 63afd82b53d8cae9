package org.ecglens.summary;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ecglens.metric.Metric.Direction;
import org.ecglens.metric.Scoring;
import org.ecglens.metric.map.MapMetric;
import org.ecglens.perturbation.Mode;

/** Which way is better, by the names that metrics have in tables. */
public final class MetricDirections {
  private static final Map<String, Direction> DIRECTIONS = new TreeMap<>();

  static {
    Arrays.stream(Mode.values())
        .flatMap(mode -> Scoring.of(mode).metrics().stream())
        .forEach(metric -> DIRECTIONS.put(metric.name(), metric.direction()));
    for (MapMetric metric : MapMetric.values()) {
      DIRECTIONS.put(metric.label(), metric.direction());
    }
  }

  private MetricDirections() {}

  /** All metrics that have one. */
  public static Set<String> names() {
    return DIRECTIONS.keySet();
  }

  /** The direction of a metric; {@link Direction#HIGHER} for one that is not known here. */
  public static Direction of(String metric) {
    return DIRECTIONS.getOrDefault(metric, Direction.HIGHER);
  }
}
