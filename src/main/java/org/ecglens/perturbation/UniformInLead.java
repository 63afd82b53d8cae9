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
    double[] range = new double[signal.leads()];
    for (int lead = 0; lead < signal.leads(); lead++) {
      int start = lead * signal.samples();
      int end = start + signal.samples();
      least[lead] = signal.least(start, end);
      range[lead] = (double) signal.largest(start, end) - least[lead];
    }
    return (points, from, to, state, noise) -> {
      for (int i = from; i < to; i++) {
        int lead = signal.lead(points[i]);
        state[points[i]] = (float) (least[lead] + range[lead] * noise.uniform(points[i]));
      }
    };
  }
}
