package org.ecglens.verdict;

/**
 * What two halves of the records say, over random halvings.
 *
 * @param same share of halvings in which both halves recommend the same methods
 * @param contradiction share in which a method is recommended by one half and worse in the other
 */
public record SplitHalf(double same, double contradiction) {}
