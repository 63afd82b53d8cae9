package org.ecglens.metric.map;

import org.ecglens.metric.Metric.Direction;

/** The measures of a map by which methods can be compared. */
public enum MapMetric {
  /** {@link Complexity#gini}. */
  GINI("gini", Direction.HIGHER),
  /** {@link Complexity#entropy}. */
  ENTROPY("entropy", Direction.LOWER),
  /** {@link Localisation#share} of the target's region. */
  WAVE_SHARE("wave-share", Direction.HIGHER),
  /** {@link Localisation#shareOverArea} of the target's region. */
  WAVE_SHARE_OVER_AREA("wave-share-over-area", Direction.HIGHER),
  /** {@link Localisation#pointingGame} in the target's region. */
  POINTING_GAME("pointing-game", Direction.HIGHER),
  /** {@link Localisation#rankAccuracy} of the target's region. */
  RANK_ACCURACY("rank-accuracy", Direction.HIGHER),
  /** {@link Localisation#auprc} of the target's region. */
  AUPRC("auprc", Direction.HIGHER),
  /** {@link Sensitivity#max} under {@link Disturbance#UNIFORM}. */
  MAX_SENSITIVITY("max-sensitivity", Direction.LOWER),
  /** {@link Sensitivity#average} under {@link Disturbance#UNIFORM}. */
  AVERAGE_SENSITIVITY("average-sensitivity", Direction.LOWER),
  /** {@link Instability} under {@link Disturbance#UNIFORM}. */
  INSTABILITY_UNIFORM("instability-uniform", Direction.LOWER),
  /** {@link Instability} under {@link Disturbance#BASELINE_WANDER}. */
  INSTABILITY_BASELINE_WANDER("instability-baseline-wander", Direction.LOWER),
  /** {@link Instability} under {@link Disturbance#MAINS_HUM_50}. */
  INSTABILITY_MAINS_HUM_50("instability-mains-hum-50", Direction.LOWER),
  /** {@link Instability} under {@link Disturbance#MAINS_HUM_60}. */
  INSTABILITY_MAINS_HUM_60("instability-mains-hum-60", Direction.LOWER),
  /** {@link Instability} under {@link Disturbance#MUSCLE_NOISE}. */
  INSTABILITY_MUSCLE_NOISE("instability-muscle-noise", Direction.LOWER),
  /** {@link Infidelity#outcome}. */
  INFIDELITY("infidelity", Direction.LOWER),
  /** {@link Completeness#gap}. */
  COMPLETENESS_GAP("completeness-gap", Direction.LOWER),
  /** {@link Completeness#gap} of relevance, where biases take a share by definition. */
  CONSERVATION_GAP("conservation-gap", Direction.LOWER),
  /**
   * 1 for a map that is zero or the same everywhere ({@link
   * org.ecglens.perturbation.MapOrder#missing}), else 0: its mean over records is the share of such
   * maps.
   */
  NO_ORDER("no-order", Direction.LOWER);

  private final String label;
  private final Direction direction;

  MapMetric(String label, Direction direction) {
    this.label = label;
    this.direction = direction;
  }

  /** {@link Instability} under a disturbance. */
  public static MapMetric instability(Disturbance disturbance) {
    return switch (disturbance) {
      case UNIFORM -> INSTABILITY_UNIFORM;
      case BASELINE_WANDER -> INSTABILITY_BASELINE_WANDER;
      case MAINS_HUM_50 -> INSTABILITY_MAINS_HUM_50;
      case MAINS_HUM_60 -> INSTABILITY_MAINS_HUM_60;
      case MUSCLE_NOISE -> INSTABILITY_MUSCLE_NOISE;
    };
  }

  /** Name as in tables, for example {@code rank-accuracy}. */
  public String label() {
    return label;
  }

  /** Which way is better. */
  public Direction direction() {
    return direction;
  }
}
