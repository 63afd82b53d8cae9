package org.ecglens.verdict;

/**
 * What is known of one method for one target; null where nothing is.
 *
 * @param method name
 * @param records that have a score of it
 * @param mean score by the deciding metric
 * @param meanRank among the methods within records, 1 is best
 * @param overRandom mean score less that of the random order of the same records
 * @param overRandomLow lower end of its 95 % interval
 * @param overRandomHigh upper end of its 95 % interval
 * @param randomisation {@code pass} or {@code fail}
 * @param randomisationReason why it fails, or why it was not decided
 * @param completenessGap median gap in units of the target's interquartile range, for methods that
 *     promise to add up
 * @param sensitivity median relative change of the map within a small ball around the record
 * @param consistency mean rank correlation of maps of networks of the same target
 * @param milliseconds per record
 */
public record MethodEvidence(
    String method,
    long records,
    Double mean,
    Double meanRank,
    Double overRandom,
    Double overRandomLow,
    Double overRandomHigh,
    String randomisation,
    String randomisationReason,
    Double completenessGap,
    Double sensitivity,
    Double consistency,
    Double milliseconds) {}
