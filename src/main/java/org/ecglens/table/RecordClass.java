package org.ecglens.table;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The components of a record class as values in their order.
 *
 * @param <T> the record class
 */
public final class RecordClass<T> {
  private static final MethodType ACCESSOR = MethodType.methodType(Object.class, Object.class);
  private static final MethodType CONSTRUCTOR = MethodType.methodType(Object.class, Object[].class);

  private final Class<T> type;
  private final List<RecordComponent> components;
  private final List<String> names;
  private final MethodHandle[] accessors;
  private final MethodHandle constructor;

  private RecordClass(Class<T> type) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    this.type = type;
    this.components = List.of(type.getRecordComponents());
    this.names = components.stream().map(one -> snakeCase(one.getName())).toList();
    this.accessors = new MethodHandle[components.size()];
    for (int i = 0; i < accessors.length; i++) {
      accessors[i] = lookup.unreflect(components.get(i).getAccessor()).asType(ACCESSOR);
    }
    Class<?>[] types = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
    this.constructor =
        lookup
            .unreflectConstructor(type.getDeclaredConstructor(types))
            .asSpreader(Object[].class, types.length)
            .asType(CONSTRUCTOR);
  }

  /** Looks at a public record class. */
  public static <T> RecordClass<T> of(Class<T> type) {
    try {
      return new RecordClass<>(type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type + " is no public record", e);
    }
  }

  /** The components in order. */
  List<RecordComponent> components() {
    return components;
  }

  /** Names of the components in snake case, in order. */
  public List<String> names() {
    return names;
  }

  /** {@code ciLow} becomes {@code ci_low}. */
  static String snakeCase(String name) {
    return name.replaceAll("(?<=.)(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  /** The values of a record, in the order of its components. */
  public Object[] values(Object record) {
    Object[] values = new Object[accessors.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(record, i);
    }
    return values;
  }

  private Object value(Object record, int component) {
    try {
      return (Object) accessors[component].invokeExact(record);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /**
   * The record of some values.
   *
   * @param values in the order of the components, of their types; null where a primitive component
   *     is to be is an error
   */
  public T record(Object[] values) {
    try {
      return type.cast((Object) constructor.invokeExact(values));
    } catch (NullPointerException e) {
      throw new IllegalArgumentException(type.getSimpleName() + " of " + Arrays.asList(values), e);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static RuntimeException unexpected(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException known ? known : new IllegalStateException(e);
  }
}
