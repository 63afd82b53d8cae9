package org.ecglens.io.hdf5;

import io.jhdf.Superblock;
import io.jhdf.exceptions.HdfException;
import io.jhdf.storage.HdfBackingStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ecglens.io.StoredBytes;

/**
 * The bytes of a file for jHDF, which follows addresses and believes counts.
 *
 * <p>A file whose structures refer to each other in a circle or again and again is read without
 * end; here each read costs, and what a record can need is all that there is. Some headers claim
 * how many entries follow, and jHDF reserves room for them first: no more are believed than the
 * file has bytes for.
 */
final class BoundedStorage implements HdfBackingStorage {
  /** Bytes of an address and of a length, in every file that is read. */
  static final int WORD = 8;

  // A record of the most samples in the smallest sensible chunks has 4 MB of structures.
  private static final long STRUCTURES = 1 << 24;
  private static final int READ = 64;

  private static final int DEEPEST_TREE = 16;

  // An ordinary call is less than 200 deep with all of Spark, and a stack has room for 5000.
  private static final int DEEPEST_CALL = 1000;
  private static final int READS_BETWEEN_LOOKS = 64;

  private static final int PAGE = 1 << 16;
  private static final int PAGES = 64;

  private final StoredBytes file;
  private final Map<Long, byte[]> pages =
      new LinkedHashMap<>(PAGES, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
          return size() > PAGES;
        }
      };
  private final Superblock superblock;
  private long left = STRUCTURES;
  private int reads;

  BoundedStorage(StoredBytes file, Superblock superblock) {
    this.file = file;
    this.superblock = superblock;
  }

  /** Lets so many bytes more be read, in so many pieces. */
  void allow(long bytes, long pieces) {
    left += bytes + READ * pieces;
  }

  @Override
  public ByteBuffer readBufferFromAddress(long address, int length) {
    return map(address, length);
  }

  @Override
  public ByteBuffer map(long address, long length) {
    return mapNoOffset(address + superblock.getBaseAddressByte(), length);
  }

  @Override
  public ByteBuffer mapNoOffset(long address, long length) {
    if (address < 0 || length < 0 || address > file.length() - length) {
      throw new HdfException("an address lies outside the file");
    }
    if (left < length + READ || (++reads % READS_BETWEEN_LOOKS == 0 && isDeep())) {
      throw new HdfException("the structures of the file are too large, or lead in a circle");
    }
    left -= length + READ;
    ByteBuffer part = ByteBuffer.wrap(bytes(address, (int) length)).order(ByteOrder.LITTLE_ENDIAN);
    check(part);
    return part;
  }

  /** Structures are small and lie together, so that they are read by pages. */
  private byte[] bytes(long address, int length) {
    byte[] bytes = new byte[length];
    try {
      if (length > PAGE) {
        file.read(address, bytes, 0, length);
        return bytes;
      }
      for (int at = 0; at < length; ) {
        long number = (address + at) / PAGE;
        int within = (int) ((address + at) % PAGE);
        byte[] page = page(number);
        int count = Math.min(length - at, page.length - within);
        System.arraycopy(page, within, bytes, at, count);
        at += count;
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] page(long number) throws IOException {
    byte[] page = pages.get(number);
    if (page == null) {
      page = new byte[(int) Math.min(PAGE, file.length() - number * PAGE)];
      file.read(number * PAGE, page, 0, page.length);
      pages.put(number, page);
    }
    return page;
  }

  /** Whether jHDF, which calls itself for what lies below, has done so too often. */
  private static boolean isDeep() {
    return StackWalker.getInstance()
        .walk(frames -> frames.skip(DEEPEST_CALL).findAny().isPresent());
  }

  /** Positions of counts in headers: HDF5 File Format Specification, version 3, chapter III. */
  private void check(ByteBuffer part) {
    if (part.limit() < WORD) {
      return;
    }
    switch (part.getInt(0)) {
      case 'B' | 'T' << 8 | 'H' << 16 | 'D' << 24 -> {
        if (Short.toUnsignedInt(part.getShort(12)) > DEEPEST_TREE) {
          throw new HdfException("a tree is too deep");
        }
        check(part.getLong(18 + WORD));
      }
      case 'F' | 'A' << 8 | 'H' << 16 | 'D' << 24 -> check(part.getLong(8));
      case 'E' | 'A' << 8 | 'H' << 16 | 'D' << 24 -> check(part.getLong(12 + 4 * WORD));
      case 'F' | 'R' << 8 | 'H' << 16 | 'P' << 24 -> {
        int columns = 14 + 12 * WORD;
        long width = Short.toUnsignedInt(part.getShort(columns));
        check(width * Short.toUnsignedInt(part.getShort(columns + 6 + 3 * WORD)));
      }
      default -> {}
    }
  }

  private void check(long entries) {
    if (entries < 0 || entries > file.length() / WORD) {
      throw new HdfException("a header claims more entries than the file can hold");
    }
  }

  @Override
  public long getUserBlockSize() {
    return superblock.getBaseAddressByte();
  }

  @Override
  public Superblock getSuperblock() {
    return superblock;
  }

  @Override
  public FileChannel getFileChannel() {
    throw new HdfException("there is no file");
  }

  @Override
  public int getSizeOfOffsets() {
    return superblock.getSizeOfOffsets();
  }

  @Override
  public int getSizeOfLengths() {
    return superblock.getSizeOfLengths();
  }

  @Override
  public void close() {}

  @Override
  public long size() {
    return file.length();
  }

  @Override
  public boolean inMemory() {
    return true;
  }
}
