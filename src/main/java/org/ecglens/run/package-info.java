/**
 * The one protocol of a run in a folder, used by all commands: shards, their commit by markers,
 * outcome, quality gate, manifest and progress. What is done in a shard and made of all shards is
 * told to it by {@code evaluate}, {@code ingest} and {@code train}.
 */
package org.ecglens.run;
