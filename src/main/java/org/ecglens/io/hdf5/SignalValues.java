package org.ecglens.io.hdf5;

import io.jhdf.Constants;
import io.jhdf.dataset.CompactDataset;
import io.jhdf.dataset.ContiguousDatasetImpl;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.dataset.chunked.ChunkedDatasetBase;
import io.jhdf.exceptions.HdfException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.ecglens.error.UserException;
import org.ecglens.io.EcgReader;
import org.ecglens.io.array.NumberType;

/**
 * The numbers of a dataset of one to three dimensions, read a few entries of the first dimension,
 * or rows, at a time. jHDF finds where they are; they are decoded here chunk by chunk, in memory
 * that the stored bytes account for.
 */
final class SignalValues {
  // Deflate packs 1032 bytes into one at best.
  private static final int BEST_RATIO = 1032;
  private static final int MOST_CHUNKS = 1 << 20;
  private static final int CHUNK_OVERHEAD = 1 << 16;

  private final String path;
  private final DatasetBase dataset;
  private final BoundedStorage storage;
  private final NumberType type;
  private final int[] size;
  private ChunkFilters filters;
  private int[] chunk;

  /**
   * The numbers of a dataset.
   *
   * @param path for messages
   * @throws UserException if they are no numbers, or have more dimensions
   */
  SignalValues(String path, DatasetBase dataset, BoundedStorage storage) {
    this.path = path;
    this.dataset = dataset;
    this.storage = storage;
    this.type = ElementType.of(path, dataset.getDataType());
    this.size = three(dataset.getDimensions());
  }

  /** Takes numbers as they are decoded. */
  private interface Target {
    /** So many numbers of a buffer, from an index in it, belong to a place behind the first row. */
    void put(ByteBuffer from, int first, int at, int count);
  }

  /** Rows that lie in one piece. */
  int rowsTogether() {
    return dataset instanceof ChunkedDatasetBase chunked
        ? Math.max(1, chunked.getChunkDimensions()[0])
        : 1;
  }

  /** Whether they are integers. */
  boolean isWhole() {
    return type.isWhole();
  }

  /**
   * Rows, the last dimension fastest.
   *
   * @throws UserException if some are not in the file, or they are too many
   */
  float[] read(int from, int to) {
    float[] values = new float[count(from, to)];
    read(from, to, (bytes, first, at, count) -> type.read(bytes, first, values, at, count));
    return values;
  }

  /** Integers in rows, see {@link #read(int, int)}. */
  long[] whole(int from, int to) {
    long[] values = new long[count(from, to)];
    read(
        from,
        to,
        (bytes, first, at, count) -> {
          for (int i = 0; i < count; i++) {
            values[at + i] = type.whole(bytes, first + i);
          }
        });
    return values;
  }

  /** Checked against what is stored before anything is reserved. */
  private int count(int from, int to) {
    long row = (long) size[1] * size[2];
    long count = row > EcgReader.MOST_VALUES ? row : row * (to - from);
    if (count > EcgReader.MOST_VALUES) {
      throw new UserException(
          path
              + ": the dataset "
              + DatasetNames.size(dataset.getDimensions())
              + " has more values than a record can have.");
    }
    if (dataset instanceof ChunkedDatasetBase chunked) {
      prepare(chunked);
    } else if (dataset instanceof ContiguousDatasetImpl plain
        && plain.getDataAddress() == Constants.UNDEFINED_ADDRESS) {
      throw absent("no value of the dataset is stored in the file");
    } else if (count * type.bytes() > storage.size()) {
      throw absent("the dataset is longer than the file");
    }
    return (int) count;
  }

  private void read(int from, int to, Target target) {
    if (dataset instanceof ChunkedDatasetBase chunked) {
      chunks(chunked, from, to, target);
      return;
    }
    int row = size[1] * size[2];
    int count = row * (to - from);
    ByteBuffer bytes = bytes((long) from * row * type.bytes(), count * (long) type.bytes());
    target.put(bytes.order(type.order()), 0, 0, count);
  }

