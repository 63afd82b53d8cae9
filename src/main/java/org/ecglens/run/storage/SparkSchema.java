package org.ecglens.run.storage;

import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.ecglens.ecg.Waves;
import org.ecglens.table.Column;
import org.ecglens.table.ColumnType;
import org.ecglens.table.RecordClass;
import org.ecglens.table.Table;

/** Tables and their columns as Spark knows them. */
public final class SparkSchema {
  private SparkSchema() {}

  /** The columns of a table. */
  public static StructType of(Table<?> table) {
    StructType type = new StructType();
    for (Column column : table.columns()) {
      type = type.add(column.name(), type(column.type()), column.nullable());
    }
    return type;
  }

  /** The type of a column. */
  public static DataType type(ColumnType type) {
    return switch (type) {
      case STRING -> DataTypes.StringType;
      case DOUBLE -> DataTypes.DoubleType;
      case INT -> DataTypes.IntegerType;
      case LONG -> DataTypes.LongType;
      case STRINGS -> array(DataTypes.StringType);
      case FLOATS -> array(DataTypes.FloatType);
      case INTS -> array(DataTypes.IntegerType);
      case LONGS -> array(DataTypes.LongType);
      case DOUBLES -> array(DataTypes.DoubleType);
      case MEASURES -> map(DataTypes.DoubleType);
      case WORDS -> map(DataTypes.StringType);
      case WAVES -> waves();
    };
  }

  private static DataType array(DataType element) {
    return new ArrayType(element, false);
  }

  private static DataType map(DataType value) {
    return DataTypes.createMapType(DataTypes.StringType, value, false);
  }

  private static StructType waves() {
    StructType type = new StructType();
    for (String field : RecordClass.of(Waves.class).names()) {
      type = type.add(field, DataTypes.IntegerType, true);
    }
    return type;
  }
}
