package org.ecglens.job;

import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.ecglens.ingest.BeatChoice;
import org.ecglens.ingest.ImportTask;
import org.ecglens.ingest.ImportedTable;
import org.ecglens.ingest.IngestTask;
import org.ecglens.ingest.SourceFile;
import org.ecglens.ingest.SourceListing;
import org.ecglens.ingest.SourcePass;
import org.ecglens.io.EcgReader;
import org.ecglens.io.SubjectHash;
import org.ecglens.job.option.BeatOptions;
import org.ecglens.job.option.OutputOptions;
import org.ecglens.job.option.ShardOptions;
import org.ecglens.job.option.SourceOptions;
import org.ecglens.job.option.SubjectOptions;
import org.ecglens.run.Progress;
import org.ecglens.run.RunFolder;
import org.ecglens.run.RunOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import scala.Tuple2;

/** Reads files of electrocardiograms into a table. */
@Command(
    name = "ingest",
    description = "Read files of electrocardiograms into a table.",
    footer = {
      "",
      "Reads WFDB, GE MUSE, HL7 aECG, DICOM, HDF5, CSV and Parquet (docs/formats.md); writes the",
      "tables records and quarantine.",
      "Example: jobs/submit ingest --input cinc2021 --beats median --out records"
    })
public final class IngestJob implements Job {
  @Mixin private final SourceOptions source = new SourceOptions();
  @Mixin private final BeatOptions beats = new BeatOptions();
  @Mixin private final SubjectOptions subject = new SubjectOptions();
  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final ShardOptions shards = new ShardOptions();

  @Override
  public Result run(JobContext context) throws Exception {
    shards.check();
    BeatChoice choice = beats.choice();
    List<EcgReader> readers = source.isParquet() ? List.of() : source.readers();
    PathMatcher include = source.include();
    SparkSession spark = context.spark().get();
    Configuration conf = spark.sessionState().newHadoopConf();
    SubjectHash subjects = subject.subjects(conf);
    SourcePass pass =
        new SourcePass(
            spark,
            new RunFolder(output.out),
            new Progress("ingest", context.out(), context.interactive()));
    Map<String, String> settings = new TreeMap<>();
    settings.put("--beats", choice.toString());
    settings.put("--salt", "fingerprint " + subjects.fingerprint());
    settings.put("assumptions", source.assumptions().toString());
    if (source.isParquet()) {
      ImportedTable table =
          ImportedTable.open(spark, source.input, source.columns(), source.assumptions());
      settings.put("--columns", source.columns().toString());
      settings.put("--input", table.count() + " rows, digest " + table.digest());
      return finish(
          pass.run(
              request(context, settings, table.count()),
              table::items,
              new ImportTask(subjects, choice)),
          List.of());
    }
    SourceListing listing = new SourceListing(readers, source.isNamed(), include, subjects, conf);
    source.input.forEach(listing::add);
    List<SourceFile> files = listing.files();
    settings.put("--format", source.format);
    settings.put("--input", files.size() + " records, digest " + files.hashCode());
    listing.notes().forEach(context.out()::println);
    JavaSparkContext cluster = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return finish(
        pass.run(
            request(context, settings, files.size()),
            (pending, all) -> items(cluster, files, pending, all),
            new IngestTask(
                new SerializableConfiguration(conf),
                source.isNamed() ? source.format : null,
                source.assumptions(),
                subjects,
                choice)),
        listing.notes());
  }

  private SourcePass.Request request(JobContext context, Map<String, String> settings, long items) {
    return new SourcePass.Request(
        "ingest",
        settings,
        context.options(),
        items,
        shards.shards(items, context.spark().get().sparkContext().defaultParallelism()),
        output.overwrite,
        shards::checkQuarantined);
  }

  private Result finish(RunOutcome outcome, List<String> notes) {
    List<String> lines = new ArrayList<>(notes);
    lines.addAll(OutcomeLines.of(outcome, output.out));
    return Result.done(lines);
  }

  private static JavaRDD<Tuple2<Integer, SourceFile>> items(
      JavaSparkContext cluster, List<SourceFile> files, List<Integer> pending, int all) {
    var neighbours = SourcePass.neighbours(files, all);
    List<Tuple2<Integer, List<SourceFile>>> parts =
        pending.stream()
            .map(
                shard ->
                    new Tuple2<>(
                        shard, (List<SourceFile>) new ArrayList<>(neighbours.apply(shard))))
            .toList();
    return cluster
        .parallelize(parts, parts.size())
        .flatMap(part -> part._2().stream().map(file -> new Tuple2<>(part._1(), file)).iterator());
  }
}
