package org.ecglens.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.ecglens.error.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubjectSecretTest {
  @TempDir Path folder;
  private final Configuration conf = new Configuration();

  /** It would lie on whichever machine the driver runs. */
  @Test
  void aClusterHasNoSecretOfItsOwn() {
    assertThatThrownBy(() -> new SubjectSecret(null).subjects(conf, true))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--salt")
        .hasMessageContaining("every machine can read");
  }

  @Test
  void aFileIsReadByItsScheme() throws IOException {
    Path salt = Files.writeString(folder.resolve("salt"), "0123456789abcdef");
    assertThat(new SubjectSecret(salt.toUri().toString()).subjects(conf, true).fingerprint())
        .isEqualTo(new SubjectSecret(salt.toString()).subjects(conf, false).fingerprint());
  }
}
