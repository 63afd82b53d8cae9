package org.ecglens.ingest;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.ecglens.ecg.AmplitudeLimit;
import org.ecglens.io.EcgReader;
import org.ecglens.io.SubjectHash;
import org.ecglens.plan.IngestSpec;
import org.ecglens.run.Destination;
import org.ecglens.run.RunProtocol;
import org.ecglens.run.RunRequest;
import org.ecglens.run.RunResult;
import org.ecglens.run.ShardTask;
import scala.Tuple2;

/** Converts files of recordings, or a table from another source, to the table {@code records}. */
public final class Ingestion {
  private final SparkSession spark;
  private final IngestSpec spec;
  private final SubjectHash subjects;

  /**
   * The source to read.
   *
   * @throws org.ecglens.error.UserException if the secret that subjects are named with cannot be
   *     read
   */
  public Ingestion(SparkSession spark, IngestSpec spec) {
    this.spark = spark;
    this.spec = spec;
    this.subjects = new SubjectSecret(spec.salt()).subjects(spark.sessionState().newHadoopConf());
  }

  /**
   * Begins or resumes the run.
   *
   * @return with the collections that were recognised, one per line
   * @throws org.ecglens.error.UserException if there is nothing to read, or not one record in it
   */
  public RunResult<List<String>> into(Destination destination) throws IOException {
    Map<String, String> content = new TreeMap<>();
    content.put("--salt", "fingerprint " + subjects.fingerprint());
    if (spec.isParquet()) {
      ImportedTable table =
          ImportedTable.open(spark, spec.inputs(), spec.columns(), spec.assumptions());
      content.put("--input", table.count() + " rows, digest " + table.digest());
      return run(
          destination,
          content,
          table.count(),
          shards(table.count()),
          new SourceRun<>(
              (shards, done) -> table.items(pending(shards, done), shards),
              new ImportTask(
                  subjects,
                  spec.beats(),
                  new AmplitudeLimit(spec.largestAmplitude()),
                  !table.hasUnits() && spec.assumptions().unit() == null),
              List.of()));
    }
    Configuration conf = spark.sessionState().newHadoopConf();
    String format = spec.isNamed() ? spec.format() : null;
    List<EcgReader> readers = Formats.readers(spec.assumptions(), format);
    SourceListing listing =
        new SourceListing(
            readers,
            spec.isNamed(),
            spec.included(),
            subjects,
            conf,
            spec.assumptions().features());
    spec.inputs().forEach(listing::add);
    listing.notes().forEach(destination.out()::println);
    List<SourceFile> files = listing.files();
    content.put("--input", files.size() + " records, digest " + files.hashCode());
    ShardTask<SourceFile> task =
        new IngestTask(
            new SerializableConfiguration(conf),
            format,
            spec.assumptions(),
            subjects,
            JavaSparkContext.fromSparkContext(spark.sparkContext())
                .broadcast(new HashMap<>(listing.rows())),
            spec.beats(),
            new AmplitudeLimit(spec.largestAmplitude()));
    return run(
        destination,
        content,
        files.size(),
        shards(weight(files)),
        new SourceRun<>((shards, done) -> items(files, shards, done), task, listing.notes()));
  }

  private <T extends Serializable> RunResult<List<String>> run(
      Destination destination,
      Map<String, String> content,
      long items,
      int shards,
      SourceRun<T> steps)
      throws IOException {
    return new RunProtocol(spark, destination)
        .run(new RunRequest(spec, content, items, shards), steps);
  }

  private int shards(long records) {
    return spec.shards().shards(records, spark.sparkContext().defaultParallelism());
  }

  /** Neighbours in the list are in one shard. */
  private JavaRDD<Tuple2<Integer, SourceFile>> items(
      List<SourceFile> files, int shards, Set<Integer> done) {
    List<Tuple2<Integer, List<SourceFile>>> parts = new ArrayList<>();
    long total = weight(files);
    long before = 0;
    int file = 0;
    Set<Integer> pending = new HashSet<>(pending(shards, done));
    for (int shard = 0; shard < shards; shard++) {
      List<SourceFile> own = new ArrayList<>();
      while (file < files.size() && before < total * (shard + 1) / shards) {
        before += files.get(file).weight();
        own.add(files.get(file++));
      }
      if (pending.contains(shard)) {
        parts.add(new Tuple2<>(shard, own));
      }
    }
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(parts, parts.size())
        .flatMap(part -> part._2().stream().map(one -> new Tuple2<>(part._1(), one)).iterator());
  }

  private static long weight(List<SourceFile> files) {
    return files.stream().mapToLong(SourceFile::weight).sum();
  }

  /** Numbers of the shards that are not done. */
  static List<Integer> pending(int shards, Set<Integer> done) {
    return IntStream.range(0, shards).filter(shard -> !done.contains(shard)).boxed().toList();
  }
}
