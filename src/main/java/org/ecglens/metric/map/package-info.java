/**
 * What an attribution map looks like: how alike two maps are, where a map's relevance lies, how
 * sparse it is, and what it does when its input or the network's answer changes. Everything is a
 * pure function of maps; {@link org.ecglens.metric.map.MapMetric} names what can be compared
 * between methods. A value that does not exist is null with a reason, never NaN.
 */
package org.ecglens.metric.map;
