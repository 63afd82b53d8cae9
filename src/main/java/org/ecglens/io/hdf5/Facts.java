package org.ecglens.io.hdf5;

import io.jhdf.AbstractNode;
import io.jhdf.api.Attribute;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ecglens.ecg.Voltage;
import org.ecglens.error.UserException;
import org.ecglens.io.array.FactNames;
import org.ecglens.io.array.LabelNames;
import org.ecglens.io.array.LeadNames;

/**
 * What the attributes of a dataset, and of the groups that it lies in, say of the record. Only
 * attributes of known names are read at all: others may hold names, numbers of persons or dates.
 *
 * <p>Case, blanks and punctuation of a name do not matter; for labels see {@link LabelNames}.
 */
final class Facts {
  private static final List<String> PERSON =
      List.of("patid", "patientid", "subjectid", "subject", "personid", "mrn");

  private static final int MOST_LEADS = 64;

  private final String path;
  private final Map<String, Attribute> attributes = new HashMap<>();

  /**
   * Attributes by name.
   *
   * @param path for messages
   * @param holders what they stand at; the first that has an attribute is believed
   */
  Facts(String path, List<AbstractNode> holders) {
    this.path = path;
    for (AbstractNode holder : holders) {
      holder
          .getAttributes()
          .forEach((name, attribute) -> attributes.putIfAbsent(LabelNames.plain(name), attribute));
    }
  }

  /**
   * Samples a second.
   *
   * @throws UserException if there is an attribute of it that is no positive number
   */
  OptionalDouble sampleRateHz() {
    Optional<Attribute> attribute = first(FactNames.RATE);
    if (attribute.isEmpty()) {
      return OptionalDouble.empty();
    }
    OptionalDouble value = number(attribute.get());
    if (value.isEmpty() || !(value.getAsDouble() > 0) || value.getAsDouble() > 1e6) {
      throw new UserException(
          path + ": the attribute of the sample rate is no number of Hz between 0 and 1000000.");
    }
    for (String name : FactNames.RATE) {
      OptionalDouble other =
          attributes.containsKey(name) ? number(attributes.get(name)) : OptionalDouble.empty();
      // A plain "frequency" may be that of a filter.
      if (!name.startsWith("frequency")
          && other.isPresent()
          && Math.abs(other.getAsDouble() - value.getAsDouble())
              > FactNames.SAME_RATE * value.getAsDouble()) {
        throw new UserException(
            path + ": attributes say different sample rates; remove the one that is wrong.");
      }
    }
    return value;
  }

  /**
   * The unit of the signal as it is written.
   *
   * @throws UserException if the leads have several
   */
  Optional<String> unit() {
    List<String> texts = first(FactNames.UNIT).map(this::texts).orElse(List.of());
    if (texts.stream().anyMatch(text -> !Voltage.isSame(text, texts.get(0)))) {
      throw new UserException(
          path + ": the attribute of the unit names several; convert the leads to one unit.");
    }
    return texts.stream().findFirst();
  }

  /** Whether an attribute says that stored integers are scaled or shifted, by whatever rule. */
  boolean isScaled() {
    return Stream.concat(FactNames.SCALE.stream(), FactNames.OFFSET.stream())
        .anyMatch(
            name ->
                attributes.containsKey(name)
                    && !isAlways(attributes.get(name), FactNames.SCALE.contains(name) ? 1 : 0));
  }

  private static boolean isAlways(Attribute attribute, double neutral) {
    DataType type = attribute.getDataType();
    if (!(type instanceof FixedPoint || type instanceof FloatingPoint)
        || attribute.getSize() > MOST_LEADS) {
      return false;
    }
    Object data = attribute.getData();
    int count = data != null && data.getClass().isArray() ? Array.getLength(data) : 1;
    for (int i = 0; i < count; i++) {
      Object one = data != null && data.getClass().isArray() ? Array.get(data, i) : data;
      if (!(one instanceof Number number) || number.doubleValue() != neutral) {
        return false;
      }
    }
    return true;
  }

  /**
   * Names of leads, if there is an attribute that names some.
   *
   * @throws UserException if they are not standard leads; other names are not passed on, since a
   *     text may say anything
   */
  Optional<List<String>> leads() {
    Optional<List<String>> texts =
        first(FactNames.LEADS).map(this::texts).filter(some -> !some.isEmpty());
    return texts.map(some -> LeadNames.of(path, some));
  }

  /** What the person is known by, or null. */
  String person() {
    return first(PERSON)
        .flatMap(
            attribute -> {
              List<String> texts = texts(attribute);
              if (texts.size() == 1) {
                return Optional.of(texts.get(0));
              }
              OptionalDouble number = number(attribute);
              return number.isPresent()
                  ? Optional.of(String.valueOf((long) number.getAsDouble()))
                  : Optional.empty();
            })
        .orElse(null);
  }

  /** Measurements by name: beats a minute, ms, µV. */
  Map<String, Double> labels() {
    Map<String, Double> labels = new TreeMap<>();
    LabelNames.byLabel()
        .forEach(
            (label, names) -> {
              OptionalDouble value = first(names).map(this::number).orElse(OptionalDouble.empty());
              if (value.isPresent() && LabelNames.isMeasured(label, value.getAsDouble())) {
                labels.put(label, value.getAsDouble());
              }
            });
    return labels;
  }

  private Optional<Attribute> first(List<String> names) {
    return names.stream().filter(attributes::containsKey).map(attributes::get).findFirst();
  }

  private OptionalDouble number(Attribute attribute) {
    DataType type = attribute.getDataType();
    boolean numeric = type instanceof FixedPoint || type instanceof FloatingPoint;
    if (!numeric || attribute.getSize() != 1) {
      return OptionalDouble.empty();
    }
    Object data = attribute.getData();
    while (data != null && data.getClass().isArray()) {
      data = Array.get(data, 0);
    }
    return data instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }

  /** The texts of an attribute; none if it holds something else or too many. */
  private List<String> texts(Attribute attribute) {
    DataType type = attribute.getDataType();
    boolean text =
        type instanceof StringData
            || (type instanceof VariableLength variable && variable.isVariableLengthString());
    if (!text || attribute.getSize() > MOST_LEADS || attribute.isEmpty()) {
      return List.of();
    }
    Object data = attribute.getData();
    return data instanceof String one
        ? List.of(one.strip())
        : data instanceof String[] several
            ? Arrays.stream(several).map(String::strip).toList()
            : List.of();
  }
}
