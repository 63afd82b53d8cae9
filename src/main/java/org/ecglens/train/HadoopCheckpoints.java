package org.ecglens.train;

import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.ecglens.net.training.CheckpointStore;
import org.ecglens.run.AtomicFiles;

/**
 * The checkpoints of a network in the folder of its run, on any file system that Hadoop knows. Each
 * is a file of its own, whose name ends with a number that rises: none is ever replaced, so that no
 * moment is without a whole one, on stores that cannot rename either.
 *
 * @param file path without the number
 */
record HadoopCheckpoints(Path file, Configuration conf) implements CheckpointStore {
  private static final int GENERATIONS = 2;

  static HadoopCheckpoints of(TrainingFolder folder, String network, Configuration conf) {
    return new HadoopCheckpoints(folder.checkpoint(network), conf);
  }

  @Override
  public List<Kept> newestFirst() throws IOException {
    FileSystem files = file.getFileSystem(conf);
    List<Kept> kept = new ArrayList<>();
    for (Path path : numbered().descendingMap().values()) {
      kept.add(() -> files.open(path));
    }
    return kept;
  }

  @Override
  public void add(Content content) throws IOException {
    TreeMap<Long, Path> earlier = numbered();
    long number = earlier.isEmpty() ? 1 : earlier.lastKey() + 1;
    AtomicFiles.at(file, conf)
        .replace(
            file.suffix("-" + number),
            stream -> {
              OutputStream buffered = new BufferedOutputStream(stream, 1 << 16);
              content.writeTo(buffered);
              buffered.flush();
            });
    FileSystem files = file.getFileSystem(conf);
    for (Path old : earlier.headMap(number - GENERATIONS, true).values()) {
      files.delete(old, false);
    }
  }

  /** Deletes all. */
  void remove() throws IOException {
    FileSystem files = file.getFileSystem(conf);
    for (Path path : numbered().values()) {
      files.delete(path, false);
    }
  }

  private TreeMap<Long, Path> numbered() throws IOException {
    TreeMap<Long, Path> numbered = new TreeMap<>();
    Pattern name = Pattern.compile(Pattern.quote(file.getName()) + "-(\\d{1,18})");
    FileStatus[] found;
    try {
      found = file.getFileSystem(conf).listStatus(file.getParent());
    } catch (FileNotFoundException e) {
      return numbered;
    }
    for (FileStatus status : found) {
      Matcher matcher = name.matcher(status.getPath().getName());
      if (matcher.matches()) {
        numbered.put(Long.parseLong(matcher.group(1)), status.getPath());
      }
    }
    return numbered;
  }
}
