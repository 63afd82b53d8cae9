package org.ecglens.verdict;

import java.util.List;

/**
 * A method whose maps cannot be trusted, whatever its scores.
 *
 * @param method name
 * @param reasons at least one, in plain words
 */
public record Unsound(String method, List<String> reasons) {
  /** Copies the list. */
  public Unsound {
    reasons = List.copyOf(reasons);
  }
}
