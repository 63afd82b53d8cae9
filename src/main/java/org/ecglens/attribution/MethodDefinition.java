package org.ecglens.attribution;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ecglens.error.UserException;

/** What there is to know of a method before it is made: its name, meaning and options. */
public final class MethodDefinition {
  private final String name;
  private final MethodGroup group;
  private final String meaning;
  private final List<MethodOption> options;
  private final Function<Settings, AttributionMethod> factory;

  MethodDefinition(
      String name,
      MethodGroup group,
      String meaning,
      List<MethodOption> options,
      Function<Settings, AttributionMethod> factory) {
    this.name = name;
    this.group = group;
    this.meaning = meaning;
    this.options = List.copyOf(options);
    this.factory = factory;
  }

  /** Name as on the command line. */
  public String name() {
    return name;
  }

  /** How it obtains its maps. */
  public MethodGroup group() {
    return group;
  }

  /** What it computes, in one line. */
  public String meaning() {
    return meaning;
  }

  /** Whether it is a {@link Controls control} and explains nothing. */
  public boolean isControl() {
    return group == MethodGroup.CONTROL;
  }

  /** What can be set. */
  public List<MethodOption> options() {
    return options;
  }

  /** Whether it maps the output of a layer, which its option {@code layer} names. */
  public boolean mapsLayer() {
    return options.contains(LayerChannels.LAYER);
  }

  AttributionMethod create(Settings settings) {
    return factory.apply(settings);
  }

  /**
   * The values that hold when some are set.
   *
   * @param set by the option's name without the method's
   * @throws UserException if there is no such option, a value is out of range, or two are set of
   *     which one replaces the other
   */
  Settings settings(Preset preset, Map<String, String> set) {
    List<String> known = options.stream().map(MethodOption::name).toList();
    for (String option : set.keySet()) {
      if (!known.contains(option)) {
        throw new UserException(
            "unknown option '"
                + name
                + "."
                + option
                + "'"
                + (known.isEmpty()
                    ? ": " + name + " has no options"
                    : Nearest.suggestion(option, known) + ": " + name + " has " + known));
      }
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (MethodOption option : options) {
      String value = set.get(option.name());
      String rival = rival(option, set);
      if (value != null && rival != null) {
        throw new UserException(
            "options "
                + name
                + "."
                + option.name()
                + " and "
                + name
                + "."
                + rival
                + " are both set: one replaces the other, leave one out");
      }
      if (value == null && rival == null) {
        value = option.defaultValue(preset);
      }
      if (value != null) {
        values.put(option.name(), option.parse(name, value));
      }
    }
    return new Settings(values);
  }

  /** The option that is set and replaces this one; null if none is. */
  private String rival(MethodOption option, Map<String, String> set) {
    for (MethodOption other : options) {
      boolean pair =
          option.name().equals(other.alternative()) || other.name().equals(option.alternative());
      if (pair && set.containsKey(other.name())) {
        return other.name();
      }
    }
    return null;
  }
}
