package org.ecglens.extension;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.Optional;
import org.ecglens.error.UserException;

/**
 * Objects of a user's class, found by its name with its package on the class path: in a jar that
 * {@code --jars} names, on the driver as on executors.
 */
public final class UserClass {
  private UserClass() {}

  /** Whether a name is that of a class: names of ecglens have no dot. */
  public static boolean is(String name) {
    return name.contains(".");
  }

  /**
   * Makes an object by the public constructor that takes the options as a map, or without options
   * by one that takes nothing.
   *
   * @param kind what it is, to begin a message with: {@code Operator}
   * @param name of the class
   * @param type that the class must be of
   * @param options by name
   * @throws UserException if there is no such class, it is of another type, it has no such
   *     constructor, or its constructor throws
   */
  public static <T> T create(String kind, String name, Class<T> type, Map<String, String> options) {
    String subject = kind + " " + name;
    try {
      Class<?> found = Class.forName(name, true, Thread.currentThread().getContextClassLoader());
      if (!type.isAssignableFrom(found)) {
        throw new UserException(subject + ": the class does not implement " + type.getName() + ".");
      }
      Optional<Constructor<?>> taking = constructor(found, Map.class);
      if (taking.isPresent()) {
        return type.cast(taking.get().newInstance(Map.copyOf(options)));
      }
      Constructor<?> plain =
          constructor(found)
              .orElseThrow(
                  () ->
                      new UserException(
                          subject
                              + ": the class needs to be public, with a public constructor that"
                              + " takes a Map of options, or nothing."));
      if (!options.isEmpty()) {
        throw new UserException(
            subject
                + ": the class has no constructor that takes a Map of options; leave out "
                + String.join(", ", options.keySet())
                + ".");
      }
      return type.cast(plain.newInstance());
    } catch (ClassNotFoundException e) {
      throw new UserException(subject + ": there is no such class; give its jar with --jars.", e);
    } catch (InvocationTargetException e) {
      throw new UserException(subject + ": " + text(e.getCause()), e);
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new UserException(
          subject + ": the class cannot be used, " + e + "; build it for this JDK and ecglens.", e);
    }
  }

  /** What an exception says, and its type where that is part of it. */
  public static String text(Throwable e) {
    return e instanceof UserException ? e.getMessage() : e.toString();
  }

  private static Optional<Constructor<?>> constructor(Class<?> of, Class<?>... parameters) {
    try {
      return Optional.of(of.getConstructor(parameters));
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }
}
