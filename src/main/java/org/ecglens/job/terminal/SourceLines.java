package org.ecglens.job.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ecglens.ingest.SourceFindings;
import org.ecglens.ingest.SourceSurvey;
import org.ecglens.report.text.PlainText;
import org.ecglens.report.text.StatisticsText;

/** What is in a source of recordings, for the terminal. */
public final class SourceLines {
  private static final int LONGEST_EXAMPLE = 300;
  private static final String ASSUMED = "assumed-";
  private static final String CONVENTION = "convention-";

  private SourceLines() {}

  /** All that was found, and what {@code ingest} would do. */
  public static List<String> of(String input, SourceSurvey survey) {
    SourceFindings found = survey.found();
    long records = found.statistics().records();
    List<String> lines = new ArrayList<>(survey.collections());
    lines.add(
        field(
            "Files",
            "%s below %s; %s are looked into, the others are parts of recordings, tables of"
                    .formatted(
                        count(survey.below()), PlainText.of(input, 200), count(survey.files()))
                + " collections, documents, or excluded"));
    lines.add(
        field(
            "Formats",
            found.formats().isEmpty()
                ? "none"
                : found.formats().entrySet().stream()
                    .map(entry -> entry.getKey() + " " + count(entry.getValue()))
                    .collect(Collectors.joining(", "))));
    lines.add(field("Records", count(records) + " can be read"));
    long subjects = found.subjects().get(0);
    long known = found.subjects().get(1);
    lines.add(
        field(
            "Subjects",
            known == 0
                ? "not known"
                : count(subjects)
                    + (known < records
                        ? " (known for %s of %s records)".formatted(count(known), count(records))
                        : "")));
    if (records > 0) {
      lines.add(field("Units from", origin("unit", found, records)));
      lines.add(field("Rates from", origin("rate", found, records)));
      lines.addAll(StatisticsText.of(found.statistics()));
    }
    lines.addAll(
        kinds("Notices: in the table notices, or with --strict KIND an error", found.notices()));
    lines.addAll(kinds("Left out: in the table quarantine", found.quarantine()));
    lines.add("");
    if (found.names() > 0) {
      lines.add(
          field(
              "Names in paths",
              "%s with what looks like a person's name; a path becomes the record's id in every table: rename them before ingest"
                  .formatted(count(found.names()))));
    }
    lines.add(
        field(
            "ingest",
            "would write %s records, with notices of %s kinds, and leave out %s files or records"
                .formatted(
                    count(records),
                    count(found.notices().size()),
                    count(
                        found.quarantine().stream().mapToLong(SourceFindings.Kind::count).sum()))));
    return lines;
  }

  private static String origin(String what, SourceFindings found, long records) {
    long assumed = records(found, ASSUMED + what);
    long convention = records(found, CONVENTION + what);
    return "the files or an option %s, the format's convention %s, assumed %s"
        .formatted(
            count(Math.max(0, records - assumed - convention)), count(convention), count(assumed));
  }

  private static long records(SourceFindings found, String kind) {
    return found.notices().stream()
        .filter(one -> one.kind().equals(kind))
        .mapToLong(SourceFindings.Kind::records)
        .sum();
  }

  private static List<String> kinds(String title, List<SourceFindings.Kind> kinds) {
    if (kinds.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(List.of("", title));
    for (SourceFindings.Kind kind : kinds) {
      lines.add("  %8s  %s".formatted(count(kind.count()), kind.kind()));
      lines.add("            for example " + PlainText.of(example(kind), LONGEST_EXAMPLE));
    }
    return lines;
  }

  /** Many sentences name the file themselves. */
  private static String example(SourceFindings.Kind kind) {
    String name = kind.at().substring(kind.at().lastIndexOf('/') + 1);
    return kind.example().contains(name) ? kind.example() : kind.at() + ": " + kind.example();
  }

  private static String field(String name, String value) {
    return StatisticsText.field(name, value);
  }

  private static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
