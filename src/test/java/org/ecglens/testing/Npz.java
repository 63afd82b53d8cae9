package org.ecglens.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Arrays of a NumPy archive: a ZIP file of NPY arrays (format 1 to 3, little-endian float32 or
 * float64, C order).
 */
public final class Npz implements AutoCloseable {
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '<f([48])', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\), \\}\\s*");

  private final ZipFile file;

  /** Values of an array and its axis lengths. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Array(double[] values, int[] shape) {

    /** The values at one index of the first axis. */
    public double[] slice(int index) {
      int size = values.length / shape[0];
      return Arrays.copyOfRange(values, index * size, (index + 1) * size);
    }
  }

  private Npz(ZipFile file) {
    this.file = file;
  }

  /** Opens an archive. */
  public static Npz open(Path path) throws IOException {
    return new Npz(new ZipFile(path.toFile()));
  }

  /** Reads an array. */
  public Array array(String name) {
    ZipEntry entry = file.getEntry(name + ".npy");
    if (entry == null) {
      throw new IllegalArgumentException(file.getName() + " has no array " + name);
    }
    try (InputStream stream = file.getInputStream(entry)) {
      return parse(stream.readAllBytes(), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Array parse(byte[] bytes, String name) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    byte[] magic = new byte[6];
    buffer.get(magic);
    int version = buffer.get();
    buffer.get();
    byte[] header = new byte[version == 1 ? buffer.getShort() & 0xFFFF : buffer.getInt()];
    buffer.get(header);
    Matcher matcher = HEADER.matcher(new String(header, StandardCharsets.UTF_8));
    if (!Arrays.equals(magic, new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'})
        || !matcher.matches()) {
      throw new IllegalArgumentException(name + " is not a float array in C order");
    }
    int[] shape =
        Arrays.stream(matcher.group(2).split(","))
            .map(String::strip)
            .filter(length -> !length.isEmpty())
            .mapToInt(Integer::parseInt)
            .toArray();
    double[] values = new double[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    boolean single = matcher.group(1).equals("4");
    for (int i = 0; i < values.length; i++) {
      values[i] = single ? buffer.getFloat() : buffer.getDouble();
    }
    return new Array(values, shape);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
