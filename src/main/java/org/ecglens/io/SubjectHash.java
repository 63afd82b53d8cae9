package org.ecglens.io;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names persons by HMAC-SHA-256 of the source's number for them under a secret salt (RFC 2104), the
 * first 16 bytes in hexadecimal. The same person has the same name wherever the same salt is used;
 * without the salt nobody can find the number by trying all.
 */
public final class SubjectHash implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int LENGTH = 32;

  private final byte[] salt;

  /**
   * Hashes with a salt.
   *
   * @param salt secret, not empty
   */
  public SubjectHash(byte[] salt) {
    this.salt = salt.clone();
  }

  /**
   * The name of a person.
   *
   * @param person number or name in the source, blanks around it aside; null gives null
   */
  public String of(String person) {
    return person == null || person.isBlank() ? null : hash("subject", person.strip());
  }

  /** Tells salts apart without giving them away. */
  public String fingerprint() {
    return hash("fingerprint", "");
  }

  private String hash(String purpose, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(salt, ALGORITHM));
      byte[] hash = mac.doFinal((purpose + '\n' + text).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
