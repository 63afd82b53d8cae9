/**
 * What the driver makes of all shards: summary, ranking, pairs, costs, tables of checks, and the
 * evidence and verdict of the run. Statistics themselves live in {@code stats}, the decision in
 * {@code verdict}, reading a run that is complete in {@code finished}.
 */
package org.ecglens.summary;
