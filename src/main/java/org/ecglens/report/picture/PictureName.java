package org.ecglens.report.picture;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names of files made from record ids, which may hold anything. */
public final class PictureName {
  private static final int LONGEST = 80;
  private static final int DIGEST_BYTES = 6;

  private PictureName() {}

  /**
   * A name of letters, digits, dot, dash and underscore, without extension. Where it is not the id
   * itself, or could be that of another id (in another case, on file systems that make no
   * difference; or by its ending), a digest of the id keeps the two apart.
   */
  public static String of(String recordId) {
    String safe = recordId.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^[.-]+", "_");
    safe = safe.substring(0, Math.min(safe.length(), LONGEST));
    boolean alone =
        safe.equals(recordId)
            && !safe.isEmpty()
            && safe.chars().noneMatch(c -> c >= 'A' && c <= 'Z')
            && !safe.matches(".*-[0-9a-f]{" + 2 * DIGEST_BYTES + "}");
    return alone ? safe : safe + "-" + digest(recordId);
  }

  private static String digest(String recordId) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(recordId.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
