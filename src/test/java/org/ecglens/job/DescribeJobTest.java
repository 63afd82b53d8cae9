package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ecglens.attribution.Methods;
import org.ecglens.error.ExitCode;
import org.ecglens.error.UserException;
import org.ecglens.testing.OnnxModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DescribeJobTest {
  @TempDir private Path folder;

  private static Result described(Path model, String... options) {
    DescribeJob job = new DescribeJob();
    CommandLine command = new CommandLine(job);
    List<String> words = new ArrayList<>(List.of(options));
    words.add("--model=" + model);
    command.parseArgs(words.toArray(String[]::new));
    return job.run(
        new JobContext(
            () -> {
              throw new AssertionError("describing a file needs no Spark");
            },
            new PrintWriter(new StringWriter()),
            false));
  }

  private Path shippedModel() throws IOException {
    Path file = folder.resolve("residual-small.onnx");
    try (InputStream model =
        DescribeJobTest.class.getResourceAsStream("/org/ecglens/demo/residual-small.onnx")) {
      Files.copy(model, file);
    }
    return file;
  }

  private Path recurrentModel() throws IOException {
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder()
            .setElemType(TensorProto.DataType.FLOAT_VALUE)
            .setShape(
                TensorShapeProto.newBuilder()
                    .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("batch"))
                    .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(12))
                    .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("samples")));
    TypeProto type = TypeProto.newBuilder().setTensorType(tensor).build();
    ModelProto model =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
            .setGraph(
                GraphProto.newBuilder()
                    .addInput(ValueInfoProto.newBuilder().setName("x").setType(type))
                    .addNode(node("memory", "LSTM", "x", "h"))
                    .addNode(node("own", "Mystery", "h", "y").toBuilder().setDomain("com.lab"))
                    .addOutput(ValueInfoProto.newBuilder().setName("y")))
            .build();
    return Files.write(folder.resolve("recurrent.onnx"), model.toByteArray());
  }

  private static NodeProto node(String name, String operator, String input, String output) {
    return NodeProto.newBuilder()
        .setName(name)
        .setOpType(operator)
        .addInput(input)
        .addOutput(output)
        .build();
  }

  @Test
  void saysWhatTheShippedNetworkIs() throws IOException {
    Result result = described(shippedModel());
    assertThat(result.exit()).isEqualTo(ExitCode.DONE);
    assertThat(result.lines())
        .contains(
            "input        input batch x 12 x 600 (batch first)",
            "parameters   27,601",
            "card         none",
            "targets      output 0 ('output'), no card",
            "explainable  yes",
            "  /blocks.1/conv2/Conv  8 x 300")
        .anyMatch(line -> line.startsWith("operations   Conv 6, Relu 6, Add 2,"))
        .anyMatch(line -> line.matches("sees         .* from each of the 300 positions of .*"))
        .anyMatch(line -> line.matches("work         .* million .*%\\)"))
        .anyMatch(line -> line.matches("memory       about .* a record and pass.*"));
  }

  @Test
  void saysWhatMethodsTake() throws Exception {
    Result result = described(shippedModel(), "--methods=saliency,integrated-gradients");
    assertThat(result.lines())
        .anyMatch(line -> line.matches("  saliency +1 +1 +\\d+"))
        .anyMatch(line -> line.matches("  integrated-gradients +50 +50 +\\d+"));
  }

  /** Of a recording that nobody has, as methods that compare records and change leads need it. */
  @Test
  void everyMethodOfAGroupIsTriedOrSaysWhyNot() {
    Result result =
        described(Path.of("src/test/resources/oracle/models/lstm.onnx"), "--methods=all,random");
    for (String name : Methods.explaining()) {
      assertThat(result.lines())
          .filteredOn(line -> line.startsWith("  " + name + " "))
          .singleElement()
          .asString()
          .matches(name.equals("lrp") ? " +lrp +lrp has no rule .*LSTM.*" : " +\\S+( +\\d+){3}");
    }
  }

  @Test
  void saysWhatOfAClassIsExplained() throws IOException {
    Path model =
        OnnxModels.model(17)
            .input("x", "batch", 2, 3)
            .node("Flatten", "x -> f")
            .weights("w", 6, 2)
            .node("MatMul", "f, w -> z")
            .node("Sigmoid", "z -> y")
            .output("y")
            .write(folder.resolve("classes.onnx"));
    assertThat(described(model).lines())
        .contains(
            "targets      outputs 0 to 1 ('y'), no card, probability, its logit is explained");
    Files.writeString(
        folder.resolve("classes.card.json"),
        "{\"targets\": [{\"output\": 0, \"name\": \"AF\", \"explain\": \"probability\"}]}");
    assertThat(described(model).lines())
        .contains("targets      AF, label AF, probability, itself is explained");
  }

  @Test
  void namesTheCardBesideTheModel() throws IOException {
    Path model = shippedModel();
    Path card = Files.writeString(folder.resolve("residual-small.card.json"), "{}");
    assertThat(described(model).lines()).contains("card         " + card);
  }

  @Test
  void namesEveryNodeThatStandsInTheWay() throws IOException {
    Result result = described(recurrentModel(), "--shape=12,600");
    assertThat(result.exit()).isEqualTo(ExitCode.USER_ERROR);
    assertThat(result.lines()).contains("explainable  no; these nodes are not supported:");
    assertThat(result.lines().toString()).contains("'memory'", "LSTM", "opset 17", "Mystery");
  }

  @Test
  void asksForLengthsThatTheFileLeavesOpen() throws IOException {
    Result result = described(recurrentModel());
    assertThat(result.exit()).isEqualTo(ExitCode.DONE);
    assertThat(result.lines()).anyMatch(line -> line.contains("--shape 12,600"));
  }

  @Test
  void refusesLengthsThatCannotBe() throws IOException {
    Path model = shippedModel();
    assertThatThrownBy(() -> described(model, "--shape=12,0"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--shape [12, 0]");
    assertThatThrownBy(() -> described(model, "--shape=12,500"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("[12, 500]");
  }

  private void writeCard(String card) throws IOException {
    Files.writeString(folder.resolve("residual-small.card.json"), card);
  }

  private static String leads(int count) {
    return List.of("I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6")
        .subList(0, count)
        .stream()
        .map(lead -> '"' + lead + '"')
        .toList()
        .toString();
  }

  @Test
  void saysWhatTheCardSays() throws IOException {
    Path model = shippedModel();
    writeCard(
        """
        {"input": {"leads": %s, "sample_rate_hz": 500, "samples": 600, "unit": "mV",
         "kind": "median", "layout": "NCL"},
         "targets": [{"output": 0, "name": "QT", "unit": "ms"}], "adapt": ["leads", "unit"]}
        """
            .formatted(leads(12)));
    assertThat(described(model).lines())
        .contains(
            "card         "
                + folder.resolve("residual-small.card.json")
                + ": 12 leads × 600 samples, 500 Hz, mV, median, layout NCL, adapt leads unit",
            "targets      QT (ms), label QT",
            "explainable  yes");
  }

  @Test
  void refusesTheCardThatARunRefuses() throws IOException {
    Path model = shippedModel();
    String card = folder.resolve("residual-small.card.json").toString();
    assertRefused(model, "{\"input\"", card + " is not valid JSON");
    assertRefused(model, "{\"input\": {\"unti\": \"mV\"}}", "Did you mean 'unit'?");
    assertRefused(model, "{\"input\": {\"kind\": \"beat\"}}", "must be rhythm or median");
    assertRefused(
        model,
        "{\"input\": {\"leads\": " + leads(8) + ", \"samples\": 600, \"layout\": \"NCL\"}}",
        card + " says 8 leads × 600 samples (NCL), but the input 'input' is [batch, 12, 600]");
    assertRefused(
        model, "{\"input\": {\"leads\": " + leads(7) + "}}", card + " says 7 leads, but the input");
    assertRefused(
        model,
        "{\"input\": {\"leads\": " + leads(12) + ", \"layout\": \"NLC\"}}",
        "did you mean \"layout\": \"NCL\"?");
    assertRefused(
        model,
        "{\"targets\": [{\"output\": 3, \"name\": \"QT\"}]}",
        "is output 3, but the network has 1");
  }

  private void assertRefused(Path model, String card, String message) throws IOException {
    writeCard(card);
    assertThatThrownBy(() -> described(model))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message);
  }

  @Test
  void noticesACardOfAnotherName() throws IOException {
    Path model = shippedModel();
    Path other = Files.writeString(folder.resolve("residual-small.json"), "{}");
    assertThat(described(model).lines())
        .contains(
            "card         none; did you mean "
                + other
                + " to be one? It must be named residual-small.card.json");
  }

  @Test
  void stepsBeforeANetworkAreListed() throws IOException {
    Path model =
        OnnxModels.model(17)
            .input("x", "batch", 2, 100)
            .node("Flatten", "x -> f")
            .weights("v", 200, 1)
            .node("MatMul", "f, v -> y")
            .output("y")
            .write(folder.resolve("prepared.onnx"));
    Path card = folder.resolve("prepared.card.json");
    String text =
        """
        {"input": {"leads": ["I", "II"], "samples": 500, "sample_rate_hz": 500, "unit": "uV"},
         "preprocessing": [{"step": "notch", "frequency_hz": 50, "quality": 30},
                           {"step": "resample", "rate_hz": 100}]}
        """;
    Files.writeString(card, text);
    assertThat(described(model).lines())
        .contains(
            "preprocessed a record of 2 x 500 becomes 2 x 100",
            "  1. notch (frequency_hz 50.0, quality 30.0)",
            "  2. resample (rate_hz 100.0)",
            "explainable  yes");

    Files.writeString(card, text.replace("resample\", \"rate_hz", "window\", \"samples"));
    assertThat(described(model).lines())
        .contains("preprocessed a record of 2 x 500 becomes 5 windows of 2 x 100");

    Files.writeString(card, text.replace("100", "125"));
    assertThatThrownBy(() -> described(model))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("prepared.card.json: the preprocessing gives 2 leads × 125 samples");

    Files.writeString(card, text.replace(": 50,", ": 250,"));
    assertThatThrownBy(() -> described(model))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("prepared.card.json: preprocessing[0] (notch): frequency_hz is 250");
  }
}
