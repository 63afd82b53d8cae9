package org.ecglens.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.ecglens.Suggestion;
import org.ecglens.UserException;
import org.ecglens.io.EcgReader;
import org.ecglens.io.RecordPath;
import org.ecglens.spark.IngestTask;
import org.ecglens.spark.Outcome;
import org.ecglens.spark.Progress;
import org.ecglens.spark.RunFolder;
import org.ecglens.spark.SourceFile;
import org.ecglens.spark.SourcePass;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import scala.Tuple2;

/** Reads files of electrocardiograms into a table. */
@Command(
    name = "ingest",
    description = "Read files of electrocardiograms into a table.",
    footer = {
      "",
      "Reads WFDB records (.hea with .dat or .mat); writes the tables records and quarantine.",
      "Example: jobs/submit ingest --input cinc2021 --out records"
    })
public final class IngestJob implements Job {
  private static final String AUTO = "auto";

  @Option(
      names = "--input",
      required = true,
      split = ",",
      arity = "1..*",
      paramLabel = "PATH",
      description = "folders, searched with all below them, or files")
  private List<String> input = new ArrayList<>();

  @Option(
      names = "--format",
      defaultValue = AUTO,
      description = "auto or wfdb (default: ${DEFAULT-VALUE})")
  private String format;

  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final ShardOptions shards = new ShardOptions();

  @Override
  public Result run(JobContext context) throws Exception {
    shards.check();
    List<EcgReader> readers = readers();
    SparkSession spark = context.spark().get();
    Configuration conf = spark.sessionState().newHadoopConf();
    Map<String, SourceFile> byId = new TreeMap<>();
    for (String folder : input) {
      list(folder, readers, conf, byId);
    }
    List<SourceFile> files = List.copyOf(byId.values());
    SourcePass pass =
        new SourcePass(
            spark,
            new RunFolder(output.out),
            new Progress("ingest", context.out(), context.interactive()));
    JavaSparkContext cluster = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Outcome outcome =
        pass.run(
            new SourcePass.Request(
                "ingest",
                Map.of("--input", files.size() + " records, digest " + files.hashCode()),
                context.options(),
                files.size(),
                shards.shards(files.size()),
                output.overwrite,
                shards::checkQuarantined),
            (pending, all) -> {
              var neighbours = SourcePass.neighbours(files, all);
              List<Tuple2<Integer, List<SourceFile>>> parts =
                  pending.stream()
                      .map(
                          shard ->
                              new Tuple2<>(
                                  shard,
                                  (List<SourceFile>) new ArrayList<>(neighbours.apply(shard))))
                      .toList();
              return cluster
                  .parallelize(parts, parts.size())
                  .flatMap(
                      part ->
                          part._2().stream().map(file -> new Tuple2<>(part._1(), file)).iterator());
            },
            new IngestTask(new SerializableConfiguration(conf)));
    return Result.done(OutcomeLines.of(outcome, output.out));
  }

  private List<EcgReader> readers() {
    List<EcgReader> all = IngestTask.readers();
    if (format.equals(AUTO)) {
      return all;
    }
    List<String> known = new ArrayList<>(List.of(AUTO));
    all.forEach(reader -> known.add(reader.format()));
    if (!known.contains(format)) {
      throw Suggestion.unknown("--format", format, known);
    }
    return all.stream().filter(reader -> reader.format().equals(format)).toList();
  }

  private static void list(
      String input, List<EcgReader> readers, Configuration conf, Map<String, SourceFile> byId) {
    int before = byId.size();
    try {
      Path root = new Path(input);
      FileSystem storage = root.getFileSystem(conf);
      if (!storage.exists(root)) {
        throw new UserException("--input " + input + ": there is no such file or folder.");
      }
      String base = storage.makeQualified(root).toString();
      RemoteIterator<LocatedFileStatus> found = storage.listFiles(root, true);
      while (found.hasNext()) {
        Path path = found.next().getPath();
        if (readers.stream().anyMatch(reader -> reader.recognises(path.getName()))) {
          String id = RecordPath.id(base, path.toString());
          SourceFile other = byId.put(id, new SourceFile(path.toString(), id));
          if (other != null && !other.path().equals(path.toString())) {
            throw new UserException(
                "--input: "
                    + other.path()
                    + " and "
                    + path
                    + " would both be record '"
                    + id
                    + "'; read them into two folders, or name the folder above both.");
          }
        }
      }
    } catch (IOException e) {
      throw new UserException("--input " + input + " cannot be listed: " + e.getMessage(), e);
    }
    if (byId.size() == before) {
      throw new UserException(
          "--input "
              + input
              + ": there is no record of a known format ("
              + String.join(", ", readers.stream().map(EcgReader::format).toList())
              + ") there.");
    }
  }
}
