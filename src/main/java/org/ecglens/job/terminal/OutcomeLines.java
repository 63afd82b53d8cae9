package org.ecglens.job.terminal;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.report.text.PlainText;
import org.ecglens.run.RunOutcome;

/** The summary at the end of a command: records used, records skipped, folder of the results. */
public final class OutcomeLines {
  private static final String QUARANTINE = "quarantine/";

  private static final int LONGEST_EXAMPLE = 300;

  private OutcomeLines() {}

  public static List<String> of(RunOutcome outcome, String out) {
    List<String> lines = new ArrayList<>(records(outcome));
    lines.add("Results: " + out + " (" + String.join(", ", tables(outcome)) + ")");
    return lines;
  }

  /** The number of records, and the reasons why records were skipped. */
  public static List<String> records(RunOutcome outcome) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d record%s, %d of them in quarantine%s"
            .formatted(
                outcome.records(),
                outcome.records() == 1 ? "" : "s",
                outcome.quarantined(),
                outcome.partly() == 0
                    ? ""
                    : ", %d used in part (not by every network or method)"
                        .formatted(outcome.partly())));
    outcome
        .counts()
        .forEach(
            (name, count) -> {
              if (name.startsWith(QUARANTINE)) {
                lines.add("  %6d  %s".formatted(count, name.substring(QUARANTINE.length())));
              }
            });
    outcome
        .notices()
        .forEach(
            notices ->
                lines.add(
                    "  %6d  notices: %s, for example: %s"
                        .formatted(
                            notices.count(),
                            notices.kind(),
                            PlainText.of(notices.example(), LONGEST_EXAMPLE))));
    return lines;
  }

  private static List<String> tables(RunOutcome outcome) {
    return outcome.rows().entrySet().stream()
        .filter(entry -> !entry.getKey().startsWith("_"))
        .map(entry -> entry.getKey() + " " + entry.getValue() + " rows")
        .toList();
  }
}
