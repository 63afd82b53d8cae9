/**
 * The pass over records: networks before the records of a shard, which are predicted, explained,
 * perturbed and scored in one go. Single computations live in {@code net}, {@code attribution},
 * {@code check} and {@code metric}, tables over all shards in {@code summary}.
 */
package org.ecglens.evaluate;
