package org.ecglens.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.ecglens.ecg.AmplitudeLimit;
import org.ecglens.io.SubjectHash;
import org.ecglens.plan.IngestSpec;
import scala.Tuple2;

/**
 * The files of a source, and what reads them.
 *
 * @param files by id
 * @param digest of the files, in words
 * @param below how many files there are below the inputs, those of no recording among them
 * @param notes collections that were recognised, one per line
 * @param task reads the files of a shard
 */
record FileSource(
    List<SourceFile> files, String digest, long below, List<String> notes, IngestTask task)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Looks for the files of a spec.
   *
   * @throws org.ecglens.error.UserException if there is none, or two would be one record
   */
  static FileSource of(SparkSession spark, IngestSpec spec, SubjectHash subjects) {
    Configuration conf = spark.sessionState().newHadoopConf();
    String format = spec.isNamed() ? spec.format() : null;
    SourceListing listing =
        new SourceListing(
            Formats.readers(spec.assumptions(), format),
            spec.isNamed(),
            spec.included(),
            subjects,
            conf,
            spec.assumptions().features());
    spec.inputs().forEach(listing::add);
    IngestTask task =
        new IngestTask(
            new SerializableConfiguration(conf),
            format,
            spec.assumptions(),
            subjects,
            JavaSparkContext.fromSparkContext(spark.sparkContext())
                .broadcast(new HashMap<>(listing.rows())),
            spec.beats(),
            new AmplitudeLimit(spec.largestAmplitude()),
            spec.strict());
    List<SourceFile> files = listing.files();
    return new FileSource(files, listing.digest(), listing.below(), listing.notes(), task);
  }

  /** Neighbours in the list are in one shard, and each shard is a partition. */
  JavaRDD<Tuple2<Integer, SourceFile>> items(SparkSession spark, int shards, Set<Integer> done) {
    List<Tuple2<Integer, List<SourceFile>>> parts = new ArrayList<>();
    Set<Integer> pending = new HashSet<>(pending(shards, done));
    long total = weight();
    long before = 0;
    int file = 0;
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

  /** Of all files, about a record each; a part of a file with several records counts more. */
  long weight() {
    return files.stream().mapToLong(SourceFile::weight).sum();
  }

  /** Numbers of the shards that are not done. */
  static List<Integer> pending(int shards, Set<Integer> done) {
    return IntStream.range(0, shards).filter(shard -> !done.contains(shard)).boxed().toList();
  }
}
