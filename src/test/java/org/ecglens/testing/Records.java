package org.ecglens.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Waves;
import org.ecglens.random.Draws;
import org.ecglens.run.storage.TableWriter;
import org.ecglens.table.RecordRow;
import org.ecglens.table.Tables;

/** Records made of random numbers, in tables. */
public final class Records {
  private static final List<String> LEADS =
      List.of("I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6");

  private Records() {}

  /** A record of twelve leads and 600 samples. */
  public static Ecg noise(String recordId) {
    double[] values = new double[12 * 600];
    Draws.of(1, recordId).gaussians(0, values);
    float[] signal = new float[values.length];
    for (int i = 0; i < signal.length; i++) {
      signal[i] = (float) (100 * values[i]);
    }
    return of(recordId, LEADS, signal);
  }

  /** Several of them. */
  public static List<Ecg> noise(int records) {
    List<Ecg> list = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      list.add(noise("record-" + i));
    }
    return list;
  }

  /** A record of the first leads. */
  public static Ecg of(String recordId, int leads, float[] signal) {
    return of(recordId, LEADS.subList(0, leads), signal);
  }

  /** A record of equal values. */
  public static Ecg constant(String recordId) {
    float[] signal = new float[12 * 600];
    Arrays.fill(signal, 3);
    return of(recordId, LEADS, signal);
  }

  /** A record with a value that is no number. */
  public static Ecg notANumber(String recordId) {
    float[] signal = noise(recordId).signal();
    signal[601] = Float.NaN;
    return of(recordId, LEADS, signal);
  }

  private static Ecg of(String recordId, List<String> leads, float[] signal) {
    return new Ecg(
        recordId,
        null,
        "noise",
        Ecg.Kind.MEDIAN,
        leads,
        500,
        "uV",
        signal,
        Map.of("0", 350 + 100 * Draws.of(2, recordId).uniform(0, 0)),
        Waves.NONE);
  }

  /** Writes a table in several files and gives its folder. */
  public static Path write(Path folder, List<Ecg> records, int files) throws IOException {
    for (int file = 0; file < files; file++) {
      org.apache.hadoop.fs.Path path =
          new org.apache.hadoop.fs.Path(folder.resolve("part-" + file + ".parquet").toString());
      try (TableWriter writer = new TableWriter(path, new Configuration(), Tables.RECORDS)) {
        for (int i = file; i < records.size(); i += files) {
          writer.write(RecordRow.of(records.get(i)));
        }
      }
    }
    return folder;
  }
}
