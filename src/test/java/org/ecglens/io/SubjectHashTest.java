package org.ecglens.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SubjectHashTest {
  private static SubjectHash hash(String salt) {
    return new SubjectHash(salt.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void namesAPersonAlikeUnderOneSaltOnly() {
    assertThat(hash("salt").of("4711"))
        .matches("[0-9a-f]{32}")
        .isEqualTo(hash("salt").of(" 4711 "))
        .isNotEqualTo(hash("salt").of("4712"))
        .isNotEqualTo(hash("other").of("4711"));
  }

  /** Made with openssl: printf 'subject\n4711' | openssl dgst -sha256 -hmac salt. */
  @Test
  void isTheStandardKeyedHash() {
    assertThat(hash("salt").of("4711")).isEqualTo("ca532ba5930d4d54fc73b3fe76e44bd1");
  }

  @Test
  void nobodyHasNoName() {
    assertThat(hash("salt").of(null)).isNull();
    assertThat(hash("salt").of("  ")).isNull();
  }

  @Test
  void fingerprintIsNoSubject() {
    assertThat(hash("salt").fingerprint()).isNotEqualTo(hash("salt").of("fingerprint"));
    assertThat(hash("salt").fingerprint()).isNotEqualTo(hash("pepper").fingerprint());
  }
}
