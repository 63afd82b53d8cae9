package org.ecglens.stats;

/**
 * A number that tells how well a class is predicted.
 *
 * @param value null where it does not exist
 * @param low lower end of the 95 % interval, or null
 * @param high upper end, or null
 * @param reason why there is no value or no interval, or null
 */
public record ClassEstimate(Double value, Double low, Double high, String reason) {}
