package org.ecglens.attribution;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.Map;
import org.ecglens.error.UserException;
import org.ecglens.extension.UserClass;

/**
 * A method of the user's own: its name is that of its class, and its mistakes are named, not taken
 * for those of ecglens.
 *
 * @param name of the class
 * @param method an object of it
 */
record OwnMethod(String name, AttributionMethod method) implements AttributionMethod {
  private static final String KIND = "Method";

  /**
   * Makes a method of a class.
   *
   * @throws UserException if there is no such class, or its objects are no methods, cannot be made
   *     or cannot be sent to executors
   */
  static OwnMethod of(String name, Map<String, String> options) {
    OwnMethod own =
        new OwnMethod(name, UserClass.create(KIND, name, AttributionMethod.class, options));
    try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
      out.writeObject(own);
    } catch (IOException e) {
      throw own.mistake("executors get it by Java's serialization, which fails: " + e, e);
    }
    return own;
  }

  @Override
  public boolean multipliesByInput() {
    return method.multipliesByInput();
  }

  /**
   * Explains a batch.
   *
   * @throws UserException if the method throws one of Java's own exceptions, or does not give a map
   *     of the record's size for each record and target
   */
  @Override
  public Attribution[][] attribute(ExplainableBatch batch) {
    Attribution[][] attributions;
    try {
      attributions = method.attribute(batch);
    } catch (RuntimeException e) {
      // Those of the engine and of Spark are not the method's.
      if (!e.getClass().getName().startsWith("java.")) {
        throw e;
      }
      throw mistake(
          "it fails on a batch that begins with record " + batch.recordId(0) + ": " + e, e);
    }
    int records = attributions == null ? 0 : attributions.length;
    if (records != batch.records()) {
      throw mistake("it explains %d of %d records".formatted(records, batch.records()), null);
    }
    for (int record = 0; record < records; record++) {
      check(batch, record, attributions[record]);
    }
    return attributions;
  }

  private void check(ExplainableBatch batch, int record, Attribution[] targets) {
    int found = targets == null ? 0 : targets.length;
    if (found != batch.targets().length) {
      throw mistake(
          "it explains %d of %d targets of record %s"
              .formatted(found, batch.targets().length, batch.recordId(record)),
          null);
    }
    for (Attribution target : targets) {
      int points = target == null || target.values() == null ? 0 : target.values().length;
      if (points != batch.signal(record).length) {
        throw mistake(
            "its map of record %s has %d values, the record has %d"
                .formatted(batch.recordId(record), points, batch.signal(record).length),
            null);
      }
    }
  }

  private UserException mistake(String what, Exception cause) {
    return new UserException(
        KIND + " " + name + ": " + what + "; mend the class, or leave it out of --methods.", cause);
  }
}
