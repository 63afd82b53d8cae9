package org.ecglens.attribution;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a method says about a batch and what that cost.
 *
 * @param attributions {@code [record][target]}
 * @param cost as if the method ran alone: a backward pass that several methods share counts in full
 *     for each of them, the prediction for none. Passes of a reference that all records share count
 *     as time, not as evaluations
 */
@SuppressWarnings("ArrayRecordComponent")
public record Explanation(Attribution[][] attributions, Cost cost) {

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
    Cost before = batch.taken().plus(batch.charged()).minus(batch.spent());
    Attribution[][] attributions = method.attribute(batch);
    Cost after = batch.taken().plus(batch.charged()).minus(batch.spent());
    return new Explanation(attributions, after.minus(before));
  }
}
