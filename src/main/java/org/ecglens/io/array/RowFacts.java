package org.ecglens.io.array;

import java.util.Map;
import org.ecglens.io.Person;

/** What is known of the rows of an array. */
public interface RowFacts {
  /** Nothing. */
  RowFacts NONE =
      new RowFacts() {
        @Override
        public String id(int row) {
          return null;
        }

        @Override
        public Person person(int row) {
          return Person.UNKNOWN;
        }

        @Override
        public Map<String, Double> labels(int row) {
          return Map.of();
        }
      };

  /** Whether the file has ids. */
  default boolean isNamed() {
    return id(0) != null;
  }

  /** Id of the record within the file, or null. */
  String id(int row);

  /** The person. */
  Person person(int row);

  /** Labels by name. */
  Map<String, Double> labels(int row);
}
