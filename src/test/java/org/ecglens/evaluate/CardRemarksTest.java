package org.ecglens.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Waves;
import org.ecglens.error.UserException;
import org.ecglens.model.ModelFile;
import org.ecglens.model.Target;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.MethodsSpec;
import org.ecglens.plan.NetworkSpec;
import org.ecglens.plan.NetworksSpec;
import org.ecglens.plan.PerturbationSpec;
import org.ecglens.plan.PredictionSpec;
import org.ecglens.plan.ScaleRule;
import org.ecglens.records.RecordTable;
import org.ecglens.testing.OnnxModels;
import org.ecglens.testing.Records;
import org.ecglens.testing.SparkSessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network of one output; three records with the labels AF, QT, or both. */
class CardRemarksTest {
  @TempDir private Path folder;

  private Path model;
  private RecordTable records;

  @BeforeEach
  void writeModelAndRecords() throws IOException {
    model =
        OnnxModels.model(17)
            .input("x", "batch", 2, 4)
            .node("Flatten", "x -> f")
            .weights("w", 8, 1)
            .node("MatMul", "f, w -> z")
            .output("z")
            .write(folder.resolve("net.onnx"));
    Path table = Files.createDirectory(folder.resolve("records"));
    Records.write(
        table,
        List.of(
            ecg("a", Map.of("QT", 400.0)),
            ecg("b", Map.of("AF", 1.0)),
            ecg("c", Map.of("AF", 0.0, "QT", 380.0))),
        1);
    records = RecordTable.open(SparkSessions.local(), table.toString());
  }

  private static Ecg ecg(String id, Map<String, Double> labels) {
    float[] signal = {0, 1, 2, 3, 4, 5, 6, 7};
    return new Ecg(
        id,
        null,
        "test",
        Ecg.Kind.MEDIAN,
        List.of("I", "II"),
        500,
        "uV",
        signal,
        labels,
        Waves.NONE);
  }

  private void card(String targets) throws IOException {
    Files.writeString(folder.resolve("net.card.json"), "{\"targets\": [" + targets + "]}");
  }

  private NetworksSpec networks(Map<String, String> labels) {
    return NetworksSpec.builder().paths(List.of(model.toString())).labels(labels).build();
  }

  private NetworkSpec evaluation(ScaleRule scale) {
    return EvaluationSpec.builder()
        .networks(networks(Map.of()))
        .methods(MethodsSpec.of("saliency"))
        .perturbation(PerturbationSpec.builder().scale(scale).build())
        .build();
  }

  private List<String> withoutLabels(NetworkSpec spec) {
    Map<ModelFile, List<Target>> targets = new LinkedHashMap<>();
    for (ModelFile file : spec.networks().files(paths -> paths)) {
      targets.put(file, file.card().targets());
    }
    return new CardRemarks(spec, records).withoutLabels(targets);
  }

  @Test
  void labelsOfTheCommandLineMustExist() throws IOException {
    card("{\"output\": 0, \"name\": \"AF\"}");
    NetworkPlanner.of(spec(Map.of("AF", "QT"))).among(records);
    NetworkPlanner.of(spec(Map.of("0", "QT"))).among(records);
    assertThatThrownBy(() -> NetworkPlanner.of(spec(Map.of("AF", "AFF"))).among(records))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "--label AF=AFF: no record has the label AFF. Did you mean 'AF'? The records have AF,"
                + " QT.");
    assertThatThrownBy(() -> NetworkPlanner.of(spec(Map.of("AX", "QT"))).among(records))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "--label AX=QT: no network has the output AX. Did you mean 'AF'? The outputs are AF.");
  }

  @Test
  void labelsOfClassesThatNothingSaysAreSaid() throws IOException {
    card("{\"output\": 0, \"name\": \"AF\"}");
    NetworkPlanner planner = NetworkPlanner.of(spec(Map.of()));
    assertThat(planner.cards(planner.among(records)).remarks())
        .containsExactly(
            "the labels of AF of net are 0 and 1, but nothing says that it is a class: it is judged"
                + " as a quantity. Say its \"kind\" in the card, logit or probability");
    card("{\"output\": 0, \"name\": \"AF\", \"kind\": \"logit\"}");
    NetworkPlanner said = NetworkPlanner.of(spec(Map.of()));
    assertThat(said.cards(said.among(records)).remarks()).isEmpty();
  }

  private Map<String, String> content() {
    NetworkPlanner planner = NetworkPlanner.of(spec(Map.of()));
    return planner.cards(planner.among(records)).content();
  }

  private NetworkSpec spec(Map<String, String> labels) {
    return PredictionSpec.builder().networks(networks(labels)).build();
  }

  @Test
  void labelsOfCardsThatNoRecordHasAreSaidAndKept() throws IOException {
    card("{\"output\": 0, \"name\": \"QT\", \"unit\": \"ms\", \"label\": \"QTinterval\"}");
    String remark =
        "no record has the label QTinterval that the card of net names for QT: errors are not"
            + " computed";
    assertThat(withoutLabels(evaluation(ScaleRule.AUTO)))
        .containsExactly(remark + ", and the scale is that of the predictions");
    assertThat(withoutLabels(evaluation(ScaleRule.ONE))).containsExactly(remark);
    assertThat(withoutLabels(spec(Map.of()))).containsExactly(remark);
    assertThat(content()).containsEntry("labels of the cards", remark);

    card("{\"output\": 0, \"name\": \"AF\", \"unit\": \"probability\", \"label\": \"afib\"}");
    assertThat(withoutLabels(evaluation(ScaleRule.AUTO)))
        .as("probabilities have the scale 1")
        .containsExactly(remark.replace("QTinterval", "afib").replace("QT", "AF"));
    card("{\"output\": 0, \"name\": \"QT\", \"unit\": \"ms\"}");
    assertThat(withoutLabels(evaluation(ScaleRule.AUTO))).isEmpty();
    assertThat(content()).doesNotContainKey("labels of the cards");
  }

  @Test
  void aNetworkWithoutACardIsNotChecked() throws IOException {
    List<ModelFile> files = List.of(ModelFile.read(model));
    CardRemarks remarks = new CardRemarks(spec(Map.of()), records);
    String remark =
        model
            + " has no card: leads, rate and unit are not checked, the records go in as they are (2"
            + " leads, 500 Hz, uV)";
    assertThat(remarks.withoutCard(files)).containsExactly(remark);
    Path misnamed = Files.writeString(folder.resolve("net.json"), "{}");
    assertThat(remarks.withoutCard(files))
        .containsExactly(remark + ". Beside it lies " + misnamed + ": did you mean net.card.json?");
    card("");
    assertThat(remarks.withoutCard(files)).isEmpty();
  }
}
