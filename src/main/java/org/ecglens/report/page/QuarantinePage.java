package org.ecglens.report.page;

/**
 * What could not be used, counted.
 *
 * @param total records and files
 * @param counts columns stage, reason, count
 * @param examples a few of each: columns stage, reason, what, detail
 */
public record QuarantinePage(long total, PageTable counts, PageTable examples) {}
