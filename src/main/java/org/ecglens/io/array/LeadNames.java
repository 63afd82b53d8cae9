package org.ecglens.io.array;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.LeadName;
import org.ecglens.error.UserException;

/** The names of an array's leads as a file writes them, in several texts or in one. */
public final class LeadNames {
  /** More texts are not read. */
  public static final int MOST = 64;

  private LeadNames() {}

  /**
   * Names in the usual spelling.
   *
   * @param path for messages
   * @throws UserException if they are not standard leads; other names are not passed on, since a
   *     text may say anything
   */
  public static List<String> of(String path, List<String> texts) {
    List<String> names = new ArrayList<>();
    boolean known = true;
    for (String text : texts) {
      for (String name : separated(text)) {
        LeadName lead = LeadName.of(name);
        known &= lead.known() || name.isEmpty();
        names.add(lead.name());
      }
    }
    names.removeIf(String::isEmpty);
    if (names.size() > MOST || !known) {
      throw new UserException(
          path
              + ": what names the leads has other names than "
              + String.join(", ", Lead.STANDARD)
              + "; rename them in the file.");
    }
    return names;
  }

  /** Names in one text, "Lead I" being one. */
  private static List<String> separated(String text) {
    if (LeadName.of(text).known()) {
      return List.of(text);
    }
    return List.of(text.split(text.matches("(?s).*[,;].*") ? "[,;]" : "\\s+", -1));
  }
}
