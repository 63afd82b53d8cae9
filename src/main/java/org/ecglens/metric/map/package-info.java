/**
 * What an attribution map looks like: how alike two maps are, where a map's relevance lies, how
 * sparse it is, and how it changes when its input or the network's output changes. Everything is a
 * pure function of maps; {@link org.ecglens.metric.map.MapMetric} names what can be compared
 * between methods. A value that does not exist is null with a reason, never NaN. Which maps are
 * compared is for {@code check}.
 *
 * <pre>{@code
 * static Double rankCorrelation(float[] heatmap, float[] other) {
 *   return Similarity.SPEARMAN.between(RankedMap.of(heatmap), RankedMap.of(other)).value();
 * }
 * }</pre>
 */
package org.ecglens.metric.map;
