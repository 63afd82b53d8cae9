package org.ecglens.model;

import java.util.List;
import org.ecglens.ecg.Adaptation;
import org.ecglens.preprocess.PreprocessingStep;

/**
 * What a model's file cannot say of itself: {@code NAME.card.json} beside {@code NAME.onnx}.
 *
 * @param name of the model, or null for that of the file
 * @param input what the network was trained on
 * @param targets what its outputs stand for; empty for the output indexes
 * @param adapt steps that may bring a record to {@code input}, of {@link #STEPS}
 * @param preprocessing what a record goes through before the network takes it, in order
 * @param attributionsOf what is explained where there is preprocessing; null for the record
 * @param gradCamLayer convolution for Grad-CAM, or null for the last
 * @param training how it came to be, or null
 */
public record ModelCard(
    String name,
    Input input,
    List<Target> targets,
    List<String> adapt,
    List<PreprocessingStep> preprocessing,
    AttributionsOf attributionsOf,
    String gradCamLayer,
    ModelTraining training) {
  /** The steps that a card can allow. */
  public static final List<String> STEPS = Adaptation.Step.codes();

  /** A card that says nothing. */
  public static final ModelCard NONE =
      new ModelCard(
          null,
          new Input(null, null, null, null, null, null),
          List.of(),
          List.of(),
          List.of(),
          null,
          null,
          null);

  /** Copies the lists. */
  public ModelCard {
    targets = List.copyOf(targets);
    adapt = List.copyOf(adapt);
    preprocessing = List.copyOf(preprocessing);
  }

  /** The content of a card file; reading it gives an equal card. */
  public String json() {
    return ModelCardJson.write(this);
  }

  /** The steps of the preprocessing in words, with all their values. */
  public List<String> preprocessingTexts() {
    return preprocessing.stream().map(ModelCardJson::text).toList();
  }

  /**
   * What a network was trained on, before preprocessing; null where the card does not say.
   *
   * @param leads names in order
   * @param sampleRateHz samples a second
   * @param samples in each lead
   * @param unit of the signal
   * @param kind {@code rhythm} or {@code median}
   * @param layout of {@link org.ecglens.graph.InputLayout}
   */
  public record Input(
      List<String> leads,
      Double sampleRateHz,
      Integer samples,
      String unit,
      String kind,
      String layout) {}
}
