/**
 * Training on a cluster: one task a network, examples laid out from the table {@code records},
 * checkpoints, states and cards in the folder of the run. The training of one network lives in
 * {@code net.training}.
 */
package org.ecglens.train;
