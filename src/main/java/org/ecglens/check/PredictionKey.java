package org.ecglens.check;

/**
 * Which prediction is looked at; nothing is null.
 *
 * @param recordId the record
 * @param model name of the network
 * @param target name of its output
 */
public record PredictionKey(String recordId, String model, String target) {}
