package org.ecglens.preprocess;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;
import org.ecglens.graph.Prelude;

/** A step of preprocessing; immutable, and one that reads the same is the same. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
@JsonSubTypes({
  @JsonSubTypes.Type(value = HighPass.class, name = HighPass.NAME),
  @JsonSubTypes.Type(value = LowPass.class, name = LowPass.NAME),
  @JsonSubTypes.Type(value = BandPass.class, name = BandPass.NAME),
  @JsonSubTypes.Type(value = BandStop.class, name = BandStop.NAME),
  @JsonSubTypes.Type(value = Notch.class, name = Notch.NAME),
  @JsonSubTypes.Type(value = MedianBaseline.class, name = MedianBaseline.NAME),
  @JsonSubTypes.Type(value = SplineBaseline.class, name = SplineBaseline.NAME),
  @JsonSubTypes.Type(value = Resample.class, name = Resample.NAME),
  @JsonSubTypes.Type(value = ZScore.class, name = ZScore.NAME),
  @JsonSubTypes.Type(value = MinMax.class, name = MinMax.NAME),
  @JsonSubTypes.Type(value = Clip.class, name = Clip.NAME),
  @JsonSubTypes.Type(value = Scale.class, name = Scale.NAME),
  @JsonSubTypes.Type(value = Crop.class, name = Crop.NAME),
  @JsonSubTypes.Type(value = Pad.class, name = Pad.NAME),
  @JsonSubTypes.Type(value = Repeat.class, name = Repeat.NAME),
  @JsonSubTypes.Type(value = Window.class, name = Window.NAME)
})
public sealed interface PreprocessingStep extends Serializable
    permits FrequencyFilter,
        MedianBaseline,
        SplineBaseline,
        Resample,
        ZScore,
        MinMax,
        Clip,
        Scale,
        Crop,
        Pad,
        Repeat,
        Window {

  /** The word in cards. */
  String step();

  /**
   * What comes out.
   *
   * @throws org.ecglens.error.UserException if the step cannot be done with a signal like this
   */
  SignalForm after(SignalForm before);

  /**
   * Which samples of the record the signal shows.
   *
   * @param before {@code [window][sample]} before the step, in fractions of samples; NaN for none
   * @param form of the signal before the step
   * @return the same after it; the argument itself where the step moves nothing
   */
  default double[][] times(double[][] before, SignalForm form) {
    return before;
  }

  /**
   * Adds the step to those before it.
   *
   * @param before what goes in, for which {@link #after} has an answer
   */
  void addTo(Prelude prelude, SignalForm before);
}
