package org.ecglens.plan.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.ecglens.error.UserException;
import org.ecglens.model.ModelCard;
import org.ecglens.plan.ChecksSpec;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.MethodsSpec;
import org.ecglens.plan.NetworkSpec;
import org.ecglens.plan.PerturbationSpec;
import org.ecglens.plan.Samples;
import org.ecglens.plan.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SpecJsonTest {
  private static Stream<Spec> specs() {
    return Stream.concat(Samples.USUAL.stream(), Samples.OTHER.stream());
  }

  @ParameterizedTest
  @MethodSource("specs")
  void jsonComesBackAsTheSameSpecAndText(Spec spec) {
    String json = SpecJson.write(spec);

    Spec back = SpecJson.read(json, "spec.json");

    assertThat(back).isEqualTo(spec);
    assertThat(SpecJson.write(back)).isEqualTo(json).endsWith("}\n");
  }

  @ParameterizedTest
  @MethodSource("specs")
  void executorsGetTheSameSpec(Spec spec) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(spec);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(spec);
    }
  }

  @Test
  void everySpecHasAName() {
    Set<Class<?>> specs = new HashSet<>(List.of(Spec.class.getPermittedSubclasses()));
    specs.remove(NetworkSpec.class);
    specs.addAll(List.of(NetworkSpec.class.getPermittedSubclasses()));
    assertThat(Set.<Class<?>>copyOf(SpecJson.types().values())).isEqualTo(specs);
    specs()
        .forEach(
            spec -> assertThat(SpecJson.types()).containsEntry(spec.command(), spec.getClass()));
  }

  @Test
  void keysAreThoseOfTheProjectsOtherFiles() {
    String json = SpecJson.write(Samples.of(Samples.OTHER, "evaluate"));

    assertThat(json)
        .startsWith("{\n  \"schema\" : 1,\n  \"command\" : \"evaluate\",\n  \"networks\"")
        .contains("\"points_per_step\" : \"0.7%\"", "\"mode\" : \"paper\"", "\"sample\" : 7");
  }

  @Test
  void equalSpecsHaveEqualJson() {
    MethodsSpec words = MethodsSpec.of("all");
    MethodsSpec written =
        words
            .with()
            .settings(
                Map.of(
                    "integrated-gradients.steps",
                    words.settings(ModelCard.NONE).get("integrated-gradients.steps")))
            .build();
    EvaluationSpec spec = (EvaluationSpec) Samples.of(Samples.USUAL, "evaluate");
    Spec one = spec.with().methods(words).build();
    Spec other =
        spec.with()
            .methods(written)
            .perturbation(
                PerturbationSpec.builder()
                    .operators(
                        List.of(
                            "noisy-linear-interpolation@50ms", "lead-mean@50.0ms", "add-noise@1"))
                    .operatorSettings(Map.of("add-noise.scale", "0.20"))
                    .iterations(50)
                    .repeats(2)
                    .build())
            .checks(ChecksSpec.builder().names(List.of("blanking", "cheap")).build())
            .build();

    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(SpecJson.write(one)).isEqualTo(SpecJson.write(other));
  }

  @Test
  void unknownKeysAreRefusedWithTheNearest() {
    ObjectNode json = evaluation();
    json.withObject("/perturbation").put("iteration", 3);

    refused(json)
        .hasMessageContaining("spec.json: Unknown key 'perturbation.iteration'.")
        .hasMessageContaining("Did you mean 'perturbation.iterations'?");

    ObjectNode top = evaluation();
    top.put("sead", 1);
    refused(top).hasMessageContaining("'sead'. Did you mean 'seed'?");
  }

  @Test
  void missingKeysAreRefused() {
    ObjectNode json = evaluation();
    json.withObject("/perturbation").remove("iterations");

    refused(json).hasMessage("spec.json: perturbation.iterations is missing.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "perturbation; iterations; \"3\"; must be a whole number, is \"3\".",
        "perturbation; iterations; 3.5; must be a whole number, is 3.5.",
        "perturbation; iterations; 3000000000; must be a whole number, is 3000000000.",
        "perturbation; iterations; null; must be a whole number, is null.",
        "perturbation; mode; 1; must be a text, is 1.",
        "perturbation; operator_settings; []; must be an object in braces, is [].",
        "shards; max_quarantined; \"1\"; must be a number, is \"1\".",
        "methods; names; \"all\"; must be a list in brackets, is \"all\".",
        "records; path; 3; must be a text, is 3.",
      })
  void wrongTypesAreRefused(String part, String key, String value, String problem)
      throws Exception {
    ObjectNode json = evaluation();
    json.withObject("/" + part).set(key, new ObjectMapper().readTree(value));

    refused(json).hasMessage("spec.json: " + part + "." + key + " " + problem);
  }

  @Test
  void elementsAndFlagsAreRefusedByTheirPath() {
    ObjectNode json = evaluation();
    json.withObject("/methods").withArray("names").set(1, 7);
    refused(json).hasMessage("spec.json: methods.names[1] must be a text, is 7.");

    ObjectNode flag = evaluation();
    flag.put("heatmaps", "yes");
    refused(flag).hasMessage("spec.json: heatmaps must be true or false, is \"yes\".");

    ObjectNode part = evaluation();
    part.put("engine", 1);
    refused(part).hasMessage("spec.json: engine must be an object in braces, is 1.");
  }

  @Test
  void valuesAreCheckedAsOptionsAre() {
    ObjectNode range = evaluation();
    range.withObject("/checks").put("records", 0);
    refused(range).hasMessage("spec.json: checks: --check-records is 0; it must be at least 1.");

    ObjectNode word = evaluation();
    word.withObject("/perturbation").put("mode", "papr");
    refused(word)
        .hasMessage(
            "spec.json: perturbation.mode: Unknown value 'papr'. Did you mean 'paper'?"
                + " Known: paper, corrected.");
  }

  @Test
  void otherSchemasAndCommandsAreRefused() {
    ObjectNode schema = evaluation();
    schema.put("schema", 2);
    refused(schema).hasMessageContaining("spec.json: schema is 2; this version reads 1.");
    schema.remove("schema");
    refused(schema).hasMessageContaining("schema is missing");

    ObjectNode command = evaluation();
    command.put("command", "evaluat");
    refused(command).hasMessageContaining("Unknown command 'evaluat'. Did you mean 'evaluate'?");
    command.remove("command");
    refused(command).hasMessage("spec.json: command is missing.");
  }

  @Test
  void whatIsNoJsonIsRefused() {
    for (String text : List.of("{", "{\"schema\":1,\"schema\":1}", "{} {}")) {
      assertThatThrownBy(() -> SpecJson.read(text, "spec.json"))
          .isInstanceOf(UserException.class)
          .hasMessageStartingWith("spec.json is not valid JSON");
    }
    assertThatThrownBy(() -> SpecJson.read("[]", "spec.json"))
        .hasMessage("spec.json: must be an object in braces.");
    assertThatThrownBy(() -> SpecJson.read("", "spec.json")).isInstanceOf(UserException.class);
  }

  private static ObjectNode evaluation() {
    return SpecJson.tree(Samples.of(Samples.USUAL, "evaluate"));
  }

  private static AbstractThrowableAssert<?, ?> refused(ObjectNode json) {
    return assertThatThrownBy(() -> SpecJson.read(json, "spec.json"))
        .isInstanceOf(UserException.class);
  }
}
