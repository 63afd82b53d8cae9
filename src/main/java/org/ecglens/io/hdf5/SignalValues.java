package org.ecglens.io.hdf5;

import io.jhdf.Constants;
import io.jhdf.dataset.CompactDataset;
import io.jhdf.dataset.ContiguousDatasetImpl;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.dataset.chunked.ChunkedDatasetBase;
import io.jhdf.exceptions.HdfException;
import java.nio.ByteBuffer;
import org.ecglens.error.UserException;
import org.ecglens.io.EcgReader;

/**
 * The numbers of a dataset. jHDF finds where they are; they are decoded here chunk by chunk, in
 * memory that the stored bytes account for.
 */
final class SignalValues {
  // Deflate packs 1032 bytes into one at best.
  private static final int BEST_RATIO = 1032;
  private static final int MOST_CHUNKS = 1 << 20;

  private final String path;
  private final DatasetBase dataset;
  private final BoundedStorage storage;
  private final ElementType type;
  private final int count;

  /**
   * The numbers of a dataset of two dimensions.
   *
   * @param path for messages
   * @throws UserException if they are too many or no numbers
   */
  SignalValues(String path, DatasetBase dataset, BoundedStorage storage) {
    this.path = path;
    this.dataset = dataset;
    this.storage = storage;
    this.type = ElementType.of(path, dataset.getDataType());
    long values = 1;
    for (int length : dataset.getDimensions()) {
      values = values > EcgReader.MOST_VALUES ? values : values * length;
    }
    if (values > EcgReader.MOST_VALUES) {
      throw new UserException(
          path
              + ": the dataset "
              + DatasetNames.size(dataset.getDimensions())
              + " has more values than a record can have.");
    }
    this.count = (int) values;
  }

  /**
   * All of them, the last dimension fastest.
   *
   * @throws UserException if some are not in the file
   */
  float[] read() {
    if (dataset instanceof ChunkedDatasetBase chunked) {
      return chunks(chunked);
    }
    ByteBuffer bytes = bytes();
    if (bytes.remaining() < (long) count * type.bytes()) {
      throw absent("the dataset is longer than what is stored");
    }
    float[] values = new float[count];
    type.read(bytes.order(type.order()), 0, values, 0, count);
    return values;
  }

  private ByteBuffer bytes() {
    if (dataset instanceof CompactDataset compact) {
      return compact.getDataBuffer();
    }
    long address = ((ContiguousDatasetImpl) dataset).getDataAddress();
    if (address == Constants.UNDEFINED_ADDRESS) {
      throw absent("no value of the dataset is stored in the file");
    }
    long length = (long) count * type.bytes();
    if (length > storage.size()) {
      throw absent("the dataset is longer than the file");
    }
    storage.allow(length, 1);
    return storage.map(address, length);
  }

  private float[] chunks(ChunkedDatasetBase chunked) {
    // Of three dimensions the first is 1; with one more of 1, two are like three.
    int[] size = three(dataset.getDimensions());
    int[] chunk = three(chunked.getChunkDimensions());
    int chunkBytes = chunkBytes(size, chunk);
    long stored = chunked.getStorageInBytes();
    if (stored > storage.size()
        || (long) count * type.bytes() > stored * BEST_RATIO
        || chunkBytes > stored * BEST_RATIO) {
      throw absent("the dataset is longer than its chunks can be");
    }
    ChunkFilters filters = new ChunkFilters(path, chunked.getFilters(), chunkBytes, type.bytes());
    storage.allow(stored, MOST_CHUNKS);
    float[] values = new float[count];
    for (int a = 0; a < size[1]; a += chunk[1]) {
      for (int b = 0; b < size[2]; b += chunk[2]) {
        ByteBuffer decoded =
            ByteBuffer.wrap(filters.decoded(stored(chunked, a, b))).order(type.order());
        int width = Math.min(chunk[2], size[2] - b);
        for (int row = 0; row < Math.min(chunk[1], size[1] - a); row++) {
          type.read(decoded, row * chunk[2], values, (a + row) * size[2] + b, width);
        }
      }
    }
    return values;
  }

  private static int[] three(int[] dimensions) {
    return dimensions.length == 2 ? new int[] {1, dimensions[0], dimensions[1]} : dimensions;
  }

  private int chunkBytes(int[] size, int[] chunk) {
    if (chunk.length != size.length) {
      throw absent("chunks and dataset differ in dimensions");
    }
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

  private byte[] stored(ChunkedDatasetBase chunked, int a, int b) {
    int[] offset = dataset.getDimensions().length == 2 ? new int[] {a, b} : new int[] {0, a, b};
    try {
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
