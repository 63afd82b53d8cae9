package org.ecglens.job;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.job.option.AmplitudeOptions;
import org.ecglens.job.option.BeatOptions;
import org.ecglens.job.option.OutputOptions;
import org.ecglens.job.option.ShardOptions;
import org.ecglens.job.option.SourceOptions;
import org.ecglens.job.option.SubjectOptions;
import org.ecglens.job.terminal.OutcomeLines;
import org.ecglens.plan.IngestSpec;
import org.ecglens.run.RunResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reads files of electrocardiograms into a table. */
@Command(
    name = "ingest",
    description = "Read files of electrocardiograms into a table.",
    footer = {
      "",
      "Reads WFDB, GE MUSE and CardioSoft, Philips, HL7 aECG, DICOM, SCP-ECG, EDF, BDF, ISHNE,",
      "HDF5, NumPy, MATLAB, CSV and Parquet (docs/formats.md); writes the tables records, notices",
      "and quarantine. inspect --input says before what it would do.",
      "Examples:",
      "  jobs/submit ingest --input cinc2021 --beats median --out records",
      "  jobs/submit ingest --input holter --strip 10 --strips 24 --fill-gaps 20 --out strips",
      "  jobs/submit ingest --input archive --strict assumed-unit,assumed-rate --out records"
    })
public final class IngestJob implements Job {
  @Mixin private final SourceOptions source = new SourceOptions();
  @Mixin private final AmplitudeOptions amplitude = new AmplitudeOptions();
  @Mixin private final BeatOptions beats = new BeatOptions();
  @Mixin private final SubjectOptions subject = new SubjectOptions();
  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final ShardOptions shards = new ShardOptions();

  @Override
  public Result run(JobContext context) throws Exception {
    IngestSpec spec =
        source
            .spec()
            .largestAmplitude(amplitude.millivolts)
            .beats(beats.spec())
            .salt(subject.salt)
            .shards(shards.spec())
            .build();
    RunResult<List<String>> ingested = context.ecglens().ingest(spec, context.destination(output));
    List<String> lines = new ArrayList<>(ingested.made());
    lines.addAll(OutcomeLines.of(ingested.outcome(), output.out));
    return Result.done(lines);
  }
}
