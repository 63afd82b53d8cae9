package org.ecglens.records;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.net.URI;
import java.util.List;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.util.SerializableConfiguration;
import org.ecglens.run.SetAside;

/**
 * Looks through one Parquet file: its end, its footer, and all pages of the columns that will be
 * read. A file that the storage does not give is a failure; one whose content is wrong is a
 * finding.
 *
 * @param columns that will be read; all where the list is empty
 */
record ParquetInspection(SerializableConfiguration conf, List<String> columns)
    implements Function<String, ParquetInspection.Found> {
  private static final long serialVersionUID = 1L;

  /** What a Parquet file begins and ends with. */
  private static final byte[] MAGIC = {'P', 'A', 'R', '1'};

  private static final String DAMAGED = "damaged";

  /**
   * What was found.
   *
   * @param file its path
   * @param columns a text that is the same for files with the same columns
   * @param fault why it cannot be used; null where it can
   */
  record Found(String file, String columns, SetAside fault) implements Serializable {
    private static final long serialVersionUID = 1L;

    private static Found fault(String file, String reason, String detail) {
      return new Found(file, null, new SetAside(file, reason, detail));
    }
  }

  @Override
  public Found call(String uri) throws IOException {
    Path path = new Path(URI.create(uri));
    String file =
        "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
    FileSystem storage = path.getFileSystem(conf.value());
    long bytes = storage.getFileStatus(path).getLen();
    if (bytes == 0) {
      return Found.fault(file, "empty", "the file is empty");
    }
    if (!endsAsParquet(storage, path, bytes)) {
      return Found.fault(
          file,
          "no-parquet",
          "the file does not end as a Parquet file does: it was cut off, is being written, or is"
              + " something else");
    }
    HadoopInputFile input = HadoopInputFile.fromPath(path, conf.value());
    String place = "its footer";
    try (ParquetFileReader reader = ParquetFileReader.open(input)) {
      MessageType schema = reader.getFooter().getFileMetaData().getSchema();
      String writer = reader.getFooter().getFileMetaData().getCreatedBy();
      MessageType wanted = wanted(schema);
      place = "its pages";
      if (!wanted.getFields().isEmpty()) {
        reader.setRequestedSchema(wanted);
        PageReadStore rows;
        while ((rows = reader.readNextRowGroup()) != null) {
          decode(rows, wanted, writer);
        }
      }
      return new Found(file, schema + sparkSchema(reader), null);
    } catch (IOException | RuntimeException e) {
      checkStorage(storage, path, e);
      return Found.fault(file, DAMAGED, place + " cannot be read: " + firstLine(e));
    }
  }

  private static boolean endsAsParquet(FileSystem storage, Path path, long bytes)
      throws IOException {
    if (bytes < 3L * MAGIC.length) {
      return false;
    }
    byte[] end = new byte[MAGIC.length];
    try (var in = storage.open(path)) {
      in.readFully(bytes - end.length, end);
    } catch (ChecksumException e) {
      return false;
    }
    return java.util.Arrays.equals(end, MAGIC);
  }

  private MessageType wanted(MessageType schema) {
    return columns.isEmpty()
        ? schema
        : new MessageType(
            schema.getName(),
            schema.getFields().stream()
                .filter(field -> columns.contains(field.getName()))
                .toList());
  }

  /** Spark also notes its own types in the footer. */
  private static String sparkSchema(ParquetFileReader reader) {
    return reader
        .getFooter()
        .getFileMetaData()
        .getKeyValueMetaData()
        .getOrDefault("org.apache.spark.sql.parquet.row.metadata", "");
  }

  private static void decode(PageReadStore rows, MessageType wanted, String writer) {
    ColumnReadStoreImpl store = new ColumnReadStoreImpl(rows, new Unheard(wanted), wanted, writer);
    for (ColumnDescriptor column : wanted.getColumns()) {
      ColumnReader values = store.getColumnReader(column);
      long count = rows.getPageReader(column).getTotalValueCount();
      for (long i = 0; i < count; i++) {
        if (values.getCurrentDefinitionLevel() == column.getMaxDefinitionLevel()) {
          values.skip();
        }
        values.consume();
      }
    }
  }

  /** Where the bytes themselves cannot be had, nothing is said of the file. */
  private static void checkStorage(FileSystem storage, Path path, Exception failure)
      throws IOException {
    try (InputStream in = storage.open(path)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (ChecksumException damage) {
      failure.addSuppressed(damage);
    } catch (FileNotFoundException e) {
      throw new IOException(path + " was removed while it was read", e);
    }
  }

  private static String firstLine(Exception failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String text = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return text.lines().findFirst().orElse(cause.getClass().getSimpleName());
  }

  /** Values are decoded and thrown away. */
  private static final class Unheard extends GroupConverter {
    private final List<Converter> fields;

    Unheard(GroupType type) {
      fields = type.getFields().stream().map(Unheard::converter).toList();
    }

    private static Converter converter(Type field) {
      return field.isPrimitive() ? new PrimitiveConverter() {} : new Unheard(field.asGroupType());
    }

    @Override
    public Converter getConverter(int field) {
      return fields.get(field);
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }
}
