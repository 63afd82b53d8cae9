package org.ecglens.run.storage;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.hadoop.fs.FSError;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A file that is digested while it is written, from its first byte to its last. */
final class DigestedFile implements OutputFile {
  private final OutputFile file;
  private final MessageDigest digest;
  private long bytes;

  DigestedFile(OutputFile file) {
    this.file = file;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Bytes written so far. */
  long bytes() {
    return bytes;
  }

  /** SHA-256 of what was written, in hexadecimal digits; asked for once. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public PositionOutputStream create(long blockSize) throws IOException {
    return new Digested(file.create(blockSize));
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSize) throws IOException {
    return new Digested(file.createOrOverwrite(blockSize));
  }

  @Override
  public boolean supportsBlockSize() {
    return file.supportsBlockSize();
  }

  @Override
  public long defaultBlockSize() {
    return file.defaultBlockSize();
  }

  @Override
  public String getPath() {
    return file.getPath();
  }

  private interface Change {
    void make() throws IOException;
  }

  /** Systems do not say which file a full disk was meant to hold. */
  private void named(Change change) throws IOException {
    try {
      change.make();
    } catch (FSError e) {
      throw unwritable(e.getCause());
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private IOException unwritable(Throwable cause) {
    return new IOException(getPath() + " cannot be written: " + cause.getMessage(), cause);
  }

  /** Parquet writes its files from front to back. */
  private final class Digested extends PositionOutputStream {
    private final PositionOutputStream stream;

    Digested(PositionOutputStream stream) {
      this.stream = stream;
    }

    @Override
    public long getPos() throws IOException {
      return stream.getPos();
    }

    @Override
    public void write(int value) throws IOException {
      named(() -> stream.write(value));
      digest.update((byte) value);
      bytes++;
    }

    @Override
    public void write(byte[] values, int from, int length) throws IOException {
      named(() -> stream.write(values, from, length));
      digest.update(values, from, length);
      bytes += length;
    }

    @Override
    public void flush() throws IOException {
      named(() -> stream.flush());
    }

    @Override
    public void close() throws IOException {
      named(() -> stream.close());
    }
  }
}
