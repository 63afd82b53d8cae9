package org.ecglens.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ecglens.attribution.Methods;
import org.ecglens.attribution.Preset;
import org.ecglens.check.CheckPlan;
import org.ecglens.ecg.Labels;
import org.ecglens.error.UserException;
import org.ecglens.model.ModelCard;
import org.ecglens.net.NetworkOptions;
import org.ecglens.net.training.Architecture;
import org.ecglens.net.training.Recipe;
import org.ecglens.perturbation.AddNoise;
import org.ecglens.perturbation.DependentLeads;
import org.ecglens.perturbation.FeatureShape;
import org.ecglens.perturbation.LeadMean;
import org.ecglens.perturbation.Mode;
import org.ecglens.perturbation.NoisyLinearInterpolation;
import org.ecglens.perturbation.PerturbationPlan;
import org.ecglens.perturbation.StepSize;
import org.ecglens.perturbation.WindowWidth;
import org.junit.jupiter.api.Test;

class PartSpecsTest {
  private static ModelCard cardWithLayer(String layer) {
    ModelCard none = ModelCard.NONE;
    return new ModelCard(
        none.name(), none.input(), List.of(), List.of("unit"), List.of(), null, layer, null);
  }

  @Test
  void paperModeIsAddNoiseOnPointsAndNothingElse() {
    PerturbationSpec spec = PerturbationSpec.builder().mode(Mode.PAPER).build();

    assertThat(spec.panel(3))
        .containsExactly(PerturbationPlan.of(Mode.PAPER, new AddNoise(AddNoise.DEFAULT_SCALE), 3));
    assertThat(spec.operatorSettings()).isEqualTo(Map.of("scale", "0.2"));
    assertThat(spec.iterations()).isEqualTo(200);
    assertThat(spec.repeats()).isEqualTo(1);
    assertThat(spec.dependentLeads()).isEqualTo(DependentLeads.FREE);
  }

  @Test
  void correctedModeIsAPanelOfOperatorsOfDifferentKinds() {
    PerturbationSpec spec = PerturbationSpec.builder().build();

    FeatureShape windows = new FeatureShape(new WindowWidth(0, 50), FeatureShape.Leads.ONE);
    PerturbationPlan points =
        PerturbationPlan.of(Mode.CORRECTED, new AddNoise(0.2), 3).withRepeats(2);
    assertThat(spec.panel(3))
        .containsExactly(
            PerturbationPlan.of(Mode.CORRECTED, new NoisyLinearInterpolation(0.01), 3)
                .withRepeats(2)
                .withShape(windows),
            PerturbationPlan.of(Mode.CORRECTED, new LeadMean(), 3)
                .withRepeats(2)
                .withShape(windows),
            points);
    assertThat(spec.operatorSettings())
        .isEqualTo(Map.of("add-noise.scale", "0.2", "noisy-linear-interpolation.scale", "0.01"));
    assertThat(spec.dependentLeads()).isEqualTo(DependentLeads.FOLLOW);
  }

  @Test
  void oneOperatorAloneHasTheDefaultsOfPoints() {
    PerturbationSpec spec = PerturbationSpec.builder().operator("add-noise").build();

    assertThat(spec.panel(3))
        .containsExactly(PerturbationPlan.of(Mode.CORRECTED, new AddNoise(0.2), 3));
    assertThat(spec.repeats()).isEqualTo(5);
  }

  @Test
  void operatorsAreNamedWithTheirWindows() {
    PerturbationSpec spec =
        PerturbationSpec.builder()
            .operators(List.of("lead-mean@50ms", "zero", "add-noise@point"))
            .window("7")
            .operatorSettings(Map.of("scale", "0.3"))
            .build();

    assertThat(spec.operators().toString()).isEqualTo("[lead-mean@50ms, zero@7, add-noise@point]");
    assertThat(spec.operatorSettings()).isEqualTo(Map.of("add-noise.scale", "0.3"));
    assertThat(spec.panel(0).get(1).shape()).isEqualTo(new FeatureShape(7, FeatureShape.Leads.ONE));
    assertThat(spec.with().build()).isEqualTo(spec);
    assertThat(PerturbationSpec.builder().window("25").build().operators().toString())
        .isEqualTo("[noisy-linear-interpolation@25, lead-mean@25, add-noise@point]");
  }

