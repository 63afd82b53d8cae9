package org.ecglens.io.philips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.ecglens.error.UserException;
import org.ecglens.io.aecg.AecgReader;
import org.ecglens.io.muse.MuseReader;
import org.ecglens.testing.FolderFiles;
import org.junit.jupiter.api.Test;

class PhilipsReaderTest {
  private static final byte[] START =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <restingecgdata xmlns="http://www3.medical.philips.com"><patient>Planted"""
          .getBytes(StandardCharsets.UTF_8);

  @Test
  void knowsItsFilesFromThoseOfOthers() {
    assertThat(new PhilipsReader().accepts(START)).isTrue();
    assertThat(new MuseReader().accepts(START)).isFalse();
    assertThat(new AecgReader().accepts(START)).isFalse();
    assertThat(new PhilipsReader().accepts("<RestingECG><a>".getBytes(StandardCharsets.UTF_8)))
        .isFalse();
  }

  @Test
  void saysWhatToDoInstead() {
    assertThatThrownBy(() -> new PhilipsReader().read(new FolderFiles(Path.of("f")), "p.xml", "p"))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("p.xml", "Philips", "DICOM", "annotated ECG");
  }
}
