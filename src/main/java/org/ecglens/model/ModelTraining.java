package org.ecglens.model;

import java.util.List;
import java.util.Map;

/**
 * How a network came to be, as its card tells it; null where the card does not say.
 *
 * @param data what it was trained on, in words
 * @param records how many in each part of the data: {@code training}, {@code validation}, {@code
 *     test}
 * @param split how records were divided
 * @param seed of the first weights and of the order of the examples
 * @param epochs trained
 * @param epoch whose weights were kept
 * @param architecture its shape, in words
 * @param recipe options of the training and their values
 * @param errors on the part for the test, of quantities
 * @param classes how well classes are told on the part for the test
 * @param versions of the programs that took part
 * @param sha256 of the model file, in hexadecimal
 */
public record ModelTraining(
    String data,
    Map<String, Integer> records,
    Split split,
    Long seed,
    Integer epochs,
    Integer epoch,
    String architecture,
    Map<String, String> recipe,
    List<TestError> errors,
    List<ClassTest> classes,
    Map<String, String> versions,
    String sha256) {

  /**
   * A division of records by their names.
   *
   * @param training share of all records
   * @param validation share of all records
   */
  public record Split(long seed, double training, double validation) {}

  /**
   * The error of a target in its unit.
   *
   * @param target its name
   * @param records that have it
   * @param meanAbsolute mean absolute error
   * @param rootMeanSquare root of the mean squared error
   * @param labelDeviation standard deviation of the label in the same records
   */
  public record TestError(
      String target,
      int records,
      Double meanAbsolute,
      Double rootMeanSquare,
      Double labelDeviation) {}

  /**
   * How well a class is told.
   *
   * @param target its name
   * @param records that have the label
   * @param positives of them with the class
   * @param values by metric: auroc, average_precision, brier, calibration_slope, accuracy
   */
  public record ClassTest(String target, long records, long positives, Map<String, Double> values) {
    /** Copies the map. */
    public ClassTest {
      values = values == null ? Map.of() : Map.copyOf(values);
    }
  }

  /** Copies the collections. */
  public ModelTraining {
    records = records == null ? Map.of() : Map.copyOf(records);
    recipe = recipe == null ? Map.of() : Map.copyOf(recipe);
    errors = errors == null ? List.of() : List.copyOf(errors);
    classes = classes == null ? List.of() : List.copyOf(classes);
    versions = versions == null ? Map.of() : Map.copyOf(versions);
  }
}
