/**
 * Training of one network on one machine: architecture, recipe, batches, checkpoints, and the
 * network that comes out. Spreading several networks over a cluster and reading records from tables
 * lives in {@code train}.
 */
package org.ecglens.net.training;
