package org.ecglens.metric;

import org.ecglens.perturbation.Order;

/**
 * A score of one record and target.
 *
 * @param method attribution method, {@link org.ecglens.perturbation.RecordCurve#NO_METHOD} for the
 *     random order
 * @param order of perturbation
 * @param metric name
 * @param outcome value or reason
 */
public record Score(String method, Order order, String metric, ScoreValue outcome) {}
