package org.ecglens.verdict;

/**
 * Scores of one target in one group of the records.
 *
 * @param group value of a label, or the range that it is in
 * @param stated false for the records that lack the label, which are no group of patients
 * @param scores of the methods, networks and operators of all groups
 */
public record GroupScores(String group, boolean stated, TargetScores scores) {}
