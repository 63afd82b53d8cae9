package org.ecglens.run.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;

/**
 * A column of arrays of floats, written array by array: Parquet's own writer takes them number by
 * number and spends more time on that than on compression. Pages are of version 1, plain, and their
 * levels are runs (<a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">
 * encodings</a>): an array of n floats repeats the level n − 1 times.
 */
final class FloatPages {
  private static final int PAGE_BYTES = 1 << 20;
  private static final int PAGE_ROWS = 20_000;

  private final ColumnDescriptor column;
  private final PageWriter pages;
  private final Runs repetitions = new Runs();
  private final Runs definitions = new Runs();
  private byte[] values = new byte[0];
  private int bytes;
  private int rows;
  private int levels;
  private Statistics<?> statistics;

  /** Writes into a column chunk. */
  FloatPages(ColumnDescriptor column, PageWriter pages) {
    this.column = column;
    this.pages = pages;
    this.statistics = Statistics.createStats(column.getPrimitiveType());
  }

  /** Appends a row: an array, or null where the column may be. */
  void add(float[] array) throws IOException {
    if (array == null || array.length == 0) {
      int none = column.getMaxDefinitionLevel() - 1;
      repetitions.add(0, 1);
      definitions.add(array == null ? none - 1 : none, 1);
      statistics.incrementNumNulls();
      levels++;
    } else {
      repetitions.add(0, 1);
      repetitions.add(1, array.length - 1);
      definitions.add(column.getMaxDefinitionLevel(), array.length);
      levels += array.length;
      values(array);
    }
    rows++;
    if (bytes >= PAGE_BYTES || rows >= PAGE_ROWS) {
      flush();
    }
  }

  private void values(float[] array) {
    long needed = bytes + (long) Float.BYTES * array.length;
    if (needed > Integer.MAX_VALUE - (1 << 20)) {
      throw new IllegalArgumentException("an array of " + array.length + " floats is too long");
    }
    if (needed > values.length) {
      values = Arrays.copyOf(values, (int) needed);
    }
    ByteBuffer.wrap(values, bytes, Float.BYTES * array.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .put(array);
    bytes = (int) needed;
    // Statistics compare as Float.compare does: NaN is largest, −0 below 0.
    float least = array[0];
    float most = array[0];
    boolean plain = true;
    for (float value : array) {
      least = Math.min(least, value);
      most = Math.max(most, value);
      plain &= !Float.isNaN(value);
    }
    statistics.updateStats(plain ? least : Float.NaN);
    statistics.updateStats(plain ? most : Float.NaN);
  }

  /** Bytes that are held, those in pages compressed. */
  long held() {
    return bytes + pages.getMemSize();
  }

  /** Ends the page. */
  void flush() throws IOException {
    if (rows == 0) {
      return;
    }
    // Levels of which there are two at most have no histogram in some versions of Parquet.
    SizeStatistics usual =
        SizeStatistics.newBuilder(
                column.getPrimitiveType(),
                column.getMaxRepetitionLevel(),
                column.getMaxDefinitionLevel())
            .build();
    List<Long> repeated = repetitions.histogram(usual.getRepetitionLevelHistogram().size());
    List<Long> defined = definitions.histogram(usual.getDefinitionLevelHistogram().size());
    pages.writePage(
        BytesInput.concat(
            repetitions.bytes(), definitions.bytes(), BytesInput.from(values, 0, bytes)),
        levels,
        rows,
        statistics,
        new SizeStatistics(column.getPrimitiveType(), 0, repeated, defined),
        GeospatialStatistics.newBuilder(column.getPrimitiveType()).build(),
        Encoding.RLE,
        Encoding.RLE,
        Encoding.PLAIN);
    // A page of a long recording is not kept for the pages of short ones.
    values = values.length > 4 * PAGE_BYTES ? new byte[0] : values;
    bytes = 0;
    rows = 0;
    levels = 0;
    repetitions.clear();
    definitions.clear();
    statistics = Statistics.createStats(column.getPrimitiveType());
  }

  /** Levels as runs of equal ones; each level fits into a byte. */
  private static final class Runs {
    private static final int MOST_LEVELS = 4;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final long[] counts = new long[MOST_LEVELS];
    private int level;
    private int count;

    void add(int next, int times) {
      if (next != level) {
        end();
        level = next;
      }
      count += times;
      counts[next] += times;
    }

    private void end() {
      // The lowest bit of the length says that this is a run.
      int header = count << 1;
      if (count > 0) {
        while ((header & ~0x7f) != 0) {
          out.write((header & 0x7f) | 0x80);
          header >>>= 7;
        }
        out.write(header);
        out.write(level);
      }
      count = 0;
    }

    BytesInput bytes() {
      end();
      return BytesInput.concat(BytesInput.fromInt(out.size()), BytesInput.from(out.toByteArray()));
    }

    List<Long> histogram(int size) {
      return Arrays.stream(counts, 0, size).boxed().toList();
    }

    void clear() {
      out.reset();
      Arrays.fill(counts, 0);
      level = 0;
      count = 0;
    }
  }
}
