package org.ecglens.io.matlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

class InflatedStreamTest {
  @Test
  void closingEndsTheInflater() throws IOException {
    byte[] content = {1, 2, 3};
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(content);
    }
    Inflater inflater = new Inflater();
    try (InflatedStream in =
        new InflatedStream(new ByteArrayInputStream(packed.toByteArray()), inflater)) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
    assertThatThrownBy(inflater::getBytesWritten)
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("closed");
  }
}
