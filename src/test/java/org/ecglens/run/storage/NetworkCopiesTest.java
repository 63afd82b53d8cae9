package org.ecglens.run.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.ecglens.error.UserException;
import org.ecglens.model.ModelFile;
import org.ecglens.testing.KilledStorage;
import org.ecglens.testing.OnnxModels;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkCopiesTest {
  @TempDir private Path folder;

  private NetworkCopies copies;

  /** A network with its card, and one whose weights lie in another file. */
  @BeforeEach
  void store() throws IOException {
    Configuration conf = new Configuration();
    KilledStorage.register(conf);
    copies = new NetworkCopies(conf);
    OnnxModels.model(17)
        .input("x", "batch", 2)
        .constant("w", new float[] {1, 2}, 2)
        .node("Add", "x, w -> y")
        .output("y")
        .write(folder.resolve("a.onnx"));
    Files.writeString(folder.resolve("a.card.json"), "{\"name\": \"the first\"}");
    OnnxModels.withExternalWeights("weights/w.bin").write(folder.resolve("b.onnx"));
    Files.createDirectory(folder.resolve("weights"));
    Files.write(
        folder.resolve("weights/w.bin"), new byte[] {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0x40});
    Files.writeString(folder.resolve("notes.txt"), "no network");
  }

  private List<ModelFile> read(String... arguments) {
    return ModelFile.resolve(copies.local(List.of(arguments)));
  }

  @Test
  void networksElsewhereAreReadAsThoseHere() {
    List<ModelFile> here = ModelFile.resolve(List.of(folder.toString()));
    for (String argument : List.of("kill://" + folder, "kill://" + folder + "/*.onnx")) {
      List<ModelFile> there = read(argument);
      assertThat(there).extracting(ModelFile::name).containsExactly("the first", "b");
      for (int i = 0; i < here.size(); i++) {
        assertThat(there.get(i).model().sha256()).isEqualTo(here.get(i).model().sha256());
        assertThat(there.get(i).model().graph(List.of(2)))
            .hasToString(here.get(i).model().graph(List.of(2)).toString());
      }
    }
    ModelFile one = read("kill://" + folder + "/b.onnx").get(0);
    assertThat(one.path().toString()).endsWith(folder + "/b.onnx").doesNotStartWith(folder + "/");
    assertThat(one.path().getParent().resolve("a.onnx")).doesNotExist();
  }

  @Test
  void pathsOfThisMachineStayWhatTheyAre() {
    assertThat(
            copies.local(List.of("a.onnx", "/in/*.onnx", "file:/in/a.onnx", "file:///in/b.onnx")))
        .containsExactly("a.onnx", "/in/*.onnx", "/in/a.onnx", "/in/b.onnx");
  }

  @Test
  void whatIsNotThereIsNamed() {
    for (String missing : List.of("/none.onnx", "/none/*.onnx", "/weights")) {
      assertThatThrownBy(() -> read("kill://" + folder + missing))
          .isInstanceOf(UserException.class)
          .hasMessageContainingAll("--model kill://" + folder + missing, "there is no .onnx file");
    }
    assertThatThrownBy(() -> read("nowhere://host/a.onnx"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--model nowhere://host/a.onnx cannot be read");
  }

  /** What leads out of the folder is not fetched; who reads the network refuses it. */
  @Test
  void weightsOutsideTheFolderAreNotFetched() throws Exception {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Files.write(folder.resolve("secret.bin"), new byte[8]);
    OnnxModels.withExternalWeights("../secret.bin").write(inner.resolve("c.onnx"));
    ModelFile file = read("kill://" + inner + "/c.onnx").get(0);
    assertThatThrownBy(() -> file.model().graph(List.of(2)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("not a file inside the model's folder");
    assertThat(file.path().getParent().getParent().resolve("secret.bin")).doesNotExist();
  }
}
