package org.ecglens.perturbation;

/**
 * A record and what several methods say about it.
 *
 * @param recordId identifies it in random draws
 * @param signal the unperturbed record
 * @param maps {@code [method][target][lead * samples + sample]}; a map that is not finite gets no
 *     curve, see {@link PerturbationRows#refusals()}
 */
@SuppressWarnings("ArrayRecordComponent")
public record ExplainedRecord(String recordId, Signal signal, float[][][] maps) {}
