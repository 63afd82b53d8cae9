package org.ecglens.verdict;

import java.util.List;

/**
 * A method not to use.
 *
 * @param method name
 * @param reasons at least one
 */
public record Avoided(String method, List<String> reasons) {
  /** Copies the list. */
  public Avoided {
    reasons = List.copyOf(reasons);
  }
}
