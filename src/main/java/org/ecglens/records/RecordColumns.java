package org.ecglens.records;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.ecglens.error.UserException;
import org.ecglens.run.storage.SparkSchema;
import org.ecglens.table.ColumnType;

/** The columns that commands read of a table of records, whichever program wrote it. */
final class RecordColumns {
  private static final String WAVES = "waves";
  private static final String SUBJECT = "subject";

  /** Maps that other programs made of the record: {@link GivenMaps}. */
  static final String MAPS = "given_maps";

  /** Their names. */
  static final String[] NAMES = {
    "record_id",
    "kind",
    "leads",
    "sample_rate_hz",
    "samples",
    "unit",
    "signal",
    "labels",
    WAVES,
    SUBJECT,
    MAPS
  };

  /** Labels by name. */
  static final DataType LABELS =
      DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType);

  private static final DataType MAPS_TYPE =
      DataTypes.createArrayType(
          new StructType()
              .add("model", DataTypes.StringType)
              .add("target", DataTypes.StringType)
              .add("method", DataTypes.StringType)
              .add("attribution", DataTypes.createArrayType(DataTypes.FloatType)));

  private static final Set<String> OPTIONAL = Set.of("kind", "labels", WAVES, SUBJECT, MAPS);

  private RecordColumns() {}

  /**
   * The columns in the types that commands expect; null where an optional one is missing.
   *
   * @param path of the table, for messages
   * @throws UserException if a column is missing or of another type
   */
  static Column[] of(String path, StructType schema) {
    return Arrays.stream(NAMES).map(name -> column(path, schema, name)).toArray(Column[]::new);
  }

  private static Column column(String path, StructType schema, String name) {
    boolean optional = OPTIONAL.contains(name);
    if (!Arrays.asList(schema.fieldNames()).contains(name)) {
      if (optional) {
        return lit(null).cast(expected(name)).as(name);
      }
      throw new UserException(
          "--records "
              + path
              + ": column '"
              + name
              + "' ("
              + expected(name).simpleString()
              + ") is missing. Found: "
              + String.join(", ", schema.fieldNames())
              + ".");
    }
    DataType found = schema.apply(name).dataType();
    if ((name.equals(WAVES) || name.equals(MAPS)) && !lossless(found, expected(name))) {
      // Somebody else's column of this name is not what the checks need, nor a mistake.
      return lit(null).cast(expected(name)).as(name);
    }
    // Many number their subjects.
    if (!lossless(found, expected(name)) && !(name.equals(SUBJECT) && isWhole(found))) {
      throw new UserException(
          "--records "
              + path
              + ": column '"
              + name
              + "' has the type "
              + found.simpleString()
              + ", expected "
              + expected(name).simpleString()
              + ".");
    }
    return col(name).cast(expected(name)).as(name);
  }

  private static DataType expected(String name) {
    return switch (name) {
      case "leads" -> DataTypes.createArrayType(DataTypes.StringType);
      case "signal" -> DataTypes.createArrayType(DataTypes.FloatType);
      case "labels" -> LABELS;
      case WAVES -> SparkSchema.type(ColumnType.WAVES);
      case MAPS -> MAPS_TYPE;
      case "sample_rate_hz" -> DataTypes.DoubleType;
      case "samples" -> DataTypes.IntegerType;
      default -> DataTypes.StringType;
    };
  }

  /** Whether every value of a type keeps its meaning; a count is checked when it is cast. */
  private static boolean lossless(DataType found, DataType expected) {
    if (found instanceof ArrayType from && expected instanceof ArrayType to) {
      return lossless(from.elementType(), to.elementType());
    }
    if (found instanceof MapType from && expected instanceof MapType to) {
      return lossless(from.keyType(), to.keyType()) && lossless(from.valueType(), to.valueType());
    }
    if (found instanceof StructType from && expected instanceof StructType to) {
      return Arrays.equals(from.fieldNames(), to.fieldNames())
          && Arrays.stream(to.fieldNames())
              .allMatch(
                  field -> lossless(from.apply(field).dataType(), to.apply(field).dataType()));
    }
    if (expected.equals(DataTypes.IntegerType)) {
      return isWhole(found);
    }
    List<DataType> small = List.of(DataTypes.ByteType, DataTypes.ShortType);
    if (expected.equals(DataTypes.FloatType)) {
      return found.equals(expected) || small.contains(found);
    }
    if (expected.equals(DataTypes.DoubleType)) {
      return found.equals(expected)
          || found.equals(DataTypes.FloatType)
          || found.equals(DataTypes.IntegerType)
          || small.contains(found);
    }
    return found.equals(expected);
  }

  private static boolean isWhole(DataType type) {
    return Set.of(
            DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType)
        .contains(type);
  }
}
