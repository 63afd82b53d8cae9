package org.ecglens.perturbation;

/**
 * A map that cannot be ranked.
 *
 * @param recordId the record
 * @param method attribution method
 * @param target position in the list of asked-for targets
 * @param reason what is wrong and where
 */
public record SkippedMap(String recordId, String method, int target, String reason) {}
