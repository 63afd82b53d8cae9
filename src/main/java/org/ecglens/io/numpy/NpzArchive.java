package org.ecglens.io.numpy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.ecglens.error.UserException;
import org.ecglens.io.SignalFiles;
import org.ecglens.io.StoredBytes;

/** Arrays in a zip archive, read from its start; only the wanted one is unpacked into memory. */
final class NpzArchive {
  // Deflate packs 1032 bytes into one at best.
  private static final int BEST_RATIO = 1032;
  private static final int MOST_ARRAYS = 1000;
  private static final String ENDING = ".npy";

  private final SignalFiles files;
  private final String name;

  NpzArchive(SignalFiles files, String name) {
    this.files = files;
    this.name = name;
  }

  private String path() {
    return files.path(name);
  }

  /** Names of the arrays, without ending, in the order of the archive. */
  List<String> arrays() throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(files.open(name))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().endsWith(ENDING)) {
          names.add(entry.getName().substring(0, entry.getName().length() - ENDING.length()));
        }
        if (names.size() > MOST_ARRAYS) {
          throw new UserException(path() + ": there are more than " + MOST_ARRAYS + " arrays.");
        }
      }
      return names;
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw damaged(e);
    }
  }

  private UserException damaged(Exception e) {
    return new UserException(path() + ": the archive is damaged or cut; write it again.", e);
  }

  /** An array of that name; the caller closes it. */
  StoredBytes open(String array) throws IOException {
    long most = files.length(name) * BEST_RATIO;
    return new StoredBytes() {
      private InputStream in = entry(array);
      private long position;

      @Override
      public long length() {
        return most;
      }

      @Override
      public void read(long at, byte[] into, int offset, int count) throws IOException {
        if (at < position) {
          in.close();
          in = entry(array);
          position = 0;
        }
        try {
          in.skipNBytes(at - position);
          position = at;
          int read = in.readNBytes(into, offset, count);
          position += read;
          if (read < count) {
            throw new EOFException("the array ends");
          }
        } catch (ZipException e) {
          throw damaged(e);
        }
      }

      @Override
      public void close() throws IOException {
        in.close();
      }
    };
  }

  private InputStream entry(String array) throws IOException {
    ZipInputStream zip = new ZipInputStream(files.open(name));
    try {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(array + ENDING)) {
          return zip;
        }
      }
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      zip.close();
      throw damaged(e);
    }
    zip.close();
    throw new UserException(path() + ": there is no array of the name given by --dataset in it.");
  }
}
