package org.ecglens.plan;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.ecglens.error.UserException;
import org.ecglens.verdict.Deviation;

/**
 * The protocol file to which an evaluation is held.
 *
 * @param path of the file, as the user wrote it
 * @param sha256 of its bytes, 64 lower-case hexadecimal digits
 * @param deviations options whose values are not the registered ones; none if all are
 */
public record Protocol(String path, String sha256, List<Deviation> deviations)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Copies the list.
   *
   * @throws UserException if the digest is none
   */
  public Protocol {
    Objects.requireNonNull(path, "path");
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new UserException("protocol " + path + ": '" + sha256 + "' is no SHA-256.");
    }
    deviations = List.copyOf(deviations);
  }

  /** The path, as it is asked for on the command line. */
  @Override
  public String toString() {
    return path;
  }
}