  @Test
  void anotherModeOrOperatorBringsItsOwnDefaults() {
    PerturbationSpec usual = PerturbationSpec.builder().build();

    assertThat(usual.with().mode(Mode.PAPER).build())
        .isEqualTo(PerturbationSpec.builder().mode(Mode.PAPER).build());
    assertThat(usual.with().iterations(7).build().with().mode(Mode.PAPER).build().iterations())
        .isEqualTo(7);
    assertThat(usual.with().operator("window-mean").build().operatorSettings())
        .isEqualTo(Map.of("width", "25"));
    assertThat(usual.with().operator("noisy-linear-interpolation").build().operatorSettings())
        .isEqualTo(Map.of("scale", "0.01"));
    assertThat(usual.with().operator("zero").build().operatorSettings()).isEmpty();
    PerturbationSpec one = PerturbationSpec.builder().operator("zero").window("9").build();
    assertThat(one.with().window("4").build().operators())
        .containsExactly(new PanelOperator("zero", "4"));
  }

  @Test
  void stepsAndWindowsReachThePlan() {
    PerturbationSpec spec =
        PerturbationSpec.builder()
            .operator("zero")
            .pointsPerStep("50.0%")
            .window("4")
            .windowLeads(FeatureShape.Leads.ALL)
            .dependentLeads(DependentLeads.FREE)
            .build();
    PerturbationPlan plan = spec.panel(0).get(0);

    assertThat(spec.pointsPerStep()).isEqualTo("50%");
    assertThat(plan.step()).isEqualTo(new StepSize(0, 0.5));
    assertThat(plan.shape()).isEqualTo(new FeatureShape(4, FeatureShape.Leads.ALL));
    assertThat(plan.dependent()).isEqualTo(DependentLeads.FREE);
    assertThat(PerturbationSpec.builder().pointsPerStep("03").build().pointsPerStep())
        .isEqualTo("3");
  }

  @Test
  void panelsThatTablesCannotTellApartAreRefused() {
    refused(() -> panel("zero", "zero@50ms")).hasMessageContaining("zero twice");
    refused(
            () ->
                PerturbationSpec.builder()
                    .mode(Mode.PAPER)
                    .operators(List.of("zero", "lead-mean"))
                    .build())
        .hasMessageContaining("paper mode has exactly one");
    refused(
            () ->
                PerturbationSpec.builder()
                    .mode(Mode.PAPER)
                    .dependentLeads(DependentLeads.FOLLOW)
                    .build())
        .hasMessageContaining("paper mode");
    refused(() -> PerturbationSpec.builder().operatorSettings(Map.of("scale", "0.1")).build())
        .hasMessageContaining(
            "noisy-linear-interpolation and add-noise have such a constant; write"
                + " noisy-linear-interpolation.scale=VALUE");
    refused(() -> PerturbationSpec.builder().operatorSettings(Map.of("scal", "0.1")).build())
        .hasMessageContaining("add-noise.scale");
    refused(() -> PerturbationSpec.builder().operatorSettings(Map.of("zero.a", "1")).build())
        .hasMessageContaining("zero.a");
    refused(() -> panel("zero@wide")).hasMessageContaining("Window 'wide'");
  }

  private static PerturbationSpec panel(String... operators) {
    return PerturbationSpec.builder().operators(List.of(operators)).build();
  }

  @Test
  void perturbationsThatDoNotFitAreRefused() {
    refused(() -> PerturbationSpec.builder().iterations(0).build())
        .hasMessageContaining("Iterations: 0");
    refused(() -> PerturbationSpec.builder().repeats(0).build()).hasMessageContaining("Repeats: 0");
    refused(() -> PerturbationSpec.builder().mode(Mode.PAPER).repeats(2).build())
        .hasMessageContaining("Repeats: 2; paper mode has exactly 1.");
    refused(() -> PerturbationSpec.builder().window("0").build())
        .hasMessageContaining("Window of 0");
    refused(() -> PerturbationSpec.builder().pointsPerStep("many").build())
        .hasMessageContaining("Step size 'many'");
    refused(() -> PerturbationSpec.builder().operator("zeroes").build())
        .hasMessageContaining("Unknown operator 'zeroes'. Did you mean 'zero'?");
    refused(
            () ->
                PerturbationSpec.builder()
                    .operator("add-noise")
                    .operatorSettings(Map.of("scale", "wide"))
                    .build())
        .hasMessageContaining("scale is 'wide'");
  }

