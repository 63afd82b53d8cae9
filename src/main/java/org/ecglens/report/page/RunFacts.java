package org.ecglens.report.page;

import java.util.List;
import java.util.Map;

/**
 * What the page says of a run before its tables.
 *
 * @param path folder, as the user wrote it
 * @param metric that the verdict rests on
 * @param directions by metric: whether {@code higher} or {@code lower} values are better
 * @param methods by name, in the order of tables: what they compute
 * @param groups by target: the largest sets of methods of which the verdict's comparison can tell
 *     no two apart
 */
public record RunFacts(
    String path,
    String metric,
    Map<String, String> directions,
    Map<String, String> methods,
    Map<String, List<List<String>>> groups) {}
