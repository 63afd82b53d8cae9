package org.ecglens.preprocess;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;

/** Reads a step: its word, and every field that it may have and no other. */
final class StepReader {
  private static final Map<String, Function<StepFields, PreprocessingStep>> STEPS =
      new LinkedHashMap<>();

  static {
    STEPS.put(HighPass.NAME, HighPass::read);
    STEPS.put(LowPass.NAME, LowPass::read);
    STEPS.put(BandPass.NAME, BandPass::read);
    STEPS.put(BandStop.NAME, BandStop::read);
    STEPS.put(Notch.NAME, Notch::read);
    STEPS.put(MedianBaseline.NAME, MedianBaseline::read);
    STEPS.put(SplineBaseline.NAME, SplineBaseline::read);
    STEPS.put(Resample.NAME, Resample::read);
    STEPS.put(ZScore.NAME, ZScore::read);
    STEPS.put(MinMax.NAME, MinMax::read);
    STEPS.put(Clip.NAME, Clip::read);
    STEPS.put(Scale.NAME, Scale::read);
    STEPS.put(Crop.NAME, Crop::read);
    STEPS.put(Pad.NAME, Pad::read);
    STEPS.put(Repeat.NAME, Repeat::read);
    STEPS.put(Window.NAME, Window::read);
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
    Function<StepFields, PreprocessingStep> step = STEPS.get(word.textValue());
    if (step == null) {
      throw Suggestion.unknown("step", word.textValue(), List.copyOf(STEPS.keySet()));
    }
    StepFields fields = new StepFields(node);
    PreprocessingStep read;
    try {
      read = step.apply(fields);
    } catch (UserException e) {
      // A field that is missing is often one that is misspelt.
      fields.end();
      throw e;
    }
    fields.end();
    return read;
  }
}
