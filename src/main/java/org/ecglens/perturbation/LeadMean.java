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
    double[] sums = new double[signal.leads()];
    for (int point = 0; point < signal.size(); point++) {
      sums[signal.lead(point)] += signal.values()[point];
    }
    return (points, from, to, state, noise) -> {
      for (int i = from; i < to; i++) {
        state[points[i]] = (float) (sums[signal.lead(points[i])] / signal.samples());
      }
    };
  }
}
