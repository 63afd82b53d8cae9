/**
 * What perturbation curves are worth: values of a curve, scores of a record, and mergeable states
 * over records. {@link org.ecglens.metric.Scoring} takes the curves of one record and target to
 * scores. A value that does not exist is null with a reason, never NaN.
 */
package org.ecglens.metric;
