package org.ecglens.report.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A small table as the page's scripts get it.
 *
 * @param columns names
 * @param rows values in the order of the columns: text, numbers, null
 * @param leftOut why the page does not hold the rows that the run has; null where it does
 */
public record PageTable(
    List<String> columns,
    List<List<Object>> rows,
    @JsonProperty("left_out") @JsonInclude(JsonInclude.Include.NON_NULL) String leftOut) {
  /** Copies the lists. */
  public PageTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** A table with all of its rows. */
  public static PageTable of(List<String> columns, List<List<Object>> rows) {
    return new PageTable(columns, rows, null);
  }
}
