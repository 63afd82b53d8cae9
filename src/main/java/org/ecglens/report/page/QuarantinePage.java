package org.ecglens.report.page;

/**
 * What was not used, or not by every network, counted.
 *
 * @param total distinct records, and files that are none
 * @param counts of the same: columns stage, reason, count
 * @param examples a few of each: columns stage, reason, what, detail
 */
public record QuarantinePage(long total, PageTable counts, PageTable examples) {}
