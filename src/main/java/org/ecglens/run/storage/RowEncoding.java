package org.ecglens.run.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.ecglens.ecg.Waves;
import org.ecglens.table.Column;
import org.ecglens.table.RecordClass;
import org.ecglens.table.Table;
import org.ecglens.table.TableRow;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Converts rows of a table to Spark's rows and back. Columns are found by name, whatever their
 * position and whatever other columns there are.
 *
 * @param <R> rows of the table
 */
public final class RowEncoding<R extends TableRow> {
  private static final RecordClass<Waves> WAVES = RecordClass.of(Waves.class);

  private final Table<R> table;
  private final StructType schema;

  /** An encoding of a table's rows. */
  public RowEncoding(Table<R> table) {
    this.table = table;
    this.schema = SparkSchema.of(table);
  }

  /** Type of the rows that {@link #encode} gives. */
  public StructType schema() {
    return schema;
  }

  /** The row as Spark takes it for a dataset. */
  public Row encode(R row) {
    Object[] values = table.values(row);
    for (int i = 0; i < values.length; i++) {
      values[i] = external(values[i]);
    }
    return new GenericRowWithSchema(values, schema);
  }

  /** Arrays, strings and boxed numbers are taken as they are. */
  private static Object external(Object value) {
    if (value instanceof List<?> items) {
      return items.toArray(new String[0]);
    }
    if (value instanceof Map<?, ?> entries) {
      return CollectionConverters.asScala(entries);
    }
    return value instanceof Waves waves ? RowFactory.create(WAVES.values(waves)) : value;
  }

  /**
   * A row of a dataset that has the table's columns.
   *
   * @throws IllegalArgumentException if a column is missing, or null where it cannot be
   */
  public R decode(Row row) {
    List<Column> columns = table.columns();
    Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(row, columns.get(i));
    }
    return table.row(values);
  }

  private static Object value(Row row, Column column) {
    int index = row.fieldIndex(column.name());
    if (row.isNullAt(index)) {
      if (!column.nullable()) {
        throw new IllegalArgumentException(column.name() + " is null");
      }
      return null;
    }
    return switch (column.type()) {
      case STRING, DOUBLE, INT, LONG -> row.get(index);
      case STRINGS -> List.copyOf(row.<String>getList(index));
      case FLOATS -> floats(row.getList(index));
      case INTS -> row.<Integer>getList(index).stream().mapToInt(Integer::intValue).toArray();
      case LONGS -> row.<Long>getList(index).stream().mapToLong(Long::longValue).toArray();
      case DOUBLES ->
          row.<Double>getList(index).stream().mapToDouble(Double::doubleValue).toArray();
      case MEASURES, WORDS -> Map.copyOf(row.getJavaMap(index));
      case WAVES -> waves(row.getStruct(index));
    };
  }

  private static float[] floats(List<Float> list) {
    float[] values = new float[list.size()];
    int i = 0;
    for (float value : list) {
      values[i++] = value;
    }
    return values;
  }

  /** Limits and peaks from a struct of Spark; a field that is null stays null. */
  public static Waves waves(Row row) {
    List<Object> limits = new ArrayList<>();
    for (String field : WAVES.names()) {
      limits.add(row.getAs(field));
    }
    return WAVES.record(limits.toArray());
  }
}
