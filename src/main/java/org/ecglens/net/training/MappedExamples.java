package org.ecglens.net.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Examples in a local file that is mapped into memory: any number of them at the cost of the file
 * system's cache. The file holds little-endian float32, per example {@code [lead][sample]} and then
 * the targets; it is scratch space of one process, without a header.
 */
public final class MappedExamples implements Examples {
  private static final int MOST_MAPPED = 1 << 30;

  private final int leads;
  private final int samples;
  private final List<String> targetNames;
  private final int rowSize;
  private final int rowsPerMap;
  private final int count;
  private final List<FloatBuffer> maps = new ArrayList<>();

  /** Appends examples to a file. */
  public static final class Writer implements AutoCloseable {
    private final Path file;
    private final int leads;
    private final int samples;
    private final List<String> targetNames;
    private final FileChannel channel;
    private final ByteBuffer row;

    /** Begins the file anew. */
    public Writer(Path file, int leads, int samples, List<String> targetNames) throws IOException {
      this.file = file;
      this.leads = leads;
      this.samples = samples;
      this.targetNames = List.copyOf(targetNames);
      row =
          ByteBuffer.allocateDirect(rowSize(leads, samples, targetNames) * Float.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN);
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING);
    }

    /**
     * Appends one.
     *
     * @param signal {@code [lead][sample]} row-major
     * @param targets NaN where absent
     */
    public void add(float[] signal, float[] targets) throws IOException {
      if (signal.length != leads * samples || targets.length != targetNames.size()) {
        throw new IllegalArgumentException(signal.length + " values, " + targets.length);
      }
      row.clear();
      row.asFloatBuffer().put(signal).put(targets);
      while (row.hasRemaining()) {
        channel.write(row);
      }
    }

    /** Ends writing and maps the file. */
    public MappedExamples finish() throws IOException {
      close();
      return open(file, leads, samples, targetNames);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** Maps a file that another program wrote in the same layout. */
  public static MappedExamples open(Path file, int leads, int samples, List<String> targetNames)
      throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return open(channel, leads, samples, targetNames);
    }
  }

  /** Maps a file that is open for reading; it may be closed, and have no name any more. */
  public static MappedExamples open(
      FileChannel channel, int leads, int samples, List<String> targetNames) throws IOException {
    return new MappedExamples(channel, leads, samples, List.copyOf(targetNames));
  }

  private MappedExamples(FileChannel channel, int leads, int samples, List<String> targetNames)
      throws IOException {
    this.leads = leads;
    this.samples = samples;
    this.targetNames = targetNames;
    rowSize = rowSize(leads, samples, targetNames);
    int rowBytes = rowSize * Float.BYTES;
    rowsPerMap = Math.max(1, MOST_MAPPED / rowBytes);
    count = Math.toIntExact(channel.size() / rowBytes);
    for (int first = 0; first < count; first += rowsPerMap) {
      long rows = Math.min(rowsPerMap, count - first);
      MappedByteBuffer map =
          channel.map(FileChannel.MapMode.READ_ONLY, (long) first * rowBytes, rows * rowBytes);
      maps.add(map.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer());
    }
  }

  private static int rowSize(int leads, int samples, List<String> targetNames) {
    return Math.addExact(Math.multiplyExact(leads, samples), targetNames.size());
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int leads() {
    return leads;
  }

  @Override
  public int samples() {
    return samples;
  }

  @Override
  public List<String> targets() {
    return targetNames;
  }

  @Override
  public void read(int[] indexes, int wanted, float[] signals, float[] targets) {
    int size = leads * samples;
    int outputs = targetNames.size();
    for (int i = 0; i < wanted; i++) {
      FloatBuffer map = maps.get(indexes[i] / rowsPerMap);
      int offset = indexes[i] % rowsPerMap * rowSize;
      if (signals != null) {
        map.get(offset, signals, i * size, size);
      }
      map.get(offset + size, targets, i * outputs, outputs);
    }
  }
}
