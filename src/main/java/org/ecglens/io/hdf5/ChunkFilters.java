package org.ecglens.io.hdf5;

import io.jhdf.filter.ByteShuffleFilter;
import io.jhdf.filter.LzfFilter;
import io.jhdf.filter.PipelineFilterWithData;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.ecglens.error.UserException;

/**
 * Undoes what was done to the chunks of a dataset: deflate, shuffle, LZF and the checksum, which
 * are what HDF5 and h5py have without plug-ins. jHDF inflates without end and takes sizes from the
 * file; here a chunk becomes as long as its dimensions say, or is refused.
 */
final class ChunkFilters {
  private static final int DEFLATE = 1;
  private static final int SHUFFLE = 2;
  private static final int FLETCHER32 = 3;
  private static final int LZF = 32000;
  private static final List<Integer> READ = List.of(DEFLATE, SHUFFLE, FLETCHER32, LZF);

  // HDF5 itself allows 32.
  private static final int MOST_FILTERS = 8;

  private final String path;
  private final List<PipelineFilterWithData> filters;
  private final int chunkBytes;
  private final int elementBytes;

  /**
   * Filters of a dataset.
   *
   * @param path for messages
   * @param chunkBytes what a chunk must become
   * @throws UserException if one is not read
   */
  ChunkFilters(
      String path, List<PipelineFilterWithData> filters, int chunkBytes, int elementBytes) {
    this.path = path;
    this.filters = filters;
    this.chunkBytes = chunkBytes;
    this.elementBytes = elementBytes;
    if (filters.size() > MOST_FILTERS) {
      throw new UserException(path + ": the dataset has " + filters.size() + " filters.");
    }
    for (PipelineFilterWithData filter : filters) {
      if (!READ.contains(filter.getId())) {
        throw new UserException(
            path
                + ": filter "
                + filter.getId()
                + " of the dataset is not read; deflate, shuffle, LZF and Fletcher's checksum are."
                + " Store it again, for example with h5repack -f GZIP=4.");
      }
    }
  }

  /**
   * A chunk as it was before it was stored.
   *
   * @throws UserException if it does not become as long as it must
   */
  byte[] decoded(byte[] stored) {
    byte[] bytes = stored;
    for (int i = filters.size() - 1; i >= 0; i--) {
      PipelineFilterWithData filter = filters.get(i);
      bytes =
          switch (filter.getId()) {
            case DEFLATE -> inflated(bytes);
            case SHUFFLE -> unshuffled(bytes, filter.getFilterData());
            case LZF -> unpacked(bytes, filter.getFilterData());
            default -> checked(bytes);
          };
    }
    if (bytes.length != chunkBytes) {
      throw damaged("has " + bytes.length + " bytes, not " + chunkBytes);
    }
    return bytes;
  }

  private byte[] checked(byte[] stored) {
    if (!Fletcher32.fits(stored)) {
      throw damaged("does not fit its checksum");
    }
    return Arrays.copyOf(stored, stored.length - Fletcher32.BYTES);
  }

  private byte[] inflated(byte[] stored) {
    // A checksum can lie inside what was deflated.
    byte[] bytes = new byte[chunkBytes + MOST_FILTERS * Fletcher32.BYTES];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(stored);
      int length = 0;
      while (!inflater.finished() && length < bytes.length) {
        int count = inflater.inflate(bytes, length, bytes.length - length);
        if (count == 0 && !inflater.finished()) {
          throw damaged("ends within what was deflated");
        }
        length += count;
      }
      if (!inflater.finished()) {
        throw damaged("inflates to more than its size");
      }
      return Arrays.copyOf(bytes, length);
    } catch (DataFormatException e) {
      throw damaged("cannot be inflated");
    } finally {
      inflater.end();
    }
  }

  private byte[] unshuffled(byte[] stored, int[] settings) {
    if (settings.length == 0 || settings[0] != elementBytes) {
      throw damaged("was shuffled for elements of another size");
    }
    return new ByteShuffleFilter().decode(stored, settings);
  }

  private byte[] unpacked(byte[] stored, int[] settings) {
    if (settings.length < 3 || settings[2] != chunkBytes) {
      throw damaged("was packed with another size");
    }
    return new LzfFilter().decode(stored, settings);
  }

  private UserException damaged(String what) {
    return new UserException(
        path + ": a chunk of the dataset " + what + "; the file is damaged, write it again.");
  }
}
