package org.ecglens.review;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Questions in YAML, see docs/review.md; JSON is YAML, too. */
public final class QuestionFile {
  private static final String DEFAULT = "questions.yaml";
  private static final String INTRODUCTION = "introduction";
  private static final String TARGETS = "targets";
  private static final String QUESTIONS = "questions";
  private static final int MOST_QUESTIONS = 12;
  private static final int MOST_LETTERS = 2000;

  private final String name;

  private QuestionFile(String name) {
    this.name = name;
  }

  /** The questions that are asked unless there is a file. */
  public static Questionnaire shipped() {
    try (InputStream stream = QuestionFile.class.getResourceAsStream(DEFAULT)) {
      return new QuestionFile(DEFAULT)
          .read(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("the jar has the questions", e);
    }
  }

  /**
   * Reads a file: a list of questions, or {@code introduction}, {@code targets} and {@code
   * questions}. What it does not say of the first two is as shipped.
   *
   * @param name of the file in messages
   * @throws UserException if it is no YAML, or a question is not complete
   */
  public static Questionnaire read(String name, String text) {
    return new QuestionFile(name).read(text);
  }

  private Questionnaire read(String text) {
    Optional<Node> root;
    try {
      root =
          new Compose(LoadSettings.builder().setLabel(name).setAllowDuplicateKeys(false).build())
              .composeString(text);
    } catch (YamlEngineException e) {
      throw new UserException(name + " is not valid YAML: " + e.getMessage(), e);
    }
    if (root.isEmpty()) {
      throw new UserException(name + " is empty; see docs/review.md for an example.");
    }
    if (root.get() instanceof SequenceNode list) {
      Questionnaire shipped = shipped();
      return new Questionnaire(shipped.introduction(), shipped.targets(), questions(list));
    }
    Map<String, Node> parts = entries(root.get(), Set.of(INTRODUCTION, TARGETS, QUESTIONS));
    Questionnaire others = parts.size() == 3 ? null : shipped();
    Node introduction = parts.get(INTRODUCTION);
    Node targets = parts.get(TARGETS);
    return new Questionnaire(
        introduction == null ? others.introduction() : text(introduction, INTRODUCTION),
        targets == null ? others.targets() : names(targets),
        questions(required(parts, QUESTIONS, root.get())));
  }

  private Map<String, String> names(Node node) {
    Map<String, String> names = new LinkedHashMap<>();
    entries(node, null).forEach((target, value) -> names.put(target, text(value, target)));
    return names;
  }

  private List<Question> questions(Node node) {
    if (!(node instanceof SequenceNode list)
        || list.getValue().isEmpty()
        || list.getValue().size() > MOST_QUESTIONS) {
      throw wrong(node, "expected a list of 1 to " + MOST_QUESTIONS + " questions");
    }
    Set<String> ids = new HashSet<>();
    List<Question> questions = new ArrayList<>();
    for (Node one : list.getValue()) {
      Map<String, Node> parts = entries(one, Set.of("id", "text", "answers", "scale"));
      Node id = required(parts, "id", one);
      String name = text(id, "id");
      if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,39}")) {
        throw wrong(id, "id '" + name + "' must be up to 40 letters, digits, - and _");
      }
      if (!ids.add(name)) {
        throw wrong(id, "id '" + name + "' is that of another question, too; rename one");
      }
      questions.add(
          new Question(name, text(required(parts, "text", one), "text"), choices(parts, one)));
    }
    return questions;
  }

  private List<Question.Choice> choices(Map<String, Node> question, Node where) {
    Node answers = question.get("answers");
    Node scale = question.get("scale");
    if ((answers == null) == (scale == null)) {
      throw wrong(where, "a question needs either 'answers' or 'scale'");
    }
    return answers == null ? scale(scale) : answers(answers);
  }

  private List<Question.Choice> answers(Node node) {
    if (!(node instanceof SequenceNode list)
        || list.getValue().size() < 2
        || list.getValue().size() > 9) {
      throw wrong(node, "'answers' must be a list of 2 to 9 answers, the worst first");
    }
    List<Question.Choice> choices = new ArrayList<>();
    for (Node answer : list.getValue()) {
      choices.add(new Question.Choice(choices.size() + 1, text(answer, "answers")));
    }
    return choices;
  }

  private List<Question.Choice> scale(Node node) {
    Map<String, Node> parts = entries(node, Set.of("from", "to", "low", "high"));
    int from = digit(required(parts, "from", node), "from");
    int to = digit(required(parts, "to", node), "to");
    if (from >= to) {
      throw wrong(node, "'from' must be less than 'to', the best");
    }
    String low = text(required(parts, "low", node), "low");
    String high = text(required(parts, "high", node), "high");
    List<Question.Choice> choices = new ArrayList<>();
    for (int value = from; value <= to; value++) {
      choices.add(new Question.Choice(value, value == from ? low : value == to ? high : null));
    }
    return choices;
  }

  private int digit(Node node, String key) {
    String text = text(node, key);
    if (!text.matches("[0-9]")) {
      throw wrong(node, "'" + key + "' is '" + text + "'; it must be a digit: a key gives it");
    }
    return Integer.parseInt(text);
  }

  /** Values of a mapping by key; any keys are known where {@code known} is null. */
  private Map<String, Node> entries(Node node, Set<String> known) {
    if (!(node instanceof MappingNode mapping)) {
      throw wrong(
          node, "expected lines 'key: value'" + (known == null ? "" : " with " + sorted(known)));
    }
    Map<String, Node> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = text(tuple.getKeyNode(), "key");
      if (known != null && !known.contains(key)) {
        throw wrong(tuple.getKeyNode(), Suggestion.unknown("key", key, sorted(known)).getMessage());
      }
      if (entries.put(key, tuple.getValueNode()) != null) {
        throw wrong(tuple.getKeyNode(), "key '" + key + "' is there twice; remove one");
      }
    }
    return entries;
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  private Node required(Map<String, Node> parts, String key, Node where) {
    Node node = parts.get(key);
    if (node == null) {
      throw wrong(where, "'" + key + "' is missing");
    }
    return node;
  }

  private String text(Node node, String key) {
    String text = node instanceof ScalarNode scalar ? scalar.getValue().strip() : "";
    if (text.isEmpty() || text.length() > MOST_LETTERS) {
      throw wrong(node, "'" + key + "' must be a text of 1 to " + MOST_LETTERS + " letters");
    }
    return text;
  }

  private UserException wrong(Node node, String what) {
    String line = node.getStartMark().map(mark -> ", line " + (mark.getLine() + 1)).orElse("");
    return new UserException(
        name
            + line
            + ": "
            + what
            + (what.endsWith(".") ? "" : ".")
            + " See docs/review.md for an example.");
  }
}
