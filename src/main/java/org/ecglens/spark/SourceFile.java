package org.ecglens.spark;

import java.io.Serializable;

/**
 * A file that a record is read from.
 *
 * @param path with scheme
 * @param recordId path below the input, without extension
 */
public record SourceFile(String path, String recordId) implements Serializable {
  private static final long serialVersionUID = 1L;
}
