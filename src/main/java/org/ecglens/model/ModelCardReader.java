package org.ecglens.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ecglens.ecg.WaveWindow;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;
import org.ecglens.graph.InputLayout;
import org.ecglens.graph.Readout;
import org.ecglens.preprocess.Preprocessing;
import org.ecglens.preprocess.PreprocessingStep;

/** Reads a card; every key must be known and every value of its type. */
final class ModelCardReader {
  private static final List<String> KEYS =
      List.of(
          "name",
          "input",
          "targets",
          "adapt",
          "preprocessing",
          "attributions_of",
          "grad_cam_layer",
          "training");
  private static final List<String> INPUT_KEYS =
      List.of("leads", "sample_rate_hz", "samples", "unit", "kind", "layout");
  private static final List<String> TARGET_KEYS =
      List.of(
          "output",
          "name",
          "unit",
          "label",
          "kind",
          "explain",
          "over_time",
          "minus",
          "region",
          "threshold");
  private static final List<String> EXPLAINED =
      List.of(TargetKind.LOGIT.code(), TargetKind.PROBABILITY.code());
  private static final List<String> WINDOW_KEYS = List.of("from", "to", "leads");
  private static final List<String> OVER_TIME = List.of("mean", "maximum");

  private final Path path;

  private ModelCardReader(Path path) {
    this.path = path;
  }

  static ModelCard read(Path path) {
    try {
      return new ModelCardReader(path).card(new ObjectMapper().readTree(Files.readString(path)));
    } catch (JsonProcessingException e) {
      throw new UserException(path + " is not valid JSON: " + e.getOriginalMessage() + ".", e);
    } catch (IOException e) {
      throw new UserException(path + " cannot be read: " + e, e);
    }
  }

  private ModelCard card(JsonNode node) {
    check(node, "the card", KEYS);
    List<Target> targets = new ArrayList<>();
    for (JsonNode target : array(node, "targets")) {
      targets.add(target(target));
    }
    Set<String> names = new HashSet<>();
    for (Target target : targets) {
      if (!names.add(target.name())) {
        throw wrong("targets", "the name '" + target.name() + "' is used twice");
      }
    }
    List<String> adapt = strings(node, "adapt");
    for (String step : adapt == null ? List.<String>of() : adapt) {
      if (!ModelCard.STEPS.contains(step)) {
        throw new UserException(
            path + ": adapt: " + Suggestion.unknown("step", step, ModelCard.STEPS).getMessage());
      }
    }
    return new ModelCard(
        text(node, "name"),
        input(node.path("input")),
        targets,
        adapt == null ? List.of() : adapt,
        preprocessing(node),
        attributionsOf(node),
        text(node, "grad_cam_layer"),
        training(node.path("training")));
  }

  private List<PreprocessingStep> preprocessing(JsonNode node) {
    array(node, "preprocessing");
    try {
      return Preprocessing.read(node.path("preprocessing"));
    } catch (UserException e) {
      throw new UserException(path + ": " + e.getMessage(), e);
    }
  }

