/**
 * What is evaluated once records are explained: perturbation curves, and everything else that says
 * whether an attribution can be trusted. One class per check; results go to a {@link
 * org.ecglens.check.CheckOutput}, and none knows of Spark, tables or files. Formulas live in {@code
 * metric} and {@code metric.map}, rows of results in {@code evaluate}, sums over all shards in
 * {@code summary}, and what follows from them in {@code verdict}.
 */
package org.ecglens.check;
