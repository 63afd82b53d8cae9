package org.ecglens.attribution;

import java.util.List;
import org.ecglens.net.kernel.BackwardRule;
import org.ecglens.random.Draws;

/**
 * Mean over draws of (x − x′) · ∇F(x′ + u(x − x′)), with one u ~ U(0, 1) a draw and the references
 * x′ in turn: Erion et al., "Improving performance of deep learning models with axiomatic
 * attribution priors and expected gradients", 2021. Its expectation is complete against the mean of
 * F(x′); the mean of some draws is not.
 *
 * @param draws how many
 * @param baselines x′
 * @param count records that are references, where they are records
 */
public record ExpectedGradients(int draws, References baselines, int count)
    implements ReferencedMethod {
  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          "expected-gradients",
          MethodGroup.GRADIENT,
          "mean gradient at random places between the record and references, times the difference",
          List.of(
              MethodOption.of("draws", Domain.integers(1, 10_000), "50", "50", "random places"),
              BASELINES,
              COUNT),
          settings ->
              new ExpectedGradients(
                  settings.integer("draws"),
                  settings.references("baselines"),
                  settings.integer("count")));

  @Override
  public String name() {
    return DEFINITION.name();
  }

  @Override
  public boolean multipliesByInput() {
    return true;
  }

  @Override
  public ReferencedMethod with(List<float[]> references) {
    return new ExpectedGradients(
        draws, new RecordReferences(asked().orElseThrow(), references), count);
  }

  @Override
  public Attribution[][] attribute(ExplainableBatch batch) {
    int records = batch.records();
    float[][][] references = new float[records][][];
    Draws[] places = new Draws[records];
    for (int record = 0; record < records; record++) {
      references[record] = baselines.of(batch, record);
      places[record] =
          Draws.of(batch.seed(), batch.model(), batch.recordId(record), name(), "place");
    }
    Attribution[][] attributions = new Attribution[records][batch.targets().length];
    RowSums sums = RowSums.ofMeans(batch, draws, attributions);
    batch
        .network()
        .gradients(
            Math.multiplyExact(records, draws),
            (row, values, offset) -> {
              int record = row / draws;
              double place = places[record].uniform(row % draws, 0);
              float[] signal = batch.signal(record);
              float[] reference = reference(references[record], row % draws);
              for (int i = 0; i < signal.length; i++) {
                values[offset + i] = (float) (place * signal[i] + (1 - place) * reference[i]);
              }
            },
            batch.targets(),
            BackwardRule.GRADIENT,
            (row, target, gradient, prediction) -> {
              int record = row / draws;
              float[] signal = batch.signal(record);
              float[] reference = reference(references[record], row % draws);
              double[] sum = sums.of(record, target);
              for (int i = 0; i < sum.length; i++) {
                sum[i] += ((double) signal[i] - reference[i]) * gradient[i];
              }
              sums.added(record, target);
            });
    return attributions;
  }

  private static float[] reference(float[][] references, int draw) {
    return references[draw % references.length];
  }
}
