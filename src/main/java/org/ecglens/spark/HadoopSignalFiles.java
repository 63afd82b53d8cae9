package org.ecglens.spark;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.ecglens.io.SignalFiles;

/** A folder of any storage that Hadoop knows. */
record HadoopSignalFiles(FileSystem files, Path folder) implements SignalFiles {

  @Override
  public long length(String name) throws IOException {
    return files.getFileStatus(new Path(folder, name)).getLen();
  }

  @Override
  public InputStream open(String name) throws IOException {
    return files.open(new Path(folder, name));
  }

  @Override
  public String path(String name) {
    return Path.getPathWithoutSchemeAndAuthority(new Path(folder, name)).toString();
  }
}
