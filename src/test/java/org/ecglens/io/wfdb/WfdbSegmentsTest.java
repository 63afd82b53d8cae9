package org.ecglens.io.wfdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.ecglens.testing.FolderFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WfdbSegmentsTest {
  @TempDir private Path folder;

  private void header(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), text);
  }

  private Set<String> segments(String... names) throws IOException {
    return WfdbSegments.in(Set.of(names), new FolderFiles(folder));
  }

  @Test
  void segmentsOfAFixedLayout() throws IOException {
    header("a/r.hea", "# note\nr/2 1 250 20\nr01 10\nr02 10\n");
    header("a/r01.hea", "r01 1 250 10\n");
    header("a/r02.hea", "r02 1 250 10\n");
    header("b/r02.hea", "r02 1 250 10\n");
    assertThat(segments("a/r.hea", "a/r01.hea", "a/r02.hea", "b/r02.hea", "a/r01.dat"))
        .containsExactlyInAnyOrder("a/r01.hea", "a/r02.hea");
  }

  @Test
  void segmentsOfAVariableLayoutUnderAnotherName() throws IOException {
    header("p1-2101.hea", "p1-2101/3 1 125 30\n33_layout 0\n33_0001 10\n~ 20\n");
    header("33_layout.hea", "33_layout 1 125 0\n~ 0 1 0 0 0 0 0 II\n");
    header("33_0001.hea", "33_0001 1 125 10\n");
    assertThat(segments("p1-2101.hea", "33_layout.hea", "33_0001.hea"))
        .containsExactlyInAnyOrder("33_layout.hea", "33_0001.hea");
  }

  @Test
  void namesThatOnlyLookAlikeAreRecords() throws IOException {
    header("1.hea", "1 1 500 10\n1.dat 16\n");
    header("10.hea", "10 1 500 10\n10.dat 16\n");
    assertThat(segments("1.hea", "10.hea")).isEmpty();
  }
}
