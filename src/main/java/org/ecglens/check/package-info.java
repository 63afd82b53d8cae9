/**
 * What is evaluated once records are explained: perturbation curves, and everything else that says
 * whether an attribution can be trusted. One class per check; none knows of Spark or files.
 * Formulas live in {@code metric} and {@code metric.map}, sums over all shards in {@code summary},
 * and what follows from them in {@code verdict}.
 */
package org.ecglens.check;
