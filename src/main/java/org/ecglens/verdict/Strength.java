package org.ecglens.verdict;

/** How much a recommendation carries; {@link StrengthRules} say when. */
public enum Strength {
  /** Enough real records and networks, all checks, operators and halves agree. */
  STRONG("strong"),
  /** More than one operator, and halves mostly agree. */
  MODERATE("moderate"),
  /** A recommendation that rests on little. */
  WEAK("weak"),
  /** Nothing is recommended. */
  NONE("none");

  private final String label;

  Strength(String label) {
    this.label = label;
  }

  /** Name as in {@code verdict.json}. */
  public String label() {
    return label;
  }
}
