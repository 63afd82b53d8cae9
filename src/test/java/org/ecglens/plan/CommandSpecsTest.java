package org.ecglens.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ecglens.attribution.Preset;
import org.ecglens.check.CheckPlan;
import org.ecglens.ecg.Ecg;
import org.ecglens.error.UserException;
import org.ecglens.io.Assumptions;
import org.ecglens.net.convolution.ConvolutionChoice;
import org.ecglens.net.training.Loss;
import org.ecglens.net.training.Split;
import org.ecglens.perturbation.DependentLeads;
import org.ecglens.perturbation.FeatureShape;
import org.ecglens.perturbation.Mode;
import org.ecglens.verdict.Thresholds;
import org.junit.jupiter.api.Test;

class CommandSpecsTest {
  @Test
  void evaluateHasTheDocumentedDefaults() {
    NetworksSpec networks = NetworksSpec.of("qt.onnx");
    EvaluationSpec spec = EvaluationSpec.builder().networks(networks).build();

    assertThat(networks)
        .isEqualTo(new NetworksSpec(List.of("qt.onnx"), List.of(), Map.of(), List.of(), null));
    assertThat(spec)
        .isEqualTo(
            new EvaluationSpec(
                networks,
                new RecordsSpec(null, RecordPart.ALL, null, List.of(), 50),
                new MethodsSpec(List.of("paper"), List.of(), Preset.PAPER, Map.of()),
                null,
                new ControlsSpec(List.of("all")),
                new PerturbationSpec(
                    Mode.CORRECTED,
                    List.of(
                        new PanelOperator("noisy-linear-interpolation", "50ms"),
                        new PanelOperator("lead-mean", "50ms"),
                        new PanelOperator("add-noise", "point")),
                    Map.of(),
                    50,
                    2,
                    "1",
                    FeatureShape.Leads.ONE,
                    DependentLeads.FOLLOW,
                    ScaleRule.AUTO),
                new ChecksSpec(CheckPlan.CHEAP, 50, 5),
                new VerdictSpec(
                    "aopc",
                    new Thresholds(0.95, 0.05, 0.1, 12, 8, 0.5, 0.05, 0.05),
                    Map.of(
                        "fewest", 5.0,
                        "kept-floor", 0.2,
                        "kept-ceiling", 0.5,
                        "same-map", 0.95,
                        "noise-ceiling", 0.75,
                        "noise-floor", 0.5)),
                null,
                false,
                false,
                Duplicates.DROP,
                List.of(),
                0,
                new EngineSpec(Processor.CPU, 32, ConvolutionChoice.AUTO),
                new ShardsSpec(null, 1)));
    assertThat(AttributionSpec.builder().networks(networks).build())
        .isEqualTo(
            new AttributionSpec(
                networks, spec.records(), spec.methods(), 0, spec.engine(), spec.shards()));
    assertThat(PredictionSpec.builder().networks(networks).build())
        .isEqualTo(new PredictionSpec(networks, spec.records(), spec.engine(), spec.shards()));
  }

  @Test
  void otherCommandsHaveTheDocumentedDefaults() {
    ShardsSpec shards = ShardsSpec.builder().build();

    assertThat(IngestSpec.builder().inputs(List.of("files")).build())
        .isEqualTo(
            new IngestSpec(
                List.of("files"),
                "auto",
                "**",
                Assumptions.NONE,
                Map.of(),
                50,
                List.of(),
                new BeatsSpec(BeatsSpec.Form.AS_RECORDED, 500, 600, true, 0, 0, 0),
                null,
                shards));
    assertThat(SynthSpec.builder().records(9).build())
        .isEqualTo(new SynthSpec(9, 0, Ecg.Kind.MEDIAN, List.of(), null, shards));
    assertThat(TrainingSpec.builder().targets(List.of("QT")).build())
        .isEqualTo(
            new TrainingSpec(
                null,
                List.of("QT"),
                List.of(),
                List.of(1L),
                false,
                List.of(),
                TrainingSpec.Normalisation.FOLDED,
                new ArchitectureSpec(ArchitectureSpec.stem(List.of("64x8", "32x3")), 2, 8, 64, 50),
                new RecipeSpec(Loss.MSE, 100, 32, 0.008, 0.5, 10, false, 0, 0, false),
                new Split(123, 0.6, 0.2),
                Processor.CPU,
                shards));
  }

