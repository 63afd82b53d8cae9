package org.ecglens.net.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedExamplesTest {
  @TempDir Path folder;

  /** So that nothing of them stays behind, whatever ends the process. */
  @Test
  void examplesOutliveTheNameOfTheirFile() throws IOException {
    Path file = folder.resolve("examples");
    try (MappedExamples.Writer writer = new MappedExamples.Writer(file, 1, 3, List.of("QT"))) {
      writer.add(new float[] {1, 2, 3}, new float[] {400});
      writer.add(new float[] {4, 5, 6}, new float[] {410});
    }
    MappedExamples examples;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Files.delete(file);
      examples = MappedExamples.open(channel, 1, 3, List.of("QT"));
    }
    float[] signal = new float[3];
    float[] target = new float[1];
    examples.read(new int[] {1}, 1, signal, target);
    assertThat(signal).containsExactly(4, 5, 6);
    assertThat(target).containsExactly(410);
    assertThat(folder).isEmptyDirectory();
  }
}
