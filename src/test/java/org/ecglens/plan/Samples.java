package org.ecglens.plan;

import java.util.List;
import java.util.Map;
import org.ecglens.attribution.Preset;
import org.ecglens.ecg.Ecg;
import org.ecglens.io.Assumptions;
import org.ecglens.net.convolution.ConvolutionChoice;
import org.ecglens.net.training.Architecture;
import org.ecglens.net.training.Loss;
import org.ecglens.net.training.Split;
import org.ecglens.perturbation.FeatureShape;
import org.ecglens.perturbation.Mode;
import org.ecglens.verdict.Deviation;
import org.ecglens.verdict.Thresholds;

/** A spec of each type with its defaults, and one in which every component is another. */
public final class Samples {
  private static final NetworksSpec NETWORKS = NetworksSpec.of("qt.onnx");

  public static final List<Spec> USUAL =
      List.of(
          EvaluationSpec.builder().networks(NETWORKS).build(),
          AttributionSpec.builder().networks(NETWORKS).build(),
          PredictionSpec.builder().networks(NETWORKS).build(),
          IngestSpec.builder().inputs(List.of("files")).build(),
          SynthSpec.builder().records(1).build(),
          TrainingSpec.builder().targets(List.of("QT")).build());

  private static final NetworksSpec OTHER_NETWORKS =
      NetworksSpec.builder()
          .paths(List.of("a.onnx", "b/*.onnx"))
          .outputs(List.of("QT", "1"))
          .labels(Map.of("1", "PR", "0", "QT"))
          .explain(List.of("probability"))
          .adapt(List.of("unit", "crop"))
          .build();
  private static final RecordsSpec OTHER_RECORDS =
      RecordsSpec.builder()
          .path("records")
          .part(RecordPart.TEST)
          .sample(7)
          .classes(List.of("AF=dx:164889003+scp:AFIB>=50"))
          .largestAmplitude(5)
          .build();
  private static final MethodsSpec OTHER_METHODS =
      MethodsSpec.builder()
          .names(List.of("saliency", "integrated-gradients"))
          .preset(Preset.CAPTUM)
          .settings(Map.of("integrated-gradients.steps", "7"))
          .build();
  private static final EngineSpec OTHER_ENGINE =
      EngineSpec.builder()
          .device(Processor.GPU)
          .microBatch(8)
          .convolution(ConvolutionChoice.DIRECT)
          .build();
  private static final ShardsSpec OTHER_SHARDS =
      ShardsSpec.builder().shardSize(3).maxQuarantined(0.25).build();

  public static final List<Spec> OTHER =
      List.of(
          EvaluationSpec.builder()
              .networks(OTHER_NETWORKS)
              .records(OTHER_RECORDS)
              .methods(OTHER_METHODS)
              .attributions("maps.parquet")
              .perturbation(
                  PerturbationSpec.builder()
                      .mode(Mode.PAPER)
                      .operator("window-mean")
                      .operatorSettings(Map.of("width", "9"))
                      .iterations(3)
                      .repeats(1)
                      .pointsPerStep("0.7%")
                      .window("50")
                      .windowLeads(FeatureShape.Leads.ALL)
                      .scale(ScaleRule.ONE)
                      .build())
              .checks(
                  ChecksSpec.builder()
                      .names(List.of("infidelity", "agreement"))
                      .records(9)
                      .randomisations(3)
                      .build())
              .verdict(
                  new VerdictSpec(
                      "auc-5",
                      new Thresholds(0.9, 0.01, 0.2, 20, 10, 0.4, 0.1, 0.2),
                      Map.of("same-map", 0.9, "fewest", 9.0)))
              .protocol(
                  new Protocol(
                      "protocol.yaml",
                      "0123456789abcdef".repeat(4),
                      List.of(new Deviation("--margin", "0.1", "0.2"))))
              .heatmaps(true)
              .recordCurves(true)
              .duplicates(Duplicates.KEEP)
              .by(List.of(GroupBy.of("sex"), GroupBy.of("age:40:60.5")))
              .seed(5)
              .engine(OTHER_ENGINE)
              .shards(OTHER_SHARDS)
              .build(),
          AttributionSpec.builder()
              .networks(OTHER_NETWORKS)
              .records(OTHER_RECORDS)
              .methods(OTHER_METHODS)
              .seed(Long.MIN_VALUE)
              .engine(OTHER_ENGINE)
              .shards(OTHER_SHARDS)
              .build(),
          PredictionSpec.builder()
              .networks(OTHER_NETWORKS)
              .records(OTHER_RECORDS)
              .engine(OTHER_ENGINE)
              .shards(OTHER_SHARDS)
              .build(),
          IngestSpec.builder()
              .inputs(List.of("a", "b"))
              .format("parquet")
              .include("records500/**")
              .assumptions(
                  new Assumptions(
                      250.0,
                      "mV",
                      List.of("I", "II"),
                      "ecg/rhythm",
                      true,
                      List.of("record", "sample", "lead"),
                      Assumptions.Padding.KEEP,
                      Assumptions.RowIds.NUMBER,
                      Assumptions.Features.UNI_G))
              .columns(Map.of("signal", "ecg", "record_id", "id"))
              .largestAmplitude(0)
              .strict(List.of("checksum"))
              .beats(
                  BeatsSpec.builder()
                      .form(BeatsSpec.Form.MEDIAN)
                      .sampleRateHz(250)
                      .samples(300)
                      .measure(false)
                      .stripSeconds(10)
                      .strips(3)
                      .fillGapsMs(20)
                      .build())
              .salt("secret")
              .shards(OTHER_SHARDS)
              .build(),
          SynthSpec.builder()
              .records(5_000_000_000L)
              .seed(4)
              .kind(Ecg.Kind.RHYTHM)
              .classes(List.of("AF=0.5", "LQT"))
              .generator("pulse2pulse.onnx")
              .shards(OTHER_SHARDS)
              .build(),
          TrainingSpec.builder()
              .records("records")
              .targets(List.of("PR", "QRS"))
              .classes(List.of("SR=scp:SR"))
              .seeds(List.of(3L, 1L << 40))
              .multiOutput(true)
              .adapt(List.of("pad"))
              .normalisation(TrainingSpec.Normalisation.KEPT)
              .architecture(
                  ArchitectureSpec.builder()
                      .stem(List.of(new Architecture.Stem(32, 8), new Architecture.Stem(16, 3)))
                      .pooling(3)
                      .blocks(2)
                      .innerWidth(16)
                      .kernel(25)
                      .build())
              .recipe(
                  RecipeSpec.builder()
                      .loss(Loss.BCE)
                      .epochs(20)
                      .batch(16)
                      .rate(0.001)
                      .rateFactor(0.1)
                      .ratePatience(3)
                      .standardise(true)
                      .clipNorm(1.5)
                      .stopPatience(4)
                      .bestEpoch(true)
                      .build())
              .split(new Split(7, 0.5, 0.3))
              .device(Processor.GPU)
              .shards(OTHER_SHARDS)
              .build());

  private Samples() {}

  /** The spec of a command among some. */
  public static Spec of(List<Spec> specs, String command) {
    return specs.stream().filter(spec -> spec.command().equals(command)).findFirst().orElseThrow();
  }
}
