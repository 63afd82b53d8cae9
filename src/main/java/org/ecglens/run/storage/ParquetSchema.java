package org.ecglens.run.storage;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.ecglens.ecg.Waves;
import org.ecglens.table.Column;
import org.ecglens.table.ColumnType;
import org.ecglens.table.RecordClass;
import org.ecglens.table.Table;

/** Tables as Parquet knows them. */
final class ParquetSchema {
  private ParquetSchema() {}

  /** The columns of a table. */
  static MessageType of(Table<?> table) {
    List<Type> types = new ArrayList<>();
    for (Column column : table.columns()) {
      types.add(type(column));
    }
    return new MessageType(table.folder(), types);
  }

  /** The path of the elements of a column of lists. */
  static String[] element(Column column) {
    return new String[] {column.name(), "list", "element"};
  }

  private static Type type(Column column) {
    Repetition repetition = column.nullable() ? Repetition.OPTIONAL : Repetition.REQUIRED;
    String name = column.name();
    return switch (column.type()) {
      case STRING, DOUBLE, INT, LONG -> primitive(column.type(), repetition, name);
      case STRINGS -> list(primitive(ColumnType.STRING, Repetition.REQUIRED, "element"), column);
      case INTS -> list(primitive(ColumnType.INT, Repetition.REQUIRED, "element"), column);
      case LONGS -> list(primitive(ColumnType.LONG, Repetition.REQUIRED, "element"), column);
      case DOUBLES -> list(primitive(ColumnType.DOUBLE, Repetition.REQUIRED, "element"), column);
      case FLOATS ->
          list(
              Types.primitive(PrimitiveTypeName.FLOAT, Repetition.REQUIRED).named("element"),
              column);
      case MEASURES -> map(ColumnType.DOUBLE, repetition, name);
      case WORDS -> map(ColumnType.STRING, repetition, name);
      case WAVES -> {
        Types.GroupBuilder<GroupType> group = Types.buildGroup(repetition);
        for (String field : RecordClass.of(Waves.class).names()) {
          group.addField(primitive(ColumnType.INT, Repetition.OPTIONAL, field));
        }
        yield group.named(name);
      }
    };
  }

  private static Type list(Type element, Column column) {
    return Types.list(column.nullable() ? Repetition.OPTIONAL : Repetition.REQUIRED)
        .element(element)
        .named(column.name());
  }

  private static Type map(ColumnType value, Repetition repetition, String name) {
    return Types.map(repetition)
        .key(primitive(ColumnType.STRING, Repetition.REQUIRED, "key"))
        .value(primitive(value, Repetition.REQUIRED, "value"))
        .named(name);
  }

  private static Type primitive(ColumnType type, Repetition repetition, String name) {
    return switch (type) {
      case STRING ->
          Types.primitive(PrimitiveTypeName.BINARY, repetition)
              .as(LogicalTypeAnnotation.stringType())
              .named(name);
      case DOUBLE -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(name);
      case INT -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(name);
      case LONG -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(name);
      default -> throw new IllegalArgumentException(type + " has parts");
    };
  }
}
