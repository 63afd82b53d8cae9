package org.ecglens.report.page;

import java.util.Map;

/**
 * What the page says of a run before its tables.
 *
 * @param path folder, as the user wrote it
 * @param metric that the verdict rests on
 * @param directions by metric: whether {@code higher} or {@code lower} values are better
 * @param methods by name, in the order of tables: what they compute
 */
public record RunFacts(
    String path, String metric, Map<String, String> directions, Map<String, String> methods) {}
