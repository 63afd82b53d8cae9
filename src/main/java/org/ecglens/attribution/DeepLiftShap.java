package org.ecglens.attribution;

import java.util.List;

/**
 * Mean over references of DeepLIFT's attributions: Lundberg and Lee, "A unified approach to
 * interpreting model predictions", 2017. Complete against the mean of F(x′).
 *
 * @param baselines x′
 * @param count records that are references, where they are records
 */
public record DeepLiftShap(References baselines, int count) implements ReferencedMethod {
  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          "deeplift-shap",
          MethodGroup.GRADIENT,
          "mean of deeplift against several references, times the difference",
          List.of(BASELINES, COUNT),
          settings ->
              new DeepLiftShap(settings.references("baselines"), settings.integer("count")));

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
    return new DeepLiftShap(new RecordReferences(asked().orElseThrow(), references), count);
  }

  @Override
  public Attribution[][] attribute(ExplainableBatch batch) {
    int records = batch.records();
    int rows = baselines.count();
    float[][][] references = new float[records][][];
    for (int record = 0; record < records; record++) {
      references[record] = baselines.of(batch, record);
    }
    Attribution[][] attributions = new Attribution[records][batch.targets().length];
    double[][] changes = new double[records][batch.targets().length];
    float[][] predictions = new float[records][batch.targets().length];
    RowSums sums =
        new RowSums(
            batch,
            rows,
            (record, target, sum) -> {
              float[] values = new float[sum.length];
              double total = 0;
              for (int i = 0; i < values.length; i++) {
                total += sum[i] / rows;
                values[i] = (float) (sum[i] / rows);
              }
              attributions[record][target] =
                  new Attribution(
                      values, predictions[record][target], total - changes[record][target] / rows);
            });
    batch
        .network()
        .multipliers(
            Math.multiplyExact(records, rows),
            (row, values, offset) -> copy(batch.signal(row / rows), values, offset),
            (row, values, offset) -> copy(references[row / rows][row % rows], values, offset),
            batch.targets(),
            (row, target, multipliers, prediction, baselinePrediction) -> {
              int record = row / rows;
              predictions[record][target] = prediction;
              changes[record][target] += (double) prediction - baselinePrediction;
              float[] signal = batch.signal(record);
              float[] reference = references[record][row % rows];
              double[] sum = sums.of(record, target);
              for (int i = 0; i < sum.length; i++) {
                sum[i] += multipliers[i] * ((double) signal[i] - reference[i]);
              }
              sums.added(record, target);
            });
    return attributions;
  }

  private static void copy(float[] from, float[] to, int offset) {
    System.arraycopy(from, 0, to, offset, from.length);
  }
}
