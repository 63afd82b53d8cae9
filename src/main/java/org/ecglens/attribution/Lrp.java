package org.ecglens.attribution;

import java.util.List;
import org.ecglens.graph.Graph;
import org.ecglens.net.kernel.LayerRule;
import org.ecglens.net.kernel.RelevanceKernels;
import org.ecglens.net.kernel.RelevanceRules;

/**
 * Layer-wise relevance propagation: the output is shared out backwards, layer by layer, in
 * proportion to what each value contributed. Bach et al., "On pixel-wise explanations for
 * non-linear classifier decisions by layer-wise relevance propagation", 2015; Montavon et al.,
 * "Layer-wise relevance propagation: an overview", 2019; the composites after Kohlbrenner et al.,
 * "Towards best practice in explaining neural network decisions with LRP", 2020.
 *
 * <p>Normalisations are folded into the layer before them. Functions of one value, scales, shifts
 * and normalisations over the record pass relevance on as it is; maxima pass it to the largest
 * value; sums, means and average pools share it in proportion; of a product each factor takes half
 * (Achtibat et al., "AttnLRP", 2024). Recurrences and softmax are refused. The gap is that of
 * conservation, Σ R − F(x): what biases and stabilisers took.
 *
 * @param rule of the weighted layers
 * @param epsilon of the ε rule
 * @param gamma of the γ rule
 * @param alpha of the αβ rule; β is α − 1
 */
public record Lrp(Rule rule, double epsilon, double gamma, double alpha)
    implements AttributionMethod {

  /** Rules of the weighted layers. */
  public enum Rule {
    /** Flat for the first layers, z⁺ for other convolutions, ε for dense layers. */
    COMPOSITE,
    /** Flat for the first layers, γ for other convolutions, ε for dense layers. */
    COMPOSITE_GAMMA,
    /** ε for all layers. */
    EPSILON,
    /** γ for all layers. */
    GAMMA,
    /** αβ for all layers. */
    ALPHA_BETA,
    /** Flat for all layers. */
    FLAT;

    @Override
    public String toString() {
      return Domain.hyphenated(this);
    }
  }

  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          "lrp",
          MethodGroup.GRADIENT,
          "output shared out backwards, layer by layer, in proportion to contributions",
          List.of(
              MethodOption.of(
                  "rule",
                  Domain.choice(Rule.class),
                  "composite",
                  "epsilon",
                  "how weighted layers share relevance out"),
              MethodOption.of(
                  "epsilon",
                  Domain.positive(),
                  "1.0E-6",
                  "1.0E-9",
                  "of the rule epsilon, in the unit of a layer's output"),
              MethodOption.of(
                  "gamma",
                  Domain.notNegative(),
                  "0.25",
                  "0.25",
                  "of the rule gamma: how much more contributions of the output's sign count"),
              MethodOption.of(
                  "alpha",
                  Domain.atLeast(1),
                  "1.0",
                  "1.0",
                  "of the rule alpha-beta: share of positive contributions; beta is alpha - 1")),
          settings ->
              new Lrp(
                  settings.choice("rule", Rule.class),
                  settings.number("epsilon"),
                  settings.number("gamma"),
                  settings.number("alpha")));

  @Override
  public String name() {
    return DEFINITION.name();
  }

  @Override
  public boolean multipliesByInput() {
    return rule == Rule.EPSILON || rule == Rule.GAMMA || rule == Rule.ALPHA_BETA;
  }

  /** Biases take their share of the relevance by definition. */
  @Override
  public boolean promisesSum() {
    return false;
  }

  @Override
  public void check(Graph graph) {
    RelevanceKernels.check(graph);
  }

  /**
   * Explains a batch.
   *
   * @throws org.ecglens.error.UserException if there is no rule for an operation of the network
   */
  @Override
  public Attribution[][] attribute(ExplainableBatch batch) {
    Attribution[][] attributions = new Attribution[batch.records()][batch.targets().length];
    batch
        .network()
        .relevances(
            batch.records(),
            (row, values, offset) -> {
              float[] signal = batch.signal(row);
              System.arraycopy(signal, 0, values, offset, signal.length);
            },
            batch.targets(),
            rules(),
            (row, target, relevance, prediction) -> {
              double total = 0;
              for (float value : relevance) {
                total += value;
              }
              attributions[row][target] =
                  new Attribution(relevance.clone(), prediction, total - prediction);
            });
    return attributions;
  }

  private RelevanceRules rules() {
    LayerRule dense = new LayerRule.Epsilon(epsilon);
    return switch (rule) {
      case COMPOSITE -> new RelevanceRules(new LayerRule.Flat(), new LayerRule.AlphaBeta(1), dense);
      case COMPOSITE_GAMMA ->
          new RelevanceRules(new LayerRule.Flat(), new LayerRule.Gamma(gamma), dense);
      case EPSILON -> RelevanceRules.all(dense);
      case GAMMA -> RelevanceRules.all(new LayerRule.Gamma(gamma));
      case ALPHA_BETA -> RelevanceRules.all(new LayerRule.AlphaBeta(alpha));
      case FLAT -> RelevanceRules.all(new LayerRule.Flat());
    };
  }
}
