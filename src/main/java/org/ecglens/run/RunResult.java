package org.ecglens.run;

/**
 * What came of a run.
 *
 * @param outcome of its shards
 * @param made what the command made of all of them
 */
public record RunResult<R>(RunOutcome outcome, R made) {}
