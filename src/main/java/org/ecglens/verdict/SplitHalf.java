package org.ecglens.verdict;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * What two halves of the records say, over random halvings.
 *
 * @param same share of halvings in which both halves recommend the same methods or both nothing
 * @param sameMethods share in which they recommend the same methods, one or several
 * @param contradiction share in which a method is recommended by one half and worse in the other
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record SplitHalf(double same, double sameMethods, double contradiction) {}
