package org.ecglens.attribution;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a method says about a batch and what that cost.
 *
 * @param attributions {@code [record][target]}
 * @param nanoseconds wall-clock time as if the method ran alone: a backward pass that several
 *     methods share counts in full for each of them, the prediction for none
 */
@SuppressWarnings("ArrayRecordComponent")
public record Explanation(Attribution[][] attributions, long nanoseconds) {

  /** Explains a batch by several methods, in their order, by name. */
  public static Map<String, Explanation> all(NetworkBatch batch, List<AttributionMethod> methods) {
    Map<String, Explanation> explanations = new LinkedHashMap<>();
    for (AttributionMethod method : methods) {
      explanations.put(method.name(), of(batch, method));
    }
    return explanations;
  }

  /** Explains a batch by one method. */
  public static Explanation of(NetworkBatch batch, AttributionMethod method) {
    long shared = batch.charged() - batch.spent();
    long start = System.nanoTime();
    Attribution[][] attributions = method.attribute(batch);
    long elapsed = System.nanoTime() - start;
    return new Explanation(attributions, elapsed + batch.charged() - batch.spent() - shared);
  }
}
