package org.ecglens.attribution;

import java.util.List;

/**
 * F(x) − F(x with one group of points replaced): one wave, one segment of time, one lead or one
 * group of leads at a time. With {@code divide} the map of a linear network adds up to F(x) −
 * F(x′).
 *
 * @param segmentation groups
 * @param replacement of a group
 * @param divide whether the points of a group share its value
 */
record FeatureAblation(Segmentation segmentation, Replacement replacement, boolean divide)
    implements AttributionMethod {
  static final MethodOption DIVIDE =
      MethodOption.of(
          "divide",
          Domain.flag(),
          "true",
          "false",
          "divide the value of a group among its points, instead of giving it to each");

  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          "feature-ablation",
          MethodGroup.PERTURBATION,
          "change of the output when a wave, a segment or a lead is replaced",
          List.of(
              Segmentation.segments("waves", "1/12"),
              Segmentation.leads("each", "each"),
              Replacement.option("linear", "zero"),
              DIVIDE),
          settings ->
              new FeatureAblation(
                  Segmentation.of(settings), Replacement.of(settings), settings.flag("divide")));

  @Override
  public String name() {
    return DEFINITION.name();
  }

  @Override
  public boolean multipliesByInput() {
    return true;
  }

  @Override
  public Attribution[][] attribute(ExplainableBatch batch) {
    return Ablation.of(batch, ReplacedGroups.of(batch, segmentation, replacement), divide);
  }
}
