package org.ecglens.verdict;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;

/**
 * What is said about one target; the names in {@code verdict.json} are these in snake_case.
 *
 * @param target name
 * @param recommended methods, the best first
 * @param undecided methods that may be the best, but the data cannot say
 * @param worse methods that others or controls are surely better than
 * @param unsound methods whose maps cannot be trusted
 * @param reason why nothing is recommended, or null
 * @param recordsNeeded that would decide what is undecided; null where nothing is, or no number
 *     would
 * @param strength of the recommendation: strong, moderate, weak or none
 * @param strengthMissing what a stronger word would need
 * @param probabilityBest probability of being the best by method or control
 * @param probabilityBestThree probability of being among the best three
 * @param records that were compared
 * @param subjects that were compared, as many as records where they are not known
 * @param incomplete records that were left out because a score was missing
 * @param networks how many were compared
 * @param networkNames their names
 * @param operators names
 * @param metric that decides
 * @param synthetic share of synthetic records, or null where unknown
 * @param testError mean absolute error of the networks on these records in the target's unit, or
 *     null
 * @param classTest how well the networks predict a class on these records, or null
 * @param splitHalf what halves of the records say; null where they are too small
 * @param operatorAgreement mean Kendall τ between the orders of the methods by two operators; null
 *     for one
 * @param metricAgreement Kendall τ between the deciding metric and others
 * @param methods what was found of each, best first
 * @param controls methods beside controls
 * @param components variance by record, network, operator and rest of each method
 * @param checks that were made
 * @param checksNotMade that were not
 * @param notes for a reader
 * @param groups what is said in groups of the records, in the order of their labels; none unless
 *     asked for
 * @param interactions whether the methods differ in the same way in all groups, by label
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record TargetVerdict(
    String target,
    List<String> recommended,
    List<String> undecided,
    List<Worse> worse,
    List<Unsound> unsound,
    String reason,
    Long recordsNeeded,
    String strength,
    List<String> strengthMissing,
    Map<String, Double> probabilityBest,
    Map<String, Double> probabilityBestThree,
    long records,
    long subjects,
    long incomplete,
    int networks,
    List<String> networkNames,
    List<String> operators,
    String metric,
    Double synthetic,
    Double testError,
    ClassTest classTest,
    SplitHalf splitHalf,
    Double operatorAgreement,
    Map<String, Double> metricAgreement,
    List<MethodResult> methods,
    List<ControlTest> controls,
    List<MethodComponents> components,
    List<String> checks,
    List<String> checksNotMade,
    List<String> notes,
    List<GroupVerdict> groups,
    List<Interaction> interactions) {

  /** Verdicts of earlier runs have no groups. */
  public TargetVerdict {
    groups = groups == null ? List.of() : List.copyOf(groups);
    interactions = interactions == null ? List.of() : List.copyOf(interactions);
  }

  /** The same with what is said in groups. */
  public TargetVerdict with(List<GroupVerdict> inGroups, List<Interaction> betweenGroups) {
    return new TargetVerdict(
        target,
        recommended,
        undecided,
        worse,
        unsound,
        reason,
        recordsNeeded,
        strength,
        strengthMissing,
        probabilityBest,
        probabilityBestThree,
        records,
        subjects,
        incomplete,
        networks,
        networkNames,
        operators,
        metric,
        synthetic,
        testError,
        classTest,
        splitHalf,
        operatorAgreement,
        metricAgreement,
        methods,
        controls,
        components,
        checks,
        checksNotMade,
        notes,
        inGroups,
        betweenGroups);
  }

  /** The recommended method with the best mean score, or null. */
  public String best() {
    return recommended.isEmpty() ? null : recommended.get(0);
  }
}
