package org.ecglens.verdict;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * How well networks predict a class on the records of a run, the mean over networks.
 *
 * @param records that have the label
 * @param positives of them with the class
 * @param auroc area under the receiver operating characteristic, or null
 * @param averagePrecision or null
 * @param brier Brier score, or null
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ClassTest(
    long records, long positives, Double auroc, Double averagePrecision, Double brier) {}
