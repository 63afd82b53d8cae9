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
 * @param draw variance between noise draws of one record, the mean over operators that draw; null
 *     where none has two draws
 * @param rest interactions, and what is left of the draws in the mean over repeats
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record MethodComponents(
    String method, double record, Double network, Double operator, Double draw, double rest) {}
