package org.ecglens.plan.json;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ecglens.plan.Asked;

/** What records are made of, as JSON and comparisons name it. */
final class Parts {
  private Parts() {}

  static List<RecordComponent> of(Class<?> type) {
    return Arrays.asList(type.getRecordComponents());
  }

  /** The component's name with underscores. */
  static String key(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** The key behind those of the records around it. */
  static String path(String parent, String key) {
    return parent.isEmpty() ? key : parent + "." + key;
  }

  static Object value(RecordComponent component, Object record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("records of a spec are public", e);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("components of a spec are plain data", e.getCause());
    }
  }

  /**
   * Records of other packages have no annotations: any of their components that can be null may be
   * null.
   */
  static boolean mayBeNull(RecordComponent component) {
    Asked asked = component.getAnnotation(Asked.class);
    if (asked != null) {
      return asked.optional();
    }
    boolean own = component.getDeclaringRecord().getPackage() == Asked.class.getPackage();
    return !own && !component.getType().isPrimitive();
  }
}
