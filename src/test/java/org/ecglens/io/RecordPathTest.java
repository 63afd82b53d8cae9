package org.ecglens.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ecglens.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordPathTest {
  @ParameterizedTest
  @CsvSource({
    "file:/data, file:/data/g1/E07500.hea, g1/E07500",
    "file:/data/, file:/data/1.hea, 1",
    "/data/1.hea, /data/1.hea, 1",
    "/data, /data/v1.2/100.1.hea, v1.2/100.1",
    "/data, /data/v1.2/noextension, v1.2/noextension",
    "/data, /data/.hidden, .hidden",
  })
  void idIsTheRelativePathWithoutExtension(String input, String path, String id) {
    assertThat(RecordPath.id(input, path)).isEqualTo(id);
  }

  @Test
  void fileOfAnotherFolderHasNoId() {
    assertThatThrownBy(() -> RecordPath.id("/data", "/database/1.hea"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "../1.dat",
        "a/../../1.dat",
        "..",
        "a//b",
        "C:1.dat",
        "..\\1.dat",
        "",
        "./1.dat",
        "hdfs://other/1.dat",
        "1\0.dat"
      })
  void fileOutsideTheFolderIsRefused(String name) {
    assertThatThrownBy(() -> RecordPath.inside("folder/1.hea", name))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("folder/1.hea")
        .hasMessageContaining(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.dat", "sub/1.dat", "..dat", "a..b"})
  void fileInsideTheFolderIsAccepted(String name) {
    assertThat(RecordPath.inside("folder/1.hea", name)).isEqualTo(name);
  }
}
