package org.ecglens.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.util.SerializableConfiguration;
import org.ecglens.UserException;
import org.ecglens.ecg.Defect;
import org.ecglens.ecg.SignalCheck;
import org.ecglens.io.EcgReader;
import org.ecglens.io.Reading;
import org.ecglens.io.wfdb.WfdbReader;
import org.ecglens.table.RecordRow;

/**
 * Reads the files of a shard. What cannot be read goes to the quarantine; a failure of the storage
 * itself fails the task, which Spark tries again.
 */
public record IngestTask(SerializableConfiguration conf) implements ShardTask<SourceFile> {
  private static final long serialVersionUID = 1L;

  private static final String STAGE = "read";

  /** The formats that can be read. */
  public static List<EcgReader> readers() {
    return List.of(new WfdbReader());
  }

  @Override
  public void run(List<SourceFile> items, ShardOutput output) throws IOException {
    List<SourceFile> files = new ArrayList<>(items);
    files.sort(Comparator.comparing(SourceFile::recordId));
    for (SourceFile file : files) {
      try {
        Reading reading = read(file);
        output.count("warnings", reading.warnings().size());
        Defect fatal = fatal(reading);
        if (fatal == null) {
          output.write(new RecordRow(reading.ecgs().get(0)));
        } else {
          quarantine(file, fatal.reason().code(), fatal.detail(), output);
        }
      } catch (UserException | IllegalArgumentException e) {
        quarantine(file, "unreadable", e.getMessage(), output);
      } catch (FileNotFoundException | AccessControlException e) {
        quarantine(file, "inaccessible", e.getMessage(), output);
      }
    }
  }

  private Reading read(SourceFile file) throws IOException {
    Path path = new Path(file.path());
    EcgReader reader =
        readers().stream().filter(r -> r.recognises(path.getName())).findFirst().orElseThrow();
    HadoopSignalFiles folder =
        new HadoopSignalFiles(path.getFileSystem(conf.value()), path.getParent());
    return reader.read(folder, path.getName(), file.recordId());
  }

  /** Invalid samples and flat lines stay: what they are worth depends on the use. */
  private static Defect fatal(Reading reading) {
    for (Defect defect : SignalCheck.defects(reading.ecgs().get(0))) {
      if (defect.reason() == Defect.Reason.NO_SAMPLES
          || defect.reason() == Defect.Reason.DUPLICATE_LEAD) {
        return defect;
      }
    }
    return null;
  }

  private static void quarantine(SourceFile file, String reason, String detail, ShardOutput output)
      throws IOException {
    output.quarantine(file.recordId(), file.path(), STAGE, reason, detail);
  }
}
