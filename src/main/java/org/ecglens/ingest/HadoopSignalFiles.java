package org.ecglens.ingest;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.ecglens.error.UserException;
import org.ecglens.io.SignalFiles;
import org.ecglens.io.StoredBytes;

/**
 * A folder of any storage that Hadoop knows.
 *
 * @param files the storage
 * @param folder that names are relative to
 * @param input that nothing outside is read of
 */
record HadoopSignalFiles(FileSystem files, Path folder, LinkedFiles input) implements SignalFiles {

  @Override
  public long length(String name) throws IOException {
    return files.getFileStatus(inside(name)).getLen();
  }

  @Override
  public InputStream open(String name) throws IOException {
    return files.open(inside(name));
  }

  @Override
  public StoredBytes bytes(String name) throws IOException {
    long length = length(name);
    FSDataInputStream in = files.open(inside(name));
    return new StoredBytes() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public void read(long at, byte[] into, int offset, int count) throws IOException {
        in.readFully(at, into, offset, count);
      }

      @Override
      public void close() throws IOException {
        in.close();
      }
    };
  }

  @Override
  public String path(String name) {
    return Path.getPathWithoutSchemeAndAuthority(InputStorage.child(folder, name)).toString();
  }

  private Path inside(String name) throws IOException {
    Path path = InputStorage.child(folder, name);
    if (input.isOutside(path)) {
      throw new UserException(
          path(name)
              + " is a link that leads out of the input; copy the file, or name a folder above"
              + " both as --input.");
    }
    return path;
  }
}