  private AttributionsOf attributionsOf(JsonNode node) {
    String word = text(node, "attributions_of");
    if (word != null && !AttributionsOf.CODES.contains(word)) {
      throw wrong(
          "attributions_of",
          "must be one of " + String.join(", ", AttributionsOf.CODES) + ", is '" + word + "'");
    }
    return word == null ? null : AttributionsOf.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private ModelTraining training(JsonNode node) {
    if (node.isMissingNode()) {
      return null;
    }
    try {
      return ModelCardJson.MAPPER.treeToValue(node, ModelTraining.class);
    } catch (JsonProcessingException e) {
      throw new UserException(path + ": training: " + e.getOriginalMessage(), e);
    }
  }

  private ModelCard.Input input(JsonNode node) {
    if (node.isMissingNode()) {
      return ModelCard.NONE.input();
    }
    check(node, "input", INPUT_KEYS);
    Double rate = number(node, "sample_rate_hz");
    if (rate != null && !(rate > 0)) {
      throw wrong("input.sample_rate_hz", "must be positive, is " + rate);
    }
    Integer samples = integer(node, "samples");
    if (samples != null && samples < 1) {
      throw wrong("input.samples", "must be at least 1, is " + samples);
    }
    String kind = text(node, "kind");
    if (kind != null && !List.of("rhythm", "median").contains(kind)) {
      throw wrong("input.kind", "must be rhythm or median, is '" + kind + "'");
    }
    String layout = text(node, "layout");
    List<String> layouts = java.util.Arrays.stream(InputLayout.values()).map(Enum::name).toList();
    if (layout != null && !layouts.contains(layout)) {
      throw new UserException(
          path + ": input.layout: " + Suggestion.unknown("layout", layout, layouts).getMessage());
    }
    List<String> leads = strings(node, "leads");
    if (leads != null && (leads.isEmpty() || new HashSet<>(leads).size() != leads.size())) {
      throw wrong("input.leads", "must be different names, at least one; is " + leads);
    }
    return new ModelCard.Input(leads, rate, samples, text(node, "unit"), kind, layout);
  }

  private Target target(JsonNode node) {
    check(node, "targets[]", TARGET_KEYS);
    Integer output = integer(node, "output");
    if (output == null || output < 0) {
      throw wrong("targets[].output", "must be the index of an output, is " + output);
    }
    String name = text(node, "name");
    if (name == null) {
      name = output.toString();
    }
    String label = text(node, "label");
    String kind = word(node, "kind", TargetKind.CODES);
    String explain = word(node, "explain", EXPLAINED);
    String overTime = word(node, "over_time", OVER_TIME);
    Integer minus = integer(node, "minus");
    if (minus != null && (minus < 0 || minus.equals(output))) {
      throw wrong("targets[].minus", "must be the index of another output, is " + minus);
    }
    Double threshold = number(node, "threshold");
    if (threshold != null && !(threshold > 0 && threshold < 1)) {
      throw wrong("targets[].threshold", "must be a probability between 0 and 1, is " + threshold);
    }
    return new Target(
        output,
        name,
        text(node, "unit"),
        label == null ? name : label,
        kind == null ? null : TargetKind.of(kind).orElseThrow(),
        explain == null ? null : TargetKind.of(explain).orElseThrow(),
        overTime == null ? null : Readout.OverTime.valueOf(overTime.toUpperCase(Locale.ROOT)),
        minus,
        region(node),
        threshold);
  }

  /** What of a beat a target is about, or null. */
  private List<WaveWindow> region(JsonNode node) {
    if (node.path("region").isMissingNode()) {
      return null;
    }
    List<WaveWindow> windows = new ArrayList<>();
    for (JsonNode window : array(node, "region")) {
      check(window, "targets[].region[]", WINDOW_KEYS);
      windows.add(
          new WaveWindow(place(window, "from"), place(window, "to"), strings(window, "leads")));
    }
    if (windows.isEmpty()) {
      throw wrong("targets[].region", "must have at least one window");
    }
    return windows;
  }

  private String place(JsonNode window, String key) {
    String place = text(window, key);
    if (place == null || !WaveWindow.isPlace(place)) {
      throw wrong(
          "targets[].region[]." + key,
          "must be a limit or peak of a wave, with a distance in ms if need be, as qrs_onset or"
              + " qrs_offset+80; is "
              + place);
    }
    return place;
  }

  /** One of some words, or null. */
  private String word(JsonNode node, String key, List<String> words) {
    String word = text(node, key);
    if (word != null && !words.contains(word)) {
      throw wrong(
          "targets[]." + key, "must be one of " + String.join(", ", words) + ", is '" + word + "'");
    }
    return word;
  }

  private void check(JsonNode node, String what, List<String> known) {
    if (!node.isObject()) {
      throw wrong(what, "must be an object in braces");
    }
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                throw new UserException(
                    path + ": " + what + ": " + Suggestion.unknown("key", key, known).getMessage());
              }
            });
  }

  private Iterable<JsonNode> array(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (!value.isMissingNode() && !value.isArray()) {
      throw wrong(key, "must be a list in brackets");
    }
    return value;
  }

  private List<String> strings(JsonNode node, String key) {
    if (node.path(key).isMissingNode()) {
      return null;
    }
    List<String> values = new ArrayList<>();
    for (JsonNode value : array(node, key)) {
      if (!value.isTextual()) {
        throw wrong(key, "must be a list of texts, has " + value);
      }
      values.add(value.textValue());
    }
    return List.copyOf(values);
  }

  private String text(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw wrong(key, "must be a text, is " + value);
    }
    return value.textValue();
  }

  private Double number(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (!value.isMissingNode() && !value.isNumber()) {
      throw wrong(key, "must be a number, is " + value);
    }
    return value.isMissingNode() ? null : (Double) value.doubleValue();
  }

  private Integer integer(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (!value.isMissingNode() && !value.canConvertToInt()) {
      throw wrong(key, "must be a whole number, is " + value);
    }
    return value.isMissingNode() ? null : (Integer) value.intValue();
  }

  private UserException wrong(String key, String problem) {
    return new UserException(path + ": " + key + ": " + problem + ".");
  }
}
