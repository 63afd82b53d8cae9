package org.ecglens.io;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.ecglens.error.UserException;

/**
 * A folder of which one file may be compressed by gzip (RFC 1952): its content decides, and readers
 * see what it holds, under a name without {@code .gz}. What it may hold is bounded.
 */
public final class GzippedFile implements SignalFiles {
  /** The longest record as text, and room for all else. */
  public static final long MOST_BYTES = 1L << 30;

  /** What is held in memory to be read at any place; to unpack it at each step back is no way. */
  static final int MOST_IN_MEMORY = 1 << 28;

  private static final String ENDING = ".gz";
  private static final int MAGIC = 3;

  private final SignalFiles files;
  private final String stored;
  private final String inside;
  private long length = -1;

  /**
   * One file of a folder.
   *
   * @param stored its name
   * @param inside the name by which it is asked for, see {@link #inside(String)}
   */
  public GzippedFile(SignalFiles files, String stored, String inside) {
    this.files = files;
    this.stored = stored;
    this.inside = inside;
  }

  /** A name or path without the ending {@code .gz}, if it has that. */
  public static String inside(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(ENDING)
            && !name.endsWith("/" + ENDING)
            && name.length() > ENDING.length()
        ? name.substring(0, name.length() - ENDING.length())
        : name;
  }

  /** Whether the start of a file is that of one which is compressed. */
  public static boolean starts(byte[] start) {
    return start.length >= MAGIC && start[0] == 0x1f && start[1] == (byte) 0x8b && start[2] == 8;
  }

  /**
   * {@inheritDoc}
   *
   * @throws UserException if the compressed data is damaged or holds too much
   */
  @Override
  public long length(String name) throws IOException {
    if (!name.equals(inside)) {
      return files.length(name);
    }
    if (length < 0) {
      try (InputStream in = open(name)) {
        length =
            in instanceof Unpacked
                ? in.transferTo(OutputStream.nullOutputStream())
                : files.length(stored);
      }
    }
    return length;
  }

  /**
   * {@inheritDoc} Reading throws {@link UserException} if the compressed data is damaged or holds
   * too much.
   */
  @Override
  public InputStream open(String name) throws IOException {
    if (!name.equals(inside)) {
      return files.open(name);
    }
    BufferedInputStream in = new BufferedInputStream(files.open(stored));
    in.mark(MAGIC);
    byte[] start = in.readNBytes(MAGIC);
    in.reset();
    if (!starts(start)) {
      return in;
    }
    try {
      return new Unpacked(path(name), new GZIPInputStream(in));
    } catch (ZipException | EOFException e) {
      in.close();
      throw damaged(path(name), e);
    }
  }

  /**
   * {@inheritDoc} The file is unpacked into memory.
   *
   * @throws UserException if the compressed data is damaged or holds more than 256 MiB
   */
  @Override
  public StoredBytes bytes(String name) throws IOException {
    if (!name.equals(inside)) {
      return files.bytes(name);
    }
    try (InputStream in = open(name)) {
      if (!(in instanceof Unpacked)) {
        return files.bytes(stored);
      }
      if (length(name) > MOST_IN_MEMORY) {
        throw new UserException(
            path(name)
                + ": unpacked, the file has more than "
                + (MOST_IN_MEMORY >> 20)
                + " MiB, the most that is read of a compressed file of this format; unpack it with"
                + " gunzip.");
      }
      return StoredBytes.of(path(name), in.readNBytes((int) length(name)));
    }
  }

  @Override
  public String path(String name) {
    return files.path(name.equals(inside) ? stored : name);
  }

  private static UserException damaged(String path, IOException cause) {
    return new UserException(
        path + ": the compressed data is damaged or cut; copy or compress the file again.", cause);
  }

  /** Counts what comes out. */
  private static final class Unpacked extends FilterInputStream {
    private final String path;
    private long bytes;

    Unpacked(String path, InputStream in) {
      super(in);
      this.path = path;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
      int read;
      try {
        read = super.read(into, from, count);
      } catch (ZipException | EOFException e) {
        throw damaged(path, e);
      }
      bytes += Math.max(0, read);
      if (bytes > MOST_BYTES) {
        throw new UserException(
            path
                + ": unpacked, the file has more than "
                + (MOST_BYTES >> 20)
                + " MiB, the most that is read; split the recording.");
      }
      return read;
    }

    @Override
    public long skip(long count) throws IOException {
      byte[] passed = new byte[(int) Math.min(1 << 13, Math.max(0, count))];
      return Math.max(0, read(passed, 0, passed.length));
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
