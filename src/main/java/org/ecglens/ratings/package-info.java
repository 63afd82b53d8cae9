/**
 * Ratings of heatmaps by experts: reading them, how far raters agree, and how far the experts'
 * ranking of the methods agrees with that by metrics. Collecting ratings lives in {@code review},
 * the coefficients of agreement in {@code stats}.
 */
package org.ecglens.ratings;
