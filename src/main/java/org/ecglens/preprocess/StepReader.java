package org.ecglens.preprocess;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;

/** Reads a step: its word, and every field that it may have and no other. */
final class StepReader {
  private static final Map<String, Kind> STEPS = new LinkedHashMap<>();

  /** A step that can be read; its fields are the components of its class. */
  private record Kind(
      Class<? extends PreprocessingStep> type, Function<StepFields, PreprocessingStep> reader) {

    List<String> keys() {
      return Stream.concat(
              Stream.of("step"),
              Arrays.stream(type.getRecordComponents())
                  .map(component -> component.getName().replaceAll("([A-Z])", "_$1"))
                  .map(name -> name.toLowerCase(Locale.ROOT)))
          .toList();
    }
  }

  static {
    STEPS.put(HighPass.NAME, new Kind(HighPass.class, HighPass::read));
    STEPS.put(LowPass.NAME, new Kind(LowPass.class, LowPass::read));
    STEPS.put(BandPass.NAME, new Kind(BandPass.class, BandPass::read));
    STEPS.put(BandStop.NAME, new Kind(BandStop.class, BandStop::read));
    STEPS.put(Notch.NAME, new Kind(Notch.class, Notch::read));
    STEPS.put(MedianBaseline.NAME, new Kind(MedianBaseline.class, MedianBaseline::read));
    STEPS.put(SplineBaseline.NAME, new Kind(SplineBaseline.class, SplineBaseline::read));
    STEPS.put(Resample.NAME, new Kind(Resample.class, Resample::read));
    STEPS.put(ZScore.NAME, new Kind(ZScore.class, ZScore::read));
    STEPS.put(MinMax.NAME, new Kind(MinMax.class, MinMax::read));
    STEPS.put(Clip.NAME, new Kind(Clip.class, Clip::read));
    STEPS.put(Scale.NAME, new Kind(Scale.class, Scale::read));
    STEPS.put(Crop.NAME, new Kind(Crop.class, Crop::read));
    STEPS.put(Pad.NAME, new Kind(Pad.class, Pad::read));
    STEPS.put(Repeat.NAME, new Kind(Repeat.class, Repeat::read));
    STEPS.put(Window.NAME, new Kind(Window.class, Window::read));
  }

  private StepReader() {}

  /**
   * Reads one.
   *
   * @throws UserException if the word or a field is unknown, missing or out of its range
   */
  static PreprocessingStep read(JsonNode node) {
    JsonNode word = node.path("step");
    if (!node.isObject() || !word.isTextual()) {
      throw new UserException("must be an object with a \"step\", is " + node);
    }
    Kind kind = STEPS.get(word.textValue());
    if (kind == null) {
      throw Suggestion.unknown("step", word.textValue(), List.copyOf(STEPS.keySet()));
    }
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!kind.keys().contains(key)) {
                throw Suggestion.unknown("key", key, kind.keys());
              }
            });
    return kind.reader().apply(new StepFields(node));
  }
}
