package org.ecglens.train;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.ecglens.net.training.CheckpointStore;
import org.ecglens.run.AtomicFiles;

/** The checkpoint of a network in the folder of its run, on any file system that Hadoop knows. */
record HadoopCheckpoints(Path file, Configuration conf) implements CheckpointStore {

  static HadoopCheckpoints of(TrainingFolder folder, String network, Configuration conf) {
    return new HadoopCheckpoints(folder.checkpoint(network), conf);
  }

  @Override
  public InputStream open() throws IOException {
    FileSystem files = file.getFileSystem(conf);
    return files.exists(file) ? files.open(file) : null;
  }

  @Override
  public void replace(Content content) throws IOException {
    AtomicFiles.at(file, conf)
        .replace(
            file,
            stream -> {
              OutputStream buffered = new BufferedOutputStream(stream, 1 << 16);
              content.writeTo(buffered);
              buffered.flush();
            });
  }

  void remove() throws IOException {
    file.getFileSystem(conf).delete(file, false);
  }
}
