package org.ecglens.perturbation;

/**
 * Sets points to numbers drawn uniformly between the extremes of their lead before perturbation.
 */
public record UniformInLead() implements Operator {
  private static final long serialVersionUID = 1L;

  @Override
  public String name() {
    return "uniform";
  }

  @Override
  public boolean deterministic() {
    return false;
  }

  @Override
  public Perturber on(Signal signal) {
    float[] least = new float[signal.leads()];
    float[] largest = new float[signal.leads()];
    for (int lead = 0; lead < signal.leads(); lead++) {
      least[lead] = Float.POSITIVE_INFINITY;
      largest[lead] = Float.NEGATIVE_INFINITY;
    }
    for (int point = 0; point < signal.size(); point++) {
      int lead = signal.lead(point);
      least[lead] = Math.min(least[lead], signal.values()[point]);
      largest[lead] = Math.max(largest[lead], signal.values()[point]);
    }
    return (points, from, to, state, noise) -> {
      for (int i = from; i < to; i++) {
        int lead = signal.lead(points[i]);
        double range = (double) largest[lead] - least[lead];
        state[points[i]] = (float) (least[lead] + range * noise.uniform(points[i]));
      }
    };
  }
}
