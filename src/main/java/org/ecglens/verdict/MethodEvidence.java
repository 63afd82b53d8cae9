package org.ecglens.verdict;

/**
 * What is known of one method for one target besides its place; null where nothing is.
 *
 * @param method name
 * @param overRandom mean score less that of the random order of the same records
 * @param overRandomLow lower end of its 95 % interval, the lowest over networks
 * @param overRandomHigh upper end of its 95 % interval, the highest over networks
 * @param randomisation {@code pass}, or {@code fail} if it fails for any network
 * @param randomisationReason why it fails, or why it was not decided
 * @param completenessGap median gap in units of the target's interquartile range, for methods that
 *     promise to add up; the largest over networks, as the next
 * @param sensitivity median relative change of the map within a small ball around the record
 * @param consistency mean rank correlation of maps of networks of the same target
 * @param milliseconds per record, the mean over networks
 */
public record MethodEvidence(
    String method,
    Double overRandom,
    Double overRandomLow,
    Double overRandomHigh,
    String randomisation,
    String randomisationReason,
    Double completenessGap,
    Double sensitivity,
    Double consistency,
    Double milliseconds) {}
