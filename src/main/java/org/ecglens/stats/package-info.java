/**
 * Statistics over records: summaries with intervals, comparisons of methods on the same records.
 * Distributions and the signed-rank test come from Apache Commons Statistics.
 */
package org.ecglens.stats;