  @Test
  void constantsThatDecideNothingAreLeftOut() {
    for (Preset preset : Preset.values()) {
      MethodsSpec plain = MethodsSpec.builder().preset(preset).build();
      Map<String, String> inForce = plain.settings(ModelCard.NONE);
      Map<String, String> written = new HashMap<>(inForce);
      written.keySet().removeIf(key -> key.endsWith(".layer"));

      assertThat(plain.names()).isEqualTo(Methods.paper());
      assertThat(plain.with().settings(written).build()).isEqualTo(plain);
    }
    MethodsSpec two =
        MethodsSpec.builder()
            .names(List.of("saliency", "saliency", "integrated-gradients"))
            .settings(Map.of("integrated-gradients.steps", "07", "smoothgrad.draws", "3"))
            .build();
    assertThat(two.names()).containsExactly("saliency", "integrated-gradients");
    assertThat(two.settings()).isEqualTo(Map.of("integrated-gradients.steps", "7"));
  }

  @Test
  void theLayerOfACardGivesWayToOneThatIsAskedFor() {
    MethodsSpec open = MethodsSpec.of("grad-cam");
    MethodsSpec last = open.with().settings(Map.of("grad-cam.layer", "last")).build();

    assertThat(open.settings(cardWithLayer("conv3"))).containsEntry("grad-cam.layer", "conv3");
    assertThat(open.settings(ModelCard.NONE)).containsEntry("grad-cam.layer", "last");
    assertThat(last.settings(cardWithLayer("conv3"))).containsEntry("grad-cam.layer", "last");
    assertThat(open.methods(cardWithLayer("conv3"))).hasSize(1);
  }

  @Test
  void methodsThatAreNotKnownAreRefused() {
    refused(() -> MethodsSpec.of("salency"))
        .hasMessageContaining("salency")
        .hasMessageContaining("saliency");
    refused(() -> MethodsSpec.of()).hasMessageContaining("--methods");
    refused(() -> MethodsSpec.builder().settings(Map.of("saliency.steps", "3")).build())
        .hasMessageContaining("saliency.steps");
    refused(() -> MethodsSpec.builder().settings(Map.of("steps", "3")).build())
        .hasMessageContaining("'steps'");
  }

  @Test
  void wordsStandForChecks() {
    assertThat(ChecksSpec.builder().build().plan())
        .isEqualTo(new CheckPlan(CheckPlan.CHEAP, 50, 5, 1));
    assertThat(checks("all").names()).isEqualTo(CheckPlan.ALL);
    assertThat(checks("none").names()).isEmpty();
    assertThat(checks("infidelity", "agreement").names())
        .containsExactly("agreement", "infidelity");
    refused(() -> checks("chaep"))
        .hasMessageStartingWith("Unknown --checks 'chaep'. Did you mean 'cheap'?");
    refused(() -> ChecksSpec.builder().randomisations(1).build())
        .hasMessageStartingWith("--randomisations is 1; it must be at least 2");
    refused(() -> ChecksSpec.builder().records(0).build())
        .hasMessage("--check-records is 0; it must be at least 1.");
  }

  @Test
  void networksRunAsToldAndTakeTheCardsSteps() {
    NetworksSpec networks = NetworksSpec.of("a.onnx");

    assertThat(EngineSpec.builder().build().options()).isEqualTo(NetworkOptions.DEFAULT);
    assertThat(networks.steps(cardWithLayer(null))).containsExactly("unit");
    assertThat(networks.with().adapt(List.of()).build().steps(cardWithLayer(null))).isEmpty();
    refused(() -> networks.with().adapt(List.of("units")).build())
        .hasMessageContaining("Unknown step of --adapt 'units'. Did you mean 'unit'?");
    refused(NetworksSpec::of).hasMessageContaining("--model");
    refused(() -> EngineSpec.builder().microBatch(0).build())
        .hasMessage("--micro-batch is 0; it must be at least 1.");
    refused(() -> Choice.of("--device", "gpus", List.of(Processor.values())))
        .hasMessage("Unknown --device 'gpus'. Did you mean 'gpu'? Known: cpu, gpu.");
    assertThat(Choice.ofAnyCase("--device", "GPU", List.of(Processor.values())))
        .isEqualTo(Processor.GPU);
  }

