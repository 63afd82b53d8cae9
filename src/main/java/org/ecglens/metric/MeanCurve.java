package org.ecglens.metric;

import org.ecglens.perturbation.Order;

/**
 * A curve of one record and target, repeats averaged: what {@link Moments} is made of.
 *
 * @param method attribution method, {@link org.ecglens.perturbation.RecordCurve#NO_METHOD} for the
 *     random order
 * @param order of perturbation
 * @param curve in paper mode the error relative to the label, in corrected mode the scaled shift of
 *     the prediction
 */
public record MeanCurve(String method, Order order, CurveValues curve) {}
