package org.ecglens.verdict;

/**
 * A method that others or controls are surely better than.
 *
 * @param method name
 * @param reason in plain words
 */
public record Worse(String method, String reason) {}
