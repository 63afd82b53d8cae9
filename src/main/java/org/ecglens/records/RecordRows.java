package org.ecglens.records;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.ecglens.ecg.Waves;
import org.ecglens.model.GivenMap;
import org.ecglens.model.InputRecord;
import org.ecglens.run.storage.RowEncoding;

/**
 * Rows of records, whichever program wrote them: values that a row lacks are null, empty or NaN.
 */
public final class RecordRows {
  private RecordRows() {}

  /** A row with the columns of {@link RecordTable#rows()}, and possibly others. */
  public static InputRecord record(Row row) {
    Row waves = row.getAs("waves");
    return new InputRecord(
        row.getAs("record_id"),
        row.getAs("kind"),
        texts(row, "leads"),
        number(row, "sample_rate_hz"),
        samples(row),
        row.getAs("unit"),
        floats(row, "signal"),
        labels(row, "labels"),
        waves == null ? Waves.NONE : RowEncoding.waves(waves),
        blankToNull(row.getAs("subject")),
        maps(row));
  }

  private static List<GivenMap> maps(Row row) {
    int index = row.fieldIndex(RecordColumns.MAPS);
    if (row.isNullAt(index)) {
      return List.of();
    }
    List<Row> maps = row.getList(index);
    return maps.stream()
        .map(
            map ->
                new GivenMap(
                    map.getString(0),
                    map.getString(1),
                    map.getString(2),
                    floats(map, "attribution")))
        .toList();
  }

  private static int samples(Row row) {
    Integer samples = row.getAs("samples");
    return samples == null ? 0 : samples;
  }

  /** Records without a subject are not all of one person. */
  private static String blankToNull(String subject) {
    return subject == null || subject.isBlank() ? null : subject;
  }

  /** A number; NaN where it is null. */
  public static double number(Row row, String column) {
    Double number = row.getAs(column);
    return number == null ? Double.NaN : number;
  }

  /** An array of strings; null where the array is. */
  public static List<String> texts(Row row, String column) {
    int index = row.fieldIndex(column);
    return row.isNullAt(index) ? null : row.getList(index);
  }

  /** The finite numbers of a map, none where it is null. */
  public static Map<String, Double> labels(Row row, String column) {
    Map<String, Double> labels = new HashMap<>();
    int index = row.fieldIndex(column);
    if (!row.isNullAt(index)) {
      Map<String, Double> found = row.getJavaMap(index);
      found.forEach(
          (name, value) -> {
            if (value != null && Double.isFinite(value)) {
              labels.put(name, value);
            }
          });
    }
    return labels;
  }

  /** An array of numbers, NaN where one is null; null where the array is. */
  public static float[] floats(Row row, String column) {
    int index = row.fieldIndex(column);
    if (row.isNullAt(index)) {
      return null;
    }
    List<Float> list = row.getList(index);
    float[] values = new float[list.size()];
    int i = 0;
    for (Float value : list) {
      values[i++] = value == null ? Float.NaN : value;
    }
    return values;
  }
}
