package org.ecglens.preprocess;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ecglens.error.UserException;

/** The fields of a step as a card has them. */
final class StepFields {
  private final JsonNode node;

  StepFields(JsonNode node) {
    this.node = node;
  }

  /** A number, or null. */
  Double number(String key) {
    JsonNode value = value(key);
    if (value.isMissingNode()) {
      return null;
    }
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw new UserException(key + " must be a number, is " + value);
    }
    return value.doubleValue();
  }

  double number(String key, double otherwise) {
    Double number = number(key);
    return number == null ? otherwise : number;
  }

  double required(String key) {
    return present(key, number(key));
  }

  /** A whole number, or null. */
  Integer integer(String key) {
    JsonNode value = value(key);
    if (value.isMissingNode()) {
      return null;
    }
    if (!value.isNumber()
        || value.doubleValue() != Math.rint(value.doubleValue())
        || !value.canConvertToInt()) {
      throw new UserException(key + " must be a whole number, is " + value);
    }
    return value.intValue();
  }

  int whole(String key) {
    return present(key, integer(key));
  }

  /** A number, or a list of numbers; null if there is none. */
  List<Double> numbers(String key) {
    JsonNode value = value(key);
    if (value.isMissingNode()) {
      return null;
    }
    List<Double> numbers = new ArrayList<>();
    for (JsonNode element : value.isArray() ? value : List.of(value)) {
      if (!element.isNumber() || !Double.isFinite(element.doubleValue())) {
        throw new UserException(key + " must be a number or a list of numbers, has " + element);
      }
      numbers.add(element.doubleValue());
    }
    if (numbers.isEmpty()) {
      throw new UserException(key + " must not be empty");
    }
    return List.copyOf(numbers);
  }

  /** A text, or null. */
  String text(String key) {
    JsonNode value = value(key);
    if (value.isMissingNode()) {
      return null;
    }
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new UserException(key + " must be a text, is " + value);
    }
    return value.textValue();
  }

  /** One of the words that the constants of an enumeration are, in lower case. */
  <E extends Enum<E>> E word(String key, Class<E> words, E otherwise) {
    String text = text(key);
    if (text == null) {
      return present(key, otherwise);
    }
    List<String> all =
        Arrays.stream(words.getEnumConstants())
            .map(word -> word.name().toLowerCase(Locale.ROOT))
            .toList();
    if (!all.contains(text)) {
      throw new UserException(
          "%s must be one of %s, is '%s'".formatted(key, String.join(", ", all), text));
    }
    return Enum.valueOf(words, text.toUpperCase(Locale.ROOT));
  }

  private JsonNode value(String key) {
    return node.path(key);
  }

  private static <T> T present(String key, T value) {
    if (value == null) {
      throw new UserException(key + " is missing");
    }
    return value;
  }

  /** A range that does not depend on the signal. */
  static void check(boolean holds, String key, String range, Object value) {
    if (!holds) {
      throw new UserException(key + " must be " + range + ", is " + value);
    }
  }

  /** Whole numbers without decimals. */
  static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
