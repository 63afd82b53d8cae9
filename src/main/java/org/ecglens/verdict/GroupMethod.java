package org.ecglens.verdict;

/**
 * A method or control in one group of the records.
 *
 * @param group value of a label, or the range that it is in
 * @param method name
 * @param standing recommended, undecided, worse, unsound or control
 * @param mean over operators, networks and units, each operator's scores divided by their mean size
 *     over all groups, so that groups can be compared; null for no units
 * @param units of the group
 */
public record GroupMethod(String group, String method, String standing, Double mean, int units) {}
