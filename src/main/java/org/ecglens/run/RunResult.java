package org.ecglens.run;

/**
 * The result of a run.
 *
 * @param outcome of its shards
 * @param made result that the command computed over all shards
 */
public record RunResult<R>(RunOutcome outcome, R made) {}
