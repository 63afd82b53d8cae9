package org.ecglens.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;

/**
 * Records of a Parquet file with the records columns, read without Spark.
 *
 * @param signals {@code [lead * samples + sample]} of each record
 */
public record GoldenRecords(List<String> recordIds, int leads, int samples, List<float[]> signals) {

  /** Reads a file of at least one record. */
  public static GoldenRecords read(Path path) throws IOException {
    List<String> recordIds = new ArrayList<>();
    List<float[]> signals = new ArrayList<>();
    int leads = 0;
    int samples = 0;
    try (ParquetReader<Group> reader = new Builder(new LocalInputFile(path)).build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        recordIds.add(row.getString("record_id", 0));
        leads = row.getGroup("leads", 0).getFieldRepetitionCount(0);
        samples = Math.toIntExact(Long.parseLong(row.getValueToString(index(row, "samples"), 0)));
        Group list = row.getGroup("signal", 0);
        float[] signal = new float[list.getFieldRepetitionCount(0)];
        for (int i = 0; i < signal.length; i++) {
          signal[i] = list.getGroup(0, i).getFloat(0, 0);
        }
        signals.add(signal);
      }
    }
    return new GoldenRecords(List.copyOf(recordIds), leads, samples, List.copyOf(signals));
  }

  private static int index(Group row, String column) {
    return row.getType().getFieldIndex(column);
  }

  private static final class Builder extends ParquetReader.Builder<Group> {
    private Builder(InputFile file) {
      super(file);
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
