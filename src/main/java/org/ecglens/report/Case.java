package org.ecglens.report;

/**
 * A record before a network, seen for one of its targets.
 *
 * @param recordId the record
 * @param model name of the network
 * @param target name of the target
 */
public record Case(String recordId, String model, String target) {}
