package org.ecglens.verdict;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * Where the variance of a method's scores comes from, each operator's scores divided by their mean
 * size.
 *
 * @param method name
 * @param record variance between records
 * @param network variance between networks; null for one
 * @param operator variance between operators; null for one
 * @param rest interactions and noise draws
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record MethodComponents(
    String method, double record, Double network, Double operator, double rest) {}
