package org.ecglens.attribution;

import java.util.List;
import org.ecglens.net.Network;

/**
 * DeepLIFT with the Rescale rule: Shrikumar, Greenside and Kundaje, "Learning important features
 * through propagating activation differences", 2017. The completeness gap is that of the multiplied
 * form, whether it is multiplied or not.
 *
 * @param baseline x′
 * @param multiply whether to multiply by x − x′
 */
public record DeepLift(Baseline baseline, boolean multiply) implements AttributionMethod {
  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          "deeplift",
          MethodGroup.GRADIENT,
          "change of the output against a baseline, shared out layer by layer (Rescale rule)",
          List.of(
              MethodOption.of(
                  "baseline", Domain.baseline(), "zero", "zero", "what to compare with"),
              MethodOption.of(
                  "multiply", Domain.flag(), "false", "true", "multiply by record minus baseline")),
          settings -> new DeepLift(settings.baseline("baseline"), settings.flag("multiply")));

  @Override
  public String name() {
    return DEFINITION.name();
  }

  @Override
  public boolean multipliesByInput() {
    return multiply;
  }

  @Override
  public Attribution[][] attribute(ExplainableBatch batch) {
    int records = batch.records();
    Attribution[][] attributions = new Attribution[records][batch.targets().length];
    float[][] references = baseline.of(batch);
    Network.RowSource inputs = (row, values, offset) -> copy(batch.signal(row), values, offset);
    Network.MultiplierSink sink =
        (row, target, multipliers, prediction, baselinePrediction) -> {
          double[] wide = new double[multipliers.length];
          for (int i = 0; i < wide.length; i++) {
            wide[i] = multipliers[i];
          }
          attributions[row][target] =
              Paths.attribution(
                  wide,
                  batch.signal(row),
                  references[row],
                  multiply,
                  prediction,
                  (double) prediction - baselinePrediction);
        };
    if (baseline.shared() && records > 0) {
      batch.network().multipliers(records, inputs, references[0], batch.targets(), sink);
    } else {
      batch
          .network()
          .multipliers(
              records,
              inputs,
              (row, values, offset) -> copy(references[row], values, offset),
              batch.targets(),
              sink);
    }
    return attributions;
  }

  private static void copy(float[] from, float[] to, int offset) {
    System.arraycopy(from, 0, to, offset, from.length);
  }
}
