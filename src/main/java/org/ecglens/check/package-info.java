/**
 * What is looked at once records are explained: perturbation curves, and everything else that says
 * whether an explanation can be trusted. One class per check. Checks give results to a {@link
 * org.ecglens.check.CheckOutput}; none knows of Spark, tables or files.
 */
package org.ecglens.check;