  private ByteBuffer bytes(long at, long length) {
    if (dataset instanceof CompactDataset compact) {
      ByteBuffer all = compact.getDataBuffer();
      if (all.remaining() < at + length) {
        throw absent("the dataset is longer than what is stored");
      }
      return all.slice(all.position() + (int) at, (int) length);
    }
    long address = ((ContiguousDatasetImpl) dataset).getDataAddress();
    if (at + length > storage.size()) {
      throw absent("the dataset is longer than the file");
    }
    storage.allow(length, 1);
    return storage.map(address + at, length);
  }

  private void prepare(ChunkedDatasetBase chunked) {
    if (filters != null) {
      return;
    }
    chunk = three(chunked.getChunkDimensions());
    int chunkBytes = chunkBytes();
    storage.allow(0, MOST_CHUNKS);
    long stored = chunked.getStorageInBytes();
    if (stored > storage.size()
        || (double) size[0] * size[1] * size[2] * type.bytes() > (double) stored * BEST_RATIO
        || chunkBytes > stored * BEST_RATIO) {
      throw absent("the dataset is longer than its chunks can be");
    }
    filters = new ChunkFilters(path, chunked.getFilters(), chunkBytes, type.bytes());
  }

  private void chunks(ChunkedDatasetBase chunked, int from, int to, Target target) {
    for (int a = from - from % chunk[0]; a < to; a += chunk[0]) {
      for (int b = 0; b < size[1]; b += chunk[1]) {
        for (int c = 0; c < size[2]; c += chunk[2]) {
          ByteBuffer decoded =
              ByteBuffer.wrap(filters.decoded(stored(chunked, a, b, c))).order(type.order());
          int width = Math.min(chunk[2], size[2] - c);
          for (int row = Math.max(a, from); row < Math.min(a + chunk[0], to); row++) {
            for (int column = 0; column < Math.min(chunk[1], size[1] - b); column++) {
              target.put(
                  decoded,
                  ((row - a) * chunk[1] + column) * chunk[2],
                  ((row - from) * size[1] + b + column) * size[2] + c,
                  width);
            }
          }
        }
      }
    }
  }

  /**
   * As three dimensions, the second being 1 where there are two, the last too where there is one.
   */
  private int[] three(int[] dimensions) {
    return switch (dimensions.length) {
      case 1 -> new int[] {dimensions[0], 1, 1};
      case 2 -> new int[] {dimensions[0], 1, dimensions[1]};
      case 3 -> dimensions.clone();
      default ->
          throw new UserException(
              path
                  + ": the dataset has "
                  + dimensions.length
                  + " dimensions; a record has two, leads and samples, and several records three.");
    };
  }

  private int chunkBytes() {
    long bytes = type.bytes();
    long chunks = 1;
    for (int i = 0; i < chunk.length; i++) {
      if (chunk[i] < 1) {
        throw absent("a chunk has no size");
      }
      bytes = bytes > EcgReader.MOST_VALUES ? bytes : bytes * chunk[i];
      chunks *= (size[i] - 1) / chunk[i] + 1;
    }
    if (bytes > EcgReader.MOST_VALUES || chunks > MOST_CHUNKS) {
      throw new UserException(
          path
              + ": the dataset has "
              + chunks
              + " chunks of "
              + DatasetNames.size(chunk)
              + ", which are too many or too large; store it again, for example with h5repack -l"
              + " CONTI.");
    }
    return (int) bytes;
  }

  private byte[] stored(ChunkedDatasetBase chunked, int a, int b, int c) {
    int rank = dataset.getDimensions().length;
    int[] offset = rank == 3 ? new int[] {a, b, c} : rank == 2 ? new int[] {a, c} : new int[] {a};
    try {
      storage.allow(
          2L * Arrays.stream(chunk).reduce(type.bytes(), Math::multiplyExact) + CHUNK_OVERHEAD, 1);
      ByteBuffer raw = chunked.getRawChunkBuffer(offset);
      byte[] bytes = new byte[raw.remaining()];
      raw.get(bytes);
      return bytes;
    } catch (HdfException e) {
      throw absent("the chunk at " + DatasetNames.size(offset) + " is not in the file");
    }
  }

  private UserException absent(String what) {
    return new UserException(
        path + ": " + what + "; it was never filled, or the file is damaged or cut.");
  }
}
