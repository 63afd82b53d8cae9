package org.ecglens.metric;

import org.ecglens.perturbation.Order;

/**
 * The curves that a metric of one record, target, method and order may look at, repeats averaged.
 *
 * @param order that is judged
 * @param curve in that order: error relative to the label in paper mode, scaled shift of the
 *     prediction in corrected mode
 * @param labelCurve scaled error against the label in that order; corrected mode
 * @param lerf like {@code curve}, least relevant first; without values where not computed
 * @param random like {@code curve}, in random order; without values where not computed
 */
public record Evidence(
    Order order, CurveValues curve, CurveValues labelCurve, CurveValues lerf, CurveValues random) {}
