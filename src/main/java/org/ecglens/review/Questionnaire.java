package org.ecglens.review;

import java.util.List;
import java.util.Map;

/**
 * What raters are told and asked.
 *
 * @param introduction what they read first
 * @param targets names of targets as raters know them; a target without one is named as in tables
 * @param questions in the order of asking
 */
public record Questionnaire(
    String introduction, Map<String, String> targets, List<Question> questions) {
  /** Copies map and list. */
  public Questionnaire {
    targets = Map.copyOf(targets);
    questions = List.copyOf(questions);
  }

  /** What raters call a target. */
  String target(String name) {
    return targets.getOrDefault(name, name);
  }
}
