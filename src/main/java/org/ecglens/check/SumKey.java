package org.ecglens.check;

/**
 * What a sum over records is of; nothing is null.
 *
 * @param kind says what is summed up and what the detail is
 * @param model name of the network
 * @param target name of its output
 * @param method whose maps are looked at, or {@link org.ecglens.perturbation.RecordCurve#NO_METHOD}
 * @param detail one more key
 */
public record SumKey(SumKind kind, String model, String target, String method, String detail) {}
