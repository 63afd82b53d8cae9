/**
 * What is looked at once records are explained: perturbation curves, and everything else that says
 * whether an explanation can be trusted. One class per check; none knows of Spark or files.
 */
package org.ecglens.check;
