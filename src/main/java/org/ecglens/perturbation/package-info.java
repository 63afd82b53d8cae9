/**
 * Perturbing a record point by point, or window by window, in the order of an explanation, and
 * following what the network says. A {@link org.ecglens.perturbation.PerturbationPlan} says how;
 * {@link org.ecglens.perturbation.PerturbationRows} are the inputs to predict for some records and,
 * once predicted, their {@link org.ecglens.perturbation.RecordCurve}s. No Spark and no tensor
 * engine here.
 */
package org.ecglens.perturbation;
