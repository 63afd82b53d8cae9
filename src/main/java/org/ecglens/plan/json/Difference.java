package org.ecglens.plan.json;

/**
 * Something that two specs ask for differently.
 *
 * @param option as written on the command line, or {@code command}
 * @param path of keys in the JSON
 * @param there its value in the first, as a text
 * @param here its value in the second, as a text
 */
public record Difference(String option, String path, String there, String here) {
  /** For example {@code --window: 50 there, 1 here}. */
  @Override
  public String toString() {
    return option + ": " + there + " there, " + here + " here";
  }
}
