package org.ecglens.ingest;

import java.io.Serializable;
import java.util.Map;

/**
 * A file that a record is read from.
 *
 * @param path with scheme
 * @param input folder or file that the user named, with scheme; nothing outside it is read
 * @param recordId path below the input, without extension
 * @param subject hash of the person where the collection's tables know one, or null
 * @param labels of the collection's tables
 */
public record SourceFile(
    String path, String input, String recordId, String subject, Map<String, Double> labels)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
