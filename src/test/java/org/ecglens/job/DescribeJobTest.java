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
import org.ecglens.error.ExitCode;
import org.ecglens.error.UserException;
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
            "targets      0",
            "explainable  yes",
            "  /blocks.1/conv2/Conv  8 x 300")
        .anyMatch(line -> line.startsWith("operations   Conv 6, Relu 6, Add 2,"));
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
}
