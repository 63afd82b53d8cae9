package org.ecglens.io.hdf5;

import io.jhdf.AbstractNode;
import io.jhdf.api.Attribute;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.LeadName;
import org.ecglens.error.UserException;
import org.ecglens.io.array.LabelNames;

/**
 * What the attributes of a dataset, and of the groups that it lies in, say of the record. Only
 * attributes of known names are read at all: others may hold names, numbers of persons or dates.
 *
 * <p>Case, blanks and punctuation of a name do not matter; for labels see {@link LabelNames}.
 */
final class Facts {
  private static final List<String> RATE =
      List.of(
          "samplerate",
          "sampleratehz",
          "samplingrate",
          "samplingratehz",
          "samplefrequency",
          "samplingfrequency",
          "samplingfreq",
          "sfreq",
          "fs",
          "frequency",
          "frequencyhz");

  private static final List<String> UNIT = List.of("unit", "units", "signalunit", "amplitudeunit");

  private static final List<String> LEADS =
      List.of("leads", "leadnames", "leadorder", "channels", "channelnames", "signames");

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
    Optional<Attribute> attribute = first(RATE);
    if (attribute.isEmpty()) {
      return OptionalDouble.empty();
    }
    OptionalDouble value = number(attribute.get());
    if (value.isEmpty() || !(value.getAsDouble() > 0) || value.getAsDouble() > 1e6) {
      throw new UserException(
          path + ": the attribute of the sample rate is no number of Hz between 0 and 1000000.");
    }
    return value;
  }

  /** The unit of the signal as it is written. */
  Optional<String> unit() {
    return first(UNIT).map(this::texts).filter(texts -> texts.size() == 1).map(one -> one.get(0));
  }

  /**
   * Names of leads, if there is an attribute that names some.
   *
   * @throws UserException if they are not standard leads; other names are not passed on, since a
   *     text may say anything
   */
  Optional<List<String>> leads() {
    Optional<List<String>> texts = first(LEADS).map(this::texts).filter(some -> !some.isEmpty());
    if (texts.isEmpty()) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    boolean known = true;
    for (String text : texts.get()) {
      for (String name : separated(text)) {
        LeadName lead = LeadName.of(name);
        known &= lead.known() || name.isEmpty();
        names.add(lead.name());
      }
    }
    names.removeIf(String::isEmpty);
    if (names.size() > MOST_LEADS || !known) {
      throw new UserException(
          path
              + ": the attribute that names the leads has other names than "
              + String.join(", ", Lead.STANDARD)
              + "; rename them in the file.");
    }
    return Optional.of(names);
  }

  /** Names in one text, "Lead I" being one. */
  private static List<String> separated(String text) {
    if (LeadName.of(text).known()) {
      return List.of(text);
    }
    return List.of(text.split(text.matches("(?s).*[,;].*") ? "[,;]" : "\\s+", -1));
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
