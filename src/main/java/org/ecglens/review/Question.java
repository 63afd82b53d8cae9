package org.ecglens.review;

import java.util.List;

/**
 * What is asked of each heatmap.
 *
 * @param id as in the table of ratings
 * @param text what the rater reads; {@code {target}} stands for what the network measures
 * @param choices from the worst to the best
 */
public record Question(String id, String text, List<Choice> choices) {
  /** Copies the choices. */
  public Question {
    choices = List.copyOf(choices);
  }

  /**
   * An answer that can be given; its value is the key that gives it, too.
   *
   * @param value 0 to 9, larger is better
   * @param label what it means; null inside a scale of which only the ends are named
   */
  public record Choice(int value, String label) {}

  /** Whether a value is one of the choices. */
  boolean allows(int value) {
    return choices.stream().anyMatch(choice -> choice.value() == value);
  }

  /** The values that can be given, as text. */
  String values() {
    return choices.get(0).value() + " to " + choices.get(choices.size() - 1).value();
  }
}
