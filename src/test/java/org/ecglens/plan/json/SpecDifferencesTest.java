package org.ecglens.plan.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ecglens.perturbation.FeatureShape;
import org.ecglens.plan.Asked;
import org.ecglens.plan.ChecksSpec;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.IngestSpec;
import org.ecglens.plan.Samples;
import org.ecglens.plan.Spec;
import org.ecglens.plan.SynthSpec;
import org.ecglens.plan.TrainingSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpecDifferencesTest {
  private static Stream<String> commands() {
    return Samples.USUAL.stream().map(Spec::command);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void whatTablesDependOnDiffers(String command) {
    Spec usual = Samples.of(Samples.USUAL, command);
    Spec other = Samples.of(Samples.OTHER, command);
    List<String> paths = new ArrayList<>();
    paths(usual.getClass(), "", false, paths);

    List<Difference> found = SpecDifferences.between(usual, other);

    assertThat(found).extracting(Difference::path).containsExactlyElementsOf(paths);
    assertThat(found)
        .allSatisfy(
            difference -> {
              assertThat(difference.option()).startsWith("--");
              assertThat(difference.there()).isNotEqualTo(difference.here());
            });
    assertThat(SpecDifferences.between(usual, usual)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void whatTheyDoNotDependOnMayDiffer(String command) {
    Spec usual = Samples.of(Samples.USUAL, command);
    ObjectNode mixed = SpecJson.tree(usual);
    ObjectNode other = SpecJson.tree(Samples.of(Samples.OTHER, command));
    // A generator makes rhythms alone.
    boolean rhythms = command.equals(SynthSpec.COMMAND);
    if (rhythms) {
      mixed.put("kind", "rhythm");
    }
    List<String> paths = new ArrayList<>();
    paths(usual.getClass(), "", true, paths);
    for (String path : paths) {
      int dot = path.lastIndexOf('.');
      String parent = dot < 0 ? "" : "/" + path.substring(0, dot).replace('.', '/');
      String key = path.substring(dot + 1);
      ObjectNode target = dot < 0 ? mixed : mixed.withObject(parent);
      target.set(key, (dot < 0 ? other : other.withObject(parent)).get(key));
    }

    Spec changed = SpecJson.read(mixed, "spec.json");

    assertThat(paths).isNotEmpty();
    assertThat(changed).isNotEqualTo(usual);
    assertThat(SpecDifferences.between(usual, changed))
        .extracting(Difference::option)
        .isEqualTo(rhythms ? List.of("--kind") : List.of());
  }

  @Test
  void onlyPlacesSpeedAndVerdictAreIncidental() {
    List<String> evaluation = new ArrayList<>();
    paths(EvaluationSpec.class, "", true, evaluation);
    List<String> training = new ArrayList<>();
    paths(TrainingSpec.class, "", true, training);
    List<String> ingest = new ArrayList<>();
    paths(IngestSpec.class, "", true, ingest);

    assertThat(evaluation)
        .containsExactly(
            "networks.paths",
            // What these lead to is compared with the content of the cards.
            "networks.outputs",
            "networks.labels",
            "networks.explain",
            "networks.adapt",
            "records.path",
            "attributions",
            // These decide by finished tables; the protocol's content is compared by its digest.
            "verdict.metric",
            "verdict.thresholds.confidence",
            "verdict.thresholds.significance",
            "verdict.thresholds.margin",
            "verdict.thresholds.least_records",
            "verdict.thresholds.least_subjects",
            "verdict.thresholds.largest_set",
            "verdict.thresholds.completeness_gap",
            "verdict.thresholds.empty_maps",
            "verdict.checks",
            "protocol",
            "engine.device",
            "engine.micro_batch",
            "engine.convolution",
            "shards.shard_size",
            "shards.max_quarantined");
    assertThat(training)
        .containsExactly("records", "device", "shards.shard_size", "shards.max_quarantined");
    assertThat(ingest)
        .containsExactly(
            "inputs", "include", "salt", "shards.shard_size", "shards.max_quarantined");
  }

  @Test
  void differencesReadAsOptionsDo() {
    EvaluationSpec spec = (EvaluationSpec) Samples.of(Samples.USUAL, "evaluate");
    EvaluationSpec other =
        spec.with()
            .perturbation(
                spec.perturbation()
                    .with()
                    .operator("lead-mean")
                    .window("20ms")
                    .windowLeads(FeatureShape.Leads.ALL)
                    .build())
            .checks(ChecksSpec.builder().names(List.of("none")).build())
            .records(spec.records().with().sample(3).build())
            .build();

    assertThat(SpecDifferences.between(other, spec))
        .extracting(Difference::toString)
        .containsExactly(
            "--sample: 3 there, none here",
            "--operator: lead-mean@20ms there,"
                + " noisy-linear-interpolation@50ms,lead-mean@50ms,add-noise@point here",
            "--operator-option: none there,"
                + " add-noise.scale=0.2,noisy-linear-interpolation.scale=0.01 here",
            "--repeats: 5 there, 2 here",
            "--window-leads: all there, one here",
            "--checks: none there,"
                + " agreement,consistency,input-dependence,complexity,completeness,localisation,blanking here");
  }

  @Test
  void anotherCommandIsTheOnlyDifference() {
    assertThat(
            SpecDifferences.between(
                Samples.of(Samples.USUAL, "predict"), Samples.of(Samples.USUAL, "attribute")))
        .containsExactly(new Difference("command", "command", "predict", "attribute"));
  }

  /** Paths of all components that are, or are not, incidental. */
  private static void paths(Class<?> type, String parent, boolean incidental, List<String> found) {
    for (RecordComponent component : type.getRecordComponents()) {
      String path = Parts.path(parent, Parts.key(component));
      Asked asked = component.getAnnotation(Asked.class);
      if (asked == null) {
        paths(component.getType(), path, incidental, found);
      } else if (asked.incidental() == incidental) {
        if (asked.option().length == 1) {
          found.add(path);
          continue;
        }
        assertThat(component.getType().getRecordComponents()).hasSameSizeAs(asked.option());
        for (RecordComponent part : component.getType().getRecordComponents()) {
          found.add(Parts.path(path, Parts.key(part)));
        }
      }
    }
  }
}
