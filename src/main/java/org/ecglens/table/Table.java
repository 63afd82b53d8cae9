package org.ecglens.table;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table: what the class of its rows says of it.
 *
 * @param <R> its rows
 */
public final class Table<R extends TableRow> {
  private static final ClassValue<Table<?>> TABLES =
      new ClassValue<>() {
        @Override
        protected Table<?> computeValue(Class<?> type) {
          return new Table<>(type.asSubclass(TableRow.class));
        }
      };

  private final RecordClass<R> rows;
  private final TableInfo info;
  private final List<Column> columns;

  private Table(Class<R> type) {
    this.rows = RecordClass.of(type);
    this.info = type.getAnnotation(TableInfo.class);
    List<Column> found = new ArrayList<>();
    for (RecordComponent component : rows.components()) {
      found.add(column(component));
    }
    this.columns = List.copyOf(found);
  }

  private static Column column(RecordComponent component) {
    Col col = component.getAnnotation(Col.class);
    if (col == null || (col.nullable() && component.getType().isPrimitive())) {
      throw new IllegalArgumentException(
          component + (col == null ? " says nothing of its column" : " cannot be null"));
    }
    return new Column(
        col.name().isEmpty() ? RecordClass.snakeCase(component.getName()) : col.name(),
        ColumnType.of(component.getGenericType()),
        col.nullable(),
        col.unit(),
        col.meaning());
  }

  /**
   * The table of a class of rows.
   *
   * @throws IllegalArgumentException if the class is no public record whose components are columns
   */
  @SuppressWarnings("unchecked") // the table of a class has its rows
  public static <R extends TableRow> Table<R> of(Class<R> type) {
    return (Table<R>) TABLES.get(type);
  }

  /** Folder of the table below the run's; a name that begins with an underscore is internal. */
  public String folder() {
    return info.folder();
  }

  /** What it holds. */
  public String meaning() {
    return info.meaning();
  }

  /** The commands that write it. */
  public List<String> writtenBy() {
    return Arrays.asList(info.writtenBy());
  }

  /** Whether it is a run's own, not for readers. */
  public boolean isInternal() {
    return info.internal();
  }

  /** The columns in order. */
  public List<Column> columns() {
    return columns;
  }

  /**
   * The values of a row, in the order of the columns and of the classes that {@link ColumnType}
   * names; null only where a column is nullable.
   *
   * @throws IllegalArgumentException if a value is null that cannot be
   */
  public Object[] values(TableRow row) {
    Object[] values = rows.values(row);
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null && !columns.get(i).nullable()) {
        throw new IllegalArgumentException(folder() + "." + columns.get(i).name() + " is null");
      }
    }
    return values;
  }

  /**
   * The row of some values.
   *
   * @param values as {@link #values} gives them
   */
  public R row(Object[] values) {
    return rows.record(values);
  }

  @Override
  public String toString() {
    return folder();
  }
}
