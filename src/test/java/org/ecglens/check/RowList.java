package org.ecglens.check;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.metric.Moments;
import org.ecglens.table.ScoreRow;
import org.ecglens.table.StateRow;
import org.ecglens.table.TableRow;

/** What checks wrote. */
final class RowList implements CheckOutput {
  private final List<TableRow> rows = new ArrayList<>();

  @Override
  public void write(TableRow row) {
    rows.add(row);
  }

  @Override
  public void quarantine(String recordId, String path, String stage, String reason, String detail) {
    throw new AssertionError(recordId + ": " + detail);
  }

  /** Scores of a method by a metric, most relevant first where there is an order. */
  List<ScoreRow> scores(String method, String metric) {
    return rows.stream()
        .filter(ScoreRow.class::isInstance)
        .map(ScoreRow.class::cast)
        .filter(row -> row.method().equals(method) && row.metric().equals(metric))
        .filter(row -> row.order().equals("morf") || row.order().equals(ScoreRow.NONE))
        .toList();
  }

  /** Their mean. */
  double mean(String method, String metric) {
    return scores(method, metric).stream()
        .mapToDouble(ScoreRow::value)
        .average()
        .orElseThrow(() -> new AssertionError("no " + metric + " of " + method));
  }

  /** A sum. */
  Moments state(String kind, String method, String detail) {
    return rows.stream()
        .filter(StateRow.class::isInstance)
        .map(StateRow.class::cast)
        .filter(row -> row.kind().equals(kind) && row.method().equals(method))
        .filter(row -> row.detail().equals(detail))
        .map(row -> new Moments(row.n(), row.mean(), row.m2()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " of " + method + ", " + detail));
  }
}
