package org.ecglens.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Networks for records of 12 × 600 with one output, each a file without a card beside it. */
public final class TestNetworks {
  private static final Path FOLDER = Path.of("target", "test-networks").toAbsolutePath();

  private TestNetworks() {}

  /** The residual network of the demo: trained, 1·10⁵ bytes. */
  public static Path residualSmall() {
    return file(
        "residual-small.onnx",
        target -> {
          try (InputStream model =
              TestNetworks.class.getResourceAsStream("/org/ecglens/demo/residual-small.onnx")) {
            Files.copy(model, target, StandardCopyOption.REPLACE_EXISTING);
          }
        });
  }

  /** A small network with max pooling and random weights. */
  public static Path maxPool() {
    OnnxModels model =
        OnnxModels.model(17)
            .input("x", "n", 12, 600)
            .weights("w1", 6, 12, 9)
            .node("Conv", "x, w1 -> c1", "pads", new int[] {4, 4}, "strides", new int[] {2})
            .node("Relu", "c1 -> r1")
            .node("MaxPool", "r1 -> p1", "kernel_shape", new int[] {3}, "strides", new int[] {3})
            .weights("w2", 8, 6, 5)
            .node("Conv", "p1, w2 -> c2", "pads", new int[] {2, 2})
            .node("Relu", "c2 -> r2")
            .node("MaxPool", "r2 -> p2", "kernel_shape", new int[] {2}, "strides", new int[] {2})
            .node("ReduceMean", "p2 -> m", "axes", new int[] {2}, "keepdims", 0)
            .weights("w3", 8, 1)
            .node("MatMul", "m, w3 -> y")
            .output("y");
    return file("maxpool.onnx", model::write);
  }

  private interface Content {
    void writeTo(Path file) throws IOException;
  }

  /** Several JVMs may want it at once. */
  private static Path file(String name, Content content) {
    Path file = FOLDER.resolve(name);
    try {
      Files.createDirectories(FOLDER);
      if (Files.notExists(file)) {
        Path written = Files.createTempFile(FOLDER, name, ".tmp");
        content.writeTo(written);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