  @Test
  void allRecordsNeedNoSplit() {
    assertThat(RecordsSpec.of("records").split(List.of())).isEmpty();
    refused(() -> RecordsSpec.builder().sample(0).build())
        .hasMessage("--sample is 0; it must be at least 1.");
    for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      refused(() -> RecordsSpec.builder().largestAmplitude(wrong).build())
          .hasMessageContaining("--largest-amplitude is " + wrong + "; it must be");
    }
    for (RecordPart part : RecordPart.values()) {
      if (part != RecordPart.ALL) {
        assertThat(part.part().name()).isEqualTo(part.name());
      }
    }
  }

  @Test
  void shardsAreCutByRecordsAndCores() {
    ShardsSpec usual = ShardsSpec.builder().build();

    long beat = 12 * 600 * Float.BYTES;
    assertThat(usual.shards(0, beat, 2)).isEqualTo(1);
    assertThat(usual.shards(80, beat, 2)).isEqualTo(20);
    assertThat(usual.shards(2000, beat, 2)).isEqualTo(65);
    assertThat(usual.shards(100_000, beat, 2)).isEqualTo(1563);
    assertThat(usual.shards(1_000_000, beat, 2)).isEqualTo(4082);
    assertThat(usual.shards(30_000_000, beat, 2)).isEqualTo(4096);
    // Four for each core of a large machine, as long as there are records for it.
    assertThat(usual.shards(2000, beat, 100)).isEqualTo(400);
    assertThat(usual.shards(2000, beat, 1000)).isEqualTo(500);
    assertThat(usual.shards(3, beat, 1000)).isEqualTo(1);
    // Heatmaps of 18 MB a record: files of at most 256 MB.
    assertThat(usual.shards(10_000, 18_480_000, 2)).isEqualTo(715);
    assertThat(usual.shards(1_000_000, 18_480_000, 2)).isEqualTo(71_429);
    assertThat(usual.with().shardSize(10).build().shards(100, 18_480_000, 100)).isEqualTo(10);
    assertThat(usual.shardsInOrder(65)).isEqualTo(2);
    assertThat(usual.shardsInOrder(1_000_000)).isEqualTo(4082);
    assertThat(usual.shards(1_000_000, 2)).isEqualTo(977);
    assertThat(usual.with().shardSize(10).build().shards(100, 2)).isEqualTo(10);
    usual.checkQuarantined(3, 3);
    refused(() -> usual.with().maxQuarantined(0.5).build().checkQuarantined(2, 3))
        .hasMessageContaining("2 of 3 records")
        .hasMessageContaining("--max-quarantined 0.5");
    refused(() -> ShardsSpec.builder().shardSize(0).build())
        .hasMessage("--shard-size is 0; it must be at least 1.");
    refused(() -> ShardsSpec.builder().maxQuarantined(Double.NaN).build())
        .hasMessage("--max-quarantined is NaN; it must be a fraction from 0 to 1.");
  }

  @Test
  void beatsHaveARange() {
    refused(() -> BeatsSpec.builder().samples(0).build())
        .hasMessage("--beat-samples is 0; it must be from 1 to 100000.");
    refused(() -> BeatsSpec.builder().sampleRateHz(49).build())
        .hasMessage("--beat-rate is 49.0; it must be from 50 to 10000 Hz.");
  }

  @Test
  void trainingIsThatOfTheReferenceWork() {
    assertThat(ArchitectureSpec.builder().build().architecture(12, 600))
        .isEqualTo(Architecture.PAPER);
    assertThat(RecipeSpec.builder().build().recipe()).isEqualTo(Recipe.PAPER.with().seed(0).done());
    assertThat(ArchitectureSpec.stem(List.of("64x8", "32x3"))).isEqualTo(Architecture.PAPER.stem());
    refused(() -> ArchitectureSpec.stem(List.of("64*8")))
        .hasMessage("--stem 64*8: write filters x kernel for each convolution, as 64x8,32x3.");
    refused(() -> ArchitectureSpec.builder().kernel(0).build())
        .hasMessage("architecture: kernel is 0, must be at least 1.");
    refused(() -> ArchitectureSpec.builder().build().architecture(12, 10))
        .hasMessageContaining("only");
    refused(() -> RecipeSpec.builder().rateFactor(2).build())
        .hasMessage("recipe: rate factor is 2.0, must be above 0 and at most 1.");
    assertThat(TrainingSpec.builder().targets(List.of("all")).build().targets())
        .isEqualTo(Labels.ALL);
  }

  private static ChecksSpec checks(String... words) {
    return ChecksSpec.builder().names(List.of(words)).build();
  }

  private static AbstractThrowableAssert<?, ?> refused(ThrowingCallable call) {
    return assertThatThrownBy(call).isInstanceOf(UserException.class);
  }
}
