package org.ecglens.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.ecglens.error.UserException;
import org.ecglens.graph.Graph;
import org.ecglens.graph.Node;
import org.ecglens.graph.Operation;
import org.ecglens.testing.OnnxModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxModelTest {
  @TempDir Path folder;

  private static OnnxModels relu() {
    return OnnxModels.model(17).input("x", "batch", 2, 8).node("Relu", "x -> y").output("y");
  }

  private static OnnxModel parse(ModelProto proto) {
    return OnnxModel.parse("test.onnx", proto.toByteArray(), null);
  }

  @Test
  void tellsWhatAFileHolds() {
    OnnxModels file =
        OnnxModels.model(17)
            .input("x", "batch", 2, "time")
            .weights("w", 3, 2, 5)
            .integers("unused", 1, 2)
            .node("Conv", "x, w -> a")
            .node("Relu", "a -> y")
            .output("y");
    OnnxModel model = file.read();
    assertThat(model.producer()).isEqualTo("ecglens-test");
    assertThat(model.irVersion()).isEqualTo(8);
    assertThat(model.opset()).isEqualTo(17);
    assertThat(model.input().name()).isEqualTo("x");
    assertThat(model.input().dims()).hasToString("[batch, 2, time]");
    assertThat(model.recordDims()).containsExactly(2, null);
    assertThat(model.outputs()).extracting(OnnxModel.Port::name).containsExactly("y");
    assertThat(model.operators()).containsOnlyKeys("Conv", "Relu");
    assertThat(model.parameters()).isEqualTo(30);
    assertThat(model.size()).isEqualTo(file.bytes().length);
    assertThat(OnnxModel.parse("a", relu().bytes(), null).sha256())
        .hasSize(64)
        .isNotEqualTo(model.sha256());
    assertThat(model.problems(List.of(2, 20))).isEmpty();
    assertThatThrownBy(() -> model.graph(List.of(3, 20)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("[batch, 2, time]")
        .hasMessageContaining("[3, 20]");
  }

  @Test
  void refusesWhatIsNoModel() throws Exception {
    assertThatThrownBy(() -> OnnxModel.read(folder.resolve("none.onnx")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("none.onnx");
    Path text = Files.writeString(folder.resolve("text.onnx"), "epoch,loss\n1,0.5\n");
    assertThatThrownBy(() -> OnnxModel.read(text))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("text.onnx is not an ONNX model");
    byte[] whole = relu().bytes();
    Path cut = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(whole, whole.length - 20));
    assertThatThrownBy(() -> OnnxModel.read(cut))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("truncated");
    Path empty = Files.write(folder.resolve("empty.onnx"), new byte[0]);
    assertThatThrownBy(() -> OnnxModel.read(empty))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("graph is empty");
    assertThatThrownBy(() -> parse(relu().proto().toBuilder().clearOpsetImport().build()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("opset_import");
  }

  @Test
  void refusesInputsThatAreNotOneSignal() {
    assertThatThrownBy(
            () ->
                OnnxModels.model(17)
                    .input("x", 1, 2)
                    .input("age", 1, 1)
                    .node("Add", "x, age -> y")
                    .output("y")
                    .read())
        .isInstanceOf(UserException.class)
        .hasMessageContaining("2 inputs [x, age]");
    assertThatThrownBy(
            () ->
                OnnxModels.model(17)
                    .input("x", TensorProto.DataType.INT64, 1, 2)
                    .node("Relu", "x -> y")
                    .output("y")
                    .read())
        .isInstanceOf(UserException.class)
        .hasMessageContaining("INT64");
  }

  @Test
  void takesNoInitializerForAnInput() {
    OnnxModel model =
        OnnxModels.model(8)
            .input("x", "batch", 2, 8)
            .input("w", 3, 2, 3)
            .weights("w", 3, 2, 3)
            .node("Conv", "x, w -> y")
            .output("y")
            .read();
    assertThat(model.input().name()).isEqualTo("x");
  }

  @Test
  void refusesBrokenWiring() {
    assertThatThrownBy(() -> relu().node("Relu", "b -> a").node("Relu", "a -> b").read())
        .isInstanceOf(UserException.class)
        .hasMessageContaining("cycle");
    assertThatThrownBy(() -> relu().node("Relu", "nothing -> a").read())
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'nothing', which nothing computes");
    assertThatThrownBy(() -> relu().node("Tanh", "x -> y").read())
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'y' is defined more than once");
    assertThatThrownBy(() -> relu().output("z").read())
        .isInstanceOf(UserException.class)
        .hasMessageContaining("the output 'z'");
  }

  @Test
  void namesEveryNodeThatCannotBeExplained() {
    OnnxModels file =
        OnnxModels.model(17)
            .input("x", "batch", 4, 8)
            .node("MatMul", "x, x -> a")
            .node("Sign", "a -> b")
            .node("Fancy", "x -> c")
            .change(node -> node.setDomain("com.example"))
            .node("ReduceMean", "x -> e")
            .node("Sum", "b, c, e -> y")
            .node("Scan", "x -> dead")
            .output("y");
    assertThatThrownBy(() -> file.graph(4, 8))
        .isInstanceOf(UnsupportedModelException.class)
        .hasMessageContaining("test.onnx cannot be explained")
        .hasMessageContaining(
            "node 'a_node' (ai.onnx MatMul, opset 17): a matrix of 8 columns does not")
        .hasMessageContaining("(com.example Fancy, opset 17): operators of other domains")
        .hasMessageContaining("would mix records");
    assertThat(file.read().problems(List.of(4, 8)))
        .extracting(Problem::operator)
        .containsExactly("MatMul", "Fancy", "ReduceMean");
  }

  @Test
  void refusesWeightsThatAreNoNumbersAndOperatorsOfTheFuture() {
    OnnxModels broken =
        OnnxModels.model(17)
            .input("x", "batch", 4, 8)
            .constant("w", new float[] {1, 2, Float.NaN, 4, 1, 1, 1, 1}, 8, 1)
            .node("MatMul", "x, w -> y")
            .output("y");
    assertThatThrownBy(() -> broken.graph(4, 8))
        .isInstanceOf(UnsupportedModelException.class)
        .hasMessageContaining("NaN or infinity");
    OnnxModels masked =
        OnnxModels.model(17)
            .input("x", "batch", 4, 2)
            .constant("mask", new float[] {0, Float.NEGATIVE_INFINITY}, 2)
            .node("Add", "x, mask -> s")
            .node("Softmax", "s -> y")
            .output("y");
    assertThat(masked.graph(4, 2).nodes()).hasSize(2);
    OnnxModels future =
        OnnxModels.model(99).input("x", "batch", 4, 8).node("Relu", "x -> y").output("y");
    assertThatThrownBy(future::read)
        .isInstanceOf(UserException.class)
        .hasMessageContaining("version 99")
        .hasMessageContaining("opset_version=17");
  }

  @Test
  void refusesThreeDimensionalConvolutionAndTraining() {
    assertThatThrownBy(
            () ->
                OnnxModels.model(17)
                    .input("x", "batch", 1, 4, 4, 4)
                    .weights("w", 1, 1, 2, 2, 2)
                    .node("Conv", "x, w -> y")
                    .output("y")
                    .graph(1, 4, 4, 4))
        .hasMessageContaining("3 spatial axes; one and two are supported");
    assertThatThrownBy(
            () ->
                OnnxModels.model(17)
                    .input("x", "batch", 2, 8)
                    .weights("v", 2)
                    .node("BatchNormalization", "x, v, v, v, v -> y, m, s", "training_mode", 1)
                    .output("y")
                    .graph(2, 8))
        .hasMessageContaining("evaluation mode");
    assertThatThrownBy(
            () ->
                OnnxModels.model(17)
                    .input("x", "batch", 2, 8)
                    .node("MaxPool", "x -> p, i", "kernel_shape", new int[] {2})
                    .node("Cast", "i -> y", "to", 1)
                    .output("y")
                    .graph(2, 8))
        .hasMessageContaining("output 1 of node 'p_node' is not supported");
  }

  @Test
  void keepsNamesAndPrunesWhatReachesNoOutput() {
    Graph graph =
        OnnxModels.model(17)
            .input("x", "batch", 2, 8)
            .weights("w", 3, 2, 3)
            .node("Conv", "x, w -> a")
            .node("Tanh", "a -> dead")
            .node("Conv", "x, w -> b")
            .change(node -> node.setName("a_node"))
            .node("Conv", "x, w -> c")
            .change(node -> node.clearName())
            .node("Sum", "a, b, c -> s")
            .node("Dropout", "s -> y")
            .output("y")
            .graph(2, 8);
    assertThat(graph.convolutions()).containsExactly("a_node", "a_node#2", "c");
    assertThat(graph.nodes()).extracting(Node::output).contains("a", "b", "c", "y");
    assertThat(graph.nodes()).extracting(Node::name).doesNotHaveDuplicates();
    assertThat(graph.shapes()).doesNotContainKey("dead");
  }

  @Test
  void readsFilesWrittenForOneRecord() {
    Graph graph =
        OnnxModels.model(13)
            .input("x", 1, 12, 60)
            .integers("zero", 0)
            .integers("s", 12, 1, 60)
            .integers("t", 1, 720)
            .node("Squeeze", "x, zero -> a")
            .node("Unsqueeze", "a, zero -> b")
            .node("Reshape", "b, s -> c")
            .node("Reshape", "c, t -> y")
            .output("y")
            .graph(12, 60);
    assertThat(graph.shape("a").rows()).isEqualTo(12);
    assertThat(graph.shape("c").rows()).isEqualTo(12);
    assertThat(graph.shape("y").rows()).isEqualTo(1);
    assertThat(graph.shape("y").dims()).containsExactly(720);
  }

  @Test
  void foldsWeightNormalisationInFloatingPoint() {
    // w = g · v / |v| as torch.nn.utils.weight_norm is exported
    Graph graph =
        OnnxModels.model(17)
            .input("x", "batch", 1, 8)
            .constant("v", new float[] {3, 4}, 1, 1, 2)
            .constant("g", new float[] {10}, 1, 1, 1)
            .node("ReduceL2", "v -> n", "axes", new int[] {1, 2}, "keepdims", 1)
            .node("Div", "v, n -> d")
            .node("Mul", "d, g -> w")
            .node("Conv", "x, w -> y")
            .output("y")
            .graph(1, 8);
    Operation.Convolution convolution = (Operation.Convolution) graph.nodes().get(0).operation();
    assertThat(convolution.weight().toArray()).containsExactly(6, 8);
  }

  private static OnnxModels external(String location, long offset, long length) {
    return OnnxModels.withExternalWeights(
        location, "offset", Long.toString(offset), "length", Long.toString(length));
  }

  @Test
  void readsExternalDataOnlyInsideTheFolder() throws Exception {
    Path inner = Files.createDirectory(folder.resolve("model"));
    byte[] values = {0, 0, 0, 0, 0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0x40};
    Files.write(inner.resolve("w.bin"), values);
    Files.write(folder.resolve("secret.bin"), values);
    Files.createSymbolicLink(inner.resolve("link.bin"), folder.resolve("secret.bin"));

    Graph graph =
        OnnxModel.read(external("w.bin", 4, 8).write(inner.resolve("m.onnx"))).graph(List.of(2));
    Operation.Affine affine = (Operation.Affine) graph.nodes().get(0).operation();
    assertThat(affine.shift().toArray()).containsExactly(1, 2);

    for (String location :
        List.of("../secret.bin", folder.resolve("secret.bin").toString(), "link.bin", "", ".")) {
      Path file = external(location, 4, 8).write(inner.resolve("m.onnx"));
      assertThatThrownBy(() -> OnnxModel.read(file).graph(List.of(2)))
          .as(location)
          .isInstanceOf(UserException.class)
          .hasMessageContaining("not a file inside the model's folder");
    }
    Path beyond = external("w.bin", 8, 8).write(inner.resolve("m.onnx"));
    assertThatThrownBy(() -> OnnxModel.read(beyond).graph(List.of(2)))
        .hasMessageContaining("needs bytes 8 to 16 of w.bin, which has 12");
    Path missing = external("none.bin", 0, 8).write(inner.resolve("m.onnx"));
    assertThatThrownBy(() -> OnnxModel.read(missing).graph(List.of(2)))
        .hasMessageContaining("missing in the model's folder");
    assertThatThrownBy(() -> external("w.bin", 4, 8).graph(2))
        .hasMessageContaining("external file w.bin");
  }

  /** The digest of a file without external data is what other programs say of it. */
  @Test
  void theDigestCoversWeightsInOtherFiles() throws Exception {
    Path inner = Files.createDirectory(folder.resolve("model"));
    byte[] values = {0, 0, 0, 0, 0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0x40};
    Files.write(inner.resolve("w.bin"), values);
    Path file = external("w.bin", 4, 8).write(inner.resolve("m.onnx"));
    String before = OnnxModel.read(file).sha256();
    assertThat(OnnxModel.read(file).sha256()).isEqualTo(before).isNotEqualTo(sha256(file));
    values[11]++;
    Files.write(inner.resolve("w.bin"), values);
    assertThat(OnnxModel.read(file).sha256()).isNotEqualTo(before);

    Path alone =
        OnnxModels.model(17)
            .input("x", "batch", 2)
            .constant("w", new float[] {1, 2}, 2)
            .node("Add", "x, w -> y")
            .output("y")
            .write(inner.resolve("alone.onnx"));
    assertThat(OnnxModel.read(alone).sha256()).isEqualTo(sha256(alone));
  }

  private static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  @Test
  void comparesSizesWithThePayloadBeforeItAllocates() {
    TensorProto.Builder huge =
        TensorProto.newBuilder()
            .setName("w")
            .setDataType(TensorProto.DataType.FLOAT_VALUE)
            .addDims(200_000_000)
            .setRawData(ByteString.copyFrom(new byte[8]));
    OnnxModels file =
        OnnxModels.model(17)
            .input("x", "batch", 2)
            .tensor(huge.build())
            .node("Add", "x, w -> y")
            .output("y");
    assertThatThrownBy(() -> file.graph(2)).hasMessageContaining("needs 800000000 bytes but has 8");
    for (long dim : new long[] {-1, Long.MAX_VALUE, 1L << 31}) {
      OnnxModels bad =
          OnnxModels.model(17)
              .input("x", "batch", 2)
              .tensor(huge.clone().setDims(0, dim).build())
              .node("Add", "x, w -> y")
              .output("y");
      assertThatThrownBy(() -> bad.graph(2))
          .isInstanceOf(UnsupportedModelException.class)
          .hasMessageContaining("axis of length " + dim);
    }
  }

  @Test
  void refusesSmallFilesThatAskForMuchMemory() {
    OnnxModels base = OnnxModels.model(17).input("x", "batch", 2);
    for (OnnxModels file :
        List.of(
            OnnxModels.model(17)
                .input("x", "batch", 2)
                .integers("n", 1_000_000, 1_000_000)
                .node("ConstantOfShape", "n -> c"),
            OnnxModels.model(17)
                .input("x", "batch", 2)
                .weights("w", 1)
                .integers("n", 1L << 39)
                .node("Expand", "w, n -> c"),
            OnnxModels.model(17)
                .input("x", "batch", 2)
                .weights("w", 100)
                .integers("n", 1L << 30)
                .node("Tile", "w, n -> c"),
            base.integer("a", 0)
                .integer("b", 1L << 38)
                .integer("s", 1)
                .node("Range", "a, b, s -> c"))) {
      file.node("Add", "x, c -> y").output("y");
      assertThatThrownBy(() -> file.graph(2)).isInstanceOf(UnsupportedModelException.class);
    }
    assertThatThrownBy(
            () ->
                OnnxModels.model(17)
                    .input("x", "batch", 1, 8)
                    .constant("s", new float[] {1, 1, 1e9f}, 3)
                    .node("Resize", "x, , s -> y", "mode", "linear")
                    .output("y")
                    .graph(1, 8))
        .isInstanceOf(UnsupportedModelException.class);
  }

  @Test
  void aRecordLargerThanMemoryIsRefusedBeforeItIsMade() {
    OnnxModel model =
        OnnxModels.model(17)
            .input("x", "batch", 12, Integer.MAX_VALUE)
            .node("Relu", "x -> y")
            .output("y")
            .read();
    assertThatThrownBy(() -> model.problems(model.recordDims()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("[12, 2147483647], more than the 67108864 values");
  }

  @Test
  void padsThatHaveNoOppositeLeaveNothing() {
    OnnxModel model =
        OnnxModels.model(17)
            .input("x", "batch", 2, 8)
            .integers("pads", 0, 0, Integer.MIN_VALUE, 0, 0, 0)
            .node("Pad", "x, pads -> y")
            .output("y")
            .read();
    assertThat(model.problems(List.of(2, 8)))
        .singleElement()
        .asString()
        .contains("its negative pads leave nothing");
  }
}
