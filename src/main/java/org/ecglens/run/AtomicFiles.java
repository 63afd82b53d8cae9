package org.ecglens.run;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * Small files that are there whole or not at all, on any file system that Hadoop knows.
 *
 * <p>Disks and HDFS write a file under another name, force it to the disk and rename it. Object
 * stores show a file only when it is whole, and their rename is a copy: they write it in place, and
 * where they can (S3 does) under the condition that there is none yet.
 */
public final class AtomicFiles {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  /** What names of files begin with that are being written. */
  private static final String WRITING = "_writing-";

  /** Schemes of object stores. */
  private static final Set<String> OBJECT_STORES =
      Set.of("s3a", "s3", "s3n", "gs", "oss", "cosn", "obs", "wasb", "wasbs", "swift");

  private static final Pattern FAILED_CONDITION =
      Pattern.compile(
          "RemoteFileChangedException|PreconditionFailed|ConditionalRequestConflict"
              + "|Status Code: (?:412|409)\\b");

  private final Configuration conf;
  private final FileSystem files;
  private final boolean local;
  private final boolean conditional;
  private final boolean objects;

  private AtomicFiles(Configuration conf, FileSystem files, Path path) throws IOException {
    this.conf = conf;
    // The checksum of a local file is a second file, and the two can't be replaced at once.
    this.local = files instanceof LocalFileSystem;
    this.files = local ? ((LocalFileSystem) files).getRaw() : files;
    this.conditional =
        files.hasPathCapability(
            path, Options.CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE);
    this.objects = conditional || OBJECT_STORES.contains(files.getScheme());
  }

  /** The files at and below a path. */
  public static AtomicFiles at(Path path, Configuration conf) throws IOException {
    return new AtomicFiles(conf, path.getFileSystem(conf), path);
  }

  /** What is written into a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it. */
    void writeTo(OutputStream stream) throws IOException;
  }

  /** A value as JSON. */
  static Content json(Object value) {
    return stream -> stream.write(JSON.writeValueAsBytes(value));
  }

  /** Whether a file is one that was being written when its writer ended. */
  static boolean isUnfinished(String name) {
    return name.startsWith(WRITING);
  }

  /**
   * Writes a file where none is: of several writers one succeeds.
   *
   * @return whether this one did
   */
  public boolean create(Path target, Content content) throws IOException {
    if (conditional) {
      FSDataOutputStreamBuilder<?, ?> builder =
          files.createFile(target).recursive().overwrite(true);
      builder.must(Options.CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
      return created(builder, content);
    }
    if (objects) {
      // Without conditions of the store nobody can promise more than a look beforehand.
      if (files.exists(target)) {
        return false;
      }
      write(files.create(target, true), content);
      return true;
    }
    Path temporary = written(target, content);
    try {
      if (local) {
        linkOrMove(onDisk(temporary), onDisk(target));
      } else {
        FileContext.getFileContext(files.getUri(), conf)
            .rename(temporary, files.makeQualified(target), Options.Rename.NONE);
      }
      return true;
    } catch (FileAlreadyExistsException | java.nio.file.FileAlreadyExistsException e) {
      return false;
    } finally {
      files.delete(temporary, false);
    }
  }

  /** A link is made only where there is no file, which a move does not promise. */
  private static void linkOrMove(java.nio.file.Path from, java.nio.file.Path to)
      throws IOException {
    try {
      Files.createLink(to, from);
    } catch (java.nio.file.FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      // Some file systems have no links.
      Files.move(from, to);
    }
  }

  private static boolean created(FSDataOutputStreamBuilder<?, ?> builder, Content content)
      throws IOException {
    try {
      write(builder.build(), content);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      // S3A names the failed condition in several ways, depending on when it is seen.
      String text = e + " " + e.getCause();
      if (FAILED_CONDITION.matcher(text).find()) {
        return false;
      }
      throw e;
    }
  }

  /** Writes a file in the place of another; who is killed meanwhile leaves the one or the other. */
  public void replace(Path target, Content content) throws IOException {
    if (objects) {
      write(files.create(target, true), content);
      return;
    }
    Path temporary = written(target, content);
    if (local) {
      // Hadoop overwrites a local file by removing it first.
      Files.move(onDisk(temporary), onDisk(target), StandardCopyOption.ATOMIC_MOVE);
    } else {
      FileContext.getFileContext(files.getUri(), conf)
          .rename(temporary, files.makeQualified(target), Options.Rename.OVERWRITE);
    }
  }

  /** Writes a value as JSON in the place of a file. */
  public void replaceJson(Path target, Object value) throws IOException {
    replace(target, json(value));
  }

  /** A complete file under another name, on the disk and not only in memory. */
  private Path written(Path target, Content content) throws IOException {
    String name = WRITING + UUID.randomUUID().toString().substring(0, 8) + "-" + target.getName();
    Path temporary = files.makeQualified(new Path(target.getParent(), name));
    try (FSDataOutputStream stream = files.create(temporary, true)) {
      content.writeTo(stream);
      stream.hsync();
    } catch (IOException | RuntimeException e) {
      try {
        files.delete(temporary, false);
      } catch (IOException stays) {
        e.addSuppressed(stays);
      }
      throw e;
    }
    return temporary;
  }

  /** Writes an object, which is there once its stream is closed. */
  private static void write(FSDataOutputStream stream, Content content) throws IOException {
    try (stream) {
      try {
        content.writeTo(stream);
      } catch (IOException | RuntimeException e) {
        if (stream.hasCapability(CommonPathCapabilities.ABORTABLE_STREAM)) {
          stream.abort();
        }
        throw e;
      }
    }
  }

  /**
   * Reads a value.
   *
   * @throws JacksonException if the file is empty or damaged
   * @throws FileNotFoundException if there is none
   */
  public <T> T read(Path path, Class<T> type) throws IOException {
    try (InputStream stream = files.open(path)) {
      return JSON.readValue(stream, type);
    }
  }

  /** Entries of a folder; none if there is no such folder. */
  FileStatus[] list(Path folder) throws IOException {
    try {
      return files.listStatus(folder);
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  boolean exists(Path path) throws IOException {
    return files.exists(path);
  }

  /** Deletes a file, or a folder with all that is in it; nothing if it is not there. */
  public void delete(Path path) throws IOException {
    files.delete(path, true);
  }

  private static java.nio.file.Path onDisk(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }
}
