package org.ecglens.table;

import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/** Types of columns, as Spark and as Parquet know them. */
public enum ColumnType {
  /** A {@code String}. */
  STRING(DataTypes.StringType),
  /** A {@code Double}. */
  DOUBLE(DataTypes.DoubleType),
  /** An {@code Integer}. */
  INT(DataTypes.IntegerType),
  /** A {@code Long}. */
  LONG(DataTypes.LongType),
  /** A {@code List<String>}. */
  STRINGS(new ArrayType(DataTypes.StringType, false)),
  /** A {@code float[]}. */
  FLOATS(new ArrayType(DataTypes.FloatType, false)),
  /** An {@code int[]}. */
  INTS(new ArrayType(DataTypes.IntegerType, false)),
  /** A {@code long[]}. */
  LONGS(new ArrayType(DataTypes.LongType, false)),
  /** A {@code double[]}. */
  DOUBLES(new ArrayType(DataTypes.DoubleType, false)),
  /** A {@code Map<String, Double>}, keys ascending. */
  MEASURES(DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, false)),
  /** A {@code Map<String, String>}, keys ascending. */
  WORDS(DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType, false)),
  /** {@link org.ecglens.ecg.Waves}. */
  WAVES(wavesType());

  @SuppressWarnings("ImmutableEnumChecker") // Spark's types are immutable and not annotated
  private final DataType sparkType;

  ColumnType(DataType sparkType) {
    this.sparkType = sparkType;
  }

  /** Spark's type. */
  public DataType sparkType() {
    return sparkType;
  }

  /** Parquet's type of a column. */
  Type parquetType(String name, boolean nullable) {
    Type.Repetition repetition = nullable ? Type.Repetition.OPTIONAL : Type.Repetition.REQUIRED;
    return switch (this) {
      case STRING, DOUBLE, INT, LONG -> primitive(sparkType, repetition, name);
      case STRINGS, FLOATS, INTS, LONGS, DOUBLES ->
          Types.list(repetition)
              .element(
                  primitive(
                      ((ArrayType) sparkType).elementType(), Type.Repetition.REQUIRED, "element"))
              .named(name);
      case MEASURES, WORDS ->
          Types.map(repetition)
              .key(primitive(DataTypes.StringType, Type.Repetition.REQUIRED, "key"))
              .value(
                  primitive(((MapType) sparkType).valueType(), Type.Repetition.REQUIRED, "value"))
              .named(name);
      case WAVES -> {
        Types.GroupBuilder<org.apache.parquet.schema.GroupType> group =
            Types.buildGroup(repetition);
        for (String field : RecordRow.WAVE_FIELDS) {
          group.addField(primitive(DataTypes.IntegerType, Type.Repetition.OPTIONAL, field));
        }
        yield group.named(name);
      }
    };
  }

  private static Type primitive(DataType type, Type.Repetition repetition, String name) {
    if (type.equals(DataTypes.StringType)) {
      return Types.primitive(PrimitiveTypeName.BINARY, repetition)
          .as(LogicalTypeAnnotation.stringType())
          .named(name);
    }
    PrimitiveTypeName primitive;
    if (type.equals(DataTypes.DoubleType)) {
      primitive = PrimitiveTypeName.DOUBLE;
    } else if (type.equals(DataTypes.FloatType)) {
      primitive = PrimitiveTypeName.FLOAT;
    } else if (type.equals(DataTypes.LongType)) {
      primitive = PrimitiveTypeName.INT64;
    } else {
      primitive = PrimitiveTypeName.INT32;
    }
    return Types.primitive(primitive, repetition).named(name);
  }

  private static StructType wavesType() {
    StructType type = new StructType();
    for (String field : RecordRow.WAVE_FIELDS) {
      type = type.add(field, DataTypes.IntegerType, true);
    }
    return type;
  }
}
