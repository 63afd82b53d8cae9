package org.ecglens.verdict;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Map;

/**
 * What was found of a method or control.
 *
 * @param method name
 * @param control whether it is a control
 * @param mean score over operators, networks and units, each operator's scores divided by their
 *     mean size
 * @param low lower end of the 95 % interval of the mean, networks and units being random
 * @param high upper end
 * @param byOperator mean score with each operator, in the unit of the metric
 * @param mayBeBest whether it is in the confidence set of the best; null where it was not compared
 * @param passes forward and backward passes for a record, or null
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record MethodResult(
    String method,
    boolean control,
    double mean,
    double low,
    double high,
    Map<String, Double> byOperator,
    Boolean mayBeBest,
    Double passes) {}