  @Test
  void copiesAreEqual() {
    EvaluationSpec evaluation = (EvaluationSpec) Samples.of(Samples.OTHER, "evaluate");
    TrainingSpec training = (TrainingSpec) Samples.of(Samples.OTHER, "train");
    IngestSpec ingest = (IngestSpec) Samples.of(Samples.OTHER, "ingest");
    SynthSpec synth = (SynthSpec) Samples.of(Samples.OTHER, "synth");
    AttributionSpec attribution = (AttributionSpec) Samples.of(Samples.OTHER, "attribute");
    PredictionSpec prediction = (PredictionSpec) Samples.of(Samples.OTHER, "predict");

    assertThat(
            evaluation
                .with()
                .networks(evaluation.networks().with().build())
                .records(evaluation.records().with().build())
                .methods(evaluation.methods().with().build())
                .perturbation(evaluation.perturbation().with().build())
                .checks(evaluation.checks().with().build())
                .engine(evaluation.engine().with().build())
                .shards(evaluation.shards().with().build())
                .build())
        .isEqualTo(evaluation);
    assertThat(
            training
                .with()
                .architecture(training.architecture().with().build())
                .recipe(training.recipe().with().build())
                .build())
        .isEqualTo(training);
    assertThat(ingest.with().beats(ingest.beats().with().build()).build()).isEqualTo(ingest);
    assertThat(synth.with().build()).isEqualTo(synth);
    assertThat(attribution.with().build()).isEqualTo(attribution);
    assertThat(prediction.with().build()).isEqualTo(prediction);
  }

  @Test
  void networksAreToBeNamed() {
    refused(() -> EvaluationSpec.builder().build()).hasMessageContaining("--model");
    refused(() -> AttributionSpec.builder().build()).hasMessageContaining("--model");
    refused(() -> PredictionSpec.builder().build()).hasMessageContaining("--model");
  }

  @Test
  void sourcesAreChecked() {
    IngestSpec.Builder builder = IngestSpec.builder().inputs(List.of("files"));

    refused(() -> IngestSpec.builder().build()).hasMessageContaining("--input");
    refused(() -> builder.build().with().format("wfbd").build())
        .hasMessageStartingWith("Unknown --format 'wfbd'. Did you mean 'wfdb'?");
    refused(() -> builder.build().with().include("[").build())
        .hasMessageStartingWith("--include [ is no pattern");
    refused(
            () ->
                builder
                    .build()
                    .with()
                    .assumptions(new Assumptions(-1.0, null, null, null, false))
                    .build())
        .hasMessage("--assume-rate is -1.0; it must be a positive number of Hz.");
    for (String unit : List.of("", "foo", "adu", "kV", "0mV", "1")) {
      refused(
              () ->
                  builder
                      .build()
                      .with()
                      .assumptions(new Assumptions(null, unit, null, null, false))
                      .build())
          .hasMessage(
              "--assume-unit '"
                  + unit
                  + "' is no unit of voltage; known are uV, mV, V or nV, alone or with a factor"
                  + " (0.1mV, 4.88uV).");
    }
    IngestSpec spec = builder.columns(Map.of("signal", "ecg")).build();
    assertThat(spec.columns()).isEmpty();
    assertThat(spec.isNamed()).isFalse();
    assertThat(builder.format("parquet").build().columns()).containsKey("signal");
    assertThat(builder.build().isParquet()).isTrue();
    assertThat(spec.with().include("a/*").build().included().matches(Path.of("a/b"))).isTrue();
  }

  @Test
  void generatorsMakeRhythms() {
    SynthSpec synthetic = SynthSpec.builder().records(1).build();

    assertThat(synthetic.with().generator("g.onnx").build().kind()).isEqualTo(Ecg.Kind.RHYTHM);
    assertThat(synthetic.with().kind(Ecg.Kind.RHYTHM).build().kind()).isEqualTo(Ecg.Kind.RHYTHM);
    refused(() -> synthetic.with().kind(Ecg.Kind.MEDIAN).generator("g.onnx").build())
        .hasMessageContaining("--kind median")
        .hasMessageContaining("ingest --beats median");
    refused(() -> SynthSpec.builder().build()).hasMessage("--records is 0; it must be at least 1.");
    refused(() -> Choice.of("--kind", "rythm", SynthSpec.KINDS))
        .hasMessage("Unknown --kind 'rythm'. Did you mean 'rhythm'? Known: median, rhythm.");
  }

  @Test
  void networksAreTrainedBySeedAndTarget() {
    TrainingSpec spec =
        TrainingSpec.builder()
            .targets(List.of("QT", "a/b", "QT"))
            .seeds(List.of(2L, 1L, 2L))
            .build();

    assertThat(spec.networks())
        .extracting(TrainingSpec.Network::name)
        .containsExactly("QT-2", "a_b-2", "QT-1", "a_b-1");
    assertThat(spec.with().multiOutput(true).build().networks())
        .containsExactly(
            new TrainingSpec.Network("multi-2", List.of("QT", "a/b"), 2),
            new TrainingSpec.Network("multi-1", List.of("QT", "a/b"), 1));
    refused(() -> spec.with().targets(List.of("a/b", "A_b")).build())
        .hasMessageContaining("--targets: networks for 'a/b' and 'A_b'");
    refused(() -> spec.with().targets(List.of()).build()).hasMessageContaining("--targets");
    refused(() -> spec.with().seeds(List.of()).build()).hasMessageContaining("--seeds");
    refused(() -> spec.with().adapt(List.of("padd")).build())
        .hasMessageContaining("Unknown step of --adapt 'padd'. Did you mean 'pad'?");
  }

  private static AbstractThrowableAssert<?, ?> refused(ThrowingCallable call) {
    return assertThatThrownBy(call).isInstanceOf(UserException.class);
  }
}
