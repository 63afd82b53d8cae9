package org.ecglens.plan.json;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.ecglens.plan.Asked;
import org.ecglens.plan.Choice;
import org.ecglens.plan.Spec;

/**
 * The differences that keep a run from resuming: components of the spec on which the tables depend.
 * The content of networks, records and other files is not compared here.
 */
public final class SpecDifferences {
  private SpecDifferences() {}

  /**
   * Compares the spec of a run with the spec of the current command.
   *
   * @return in the order of components; empty if the run may resume
   */
  public static List<Difference> between(Spec there, Spec here) {
    if (there.getClass() != here.getClass()) {
      return List.of(new Difference("command", "command", there.command(), here.command()));
    }
    List<Difference> found = new ArrayList<>();
    compare("", there, here, found);
    return List.copyOf(found);
  }

  private static void compare(String parent, Object there, Object here, List<Difference> found) {
    for (RecordComponent component : Parts.of(there.getClass())) {
      Object first = Parts.value(component, there);
      Object second = Parts.value(component, here);
      String path = Parts.path(parent, Parts.key(component));
      Asked asked = component.getAnnotation(Asked.class);
      if (asked == null) {
        compare(path, first, second, found);
      } else if (!asked.incidental()) {
        compare(asked.option(), path, first, second, found);
      }
    }
  }

  private static void compare(
      String[] options, String path, Object there, Object here, List<Difference> found) {
    if (options.length == 1) {
      if (!Objects.equals(there, here)) {
        found.add(new Difference(options[0], path, text(there), text(here)));
      }
      return;
    }
    List<RecordComponent> parts = Parts.of(there.getClass());
    for (int i = 0; i < options.length; i++) {
      RecordComponent part = parts.get(i);
      compare(
          new String[] {options[i]},
          Parts.path(path, Parts.key(part)),
          Parts.value(part, there),
          Parts.value(part, here),
          found);
    }
  }

  private static String text(Object value) {
    if (value == null) {
      return "none";
    }
    if (value instanceof Enum<?> constant) {
      return Choice.word(constant);
    }
    if (value instanceof Map<?, ?> map) {
      return text(
          map.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList());
    }
    if (value instanceof List<?> list) {
      return list.isEmpty()
          ? "none"
          : list.stream().map(Object::toString).collect(Collectors.joining(","));
    }
    return value.toString();
  }
}
