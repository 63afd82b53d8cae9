package org.ecglens.stats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.StreamSupport;

/** What other libraries make of the same data: {@code python/statistics/values.py} wrote it. */
final class ReferenceValues {
  private static final JsonNode ALL = read();

  private ReferenceValues() {}

  static JsonNode of(String part) {
    return ALL.get(part);
  }

  static double[] numbers(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  static double[][] matrix(JsonNode lists) {
    return StreamSupport.stream(lists.spliterator(), false)
        .map(ReferenceValues::numbers)
        .toArray(double[][]::new);
  }

  private static JsonNode read() {
    try (InputStream in = ReferenceValues.class.getResourceAsStream("values.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
