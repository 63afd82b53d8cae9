package org.ecglens.perturbation;

/** Sets points to the mean of their lead in the unperturbed record. */
public record LeadMean() implements Operator {
  private static final long serialVersionUID = 1L;

  @Override
  public String name() {
    return "lead-mean";
  }

  @Override
  public boolean deterministic() {
    return true;
  }

  @Override
  public Perturber on(Signal signal) {
    double[] means = new double[signal.leads()];
    for (int lead = 0; lead < signal.leads(); lead++) {
      means[lead] = signal.mean(lead * signal.samples(), (lead + 1) * signal.samples());
    }
    return (points, from, to, state, noise) -> {
      for (int i = from; i < to; i++) {
        state[points[i]] = (float) means[signal.lead(points[i])];
      }
    };
  }
}
