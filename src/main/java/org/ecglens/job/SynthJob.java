package org.ecglens.job;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.ecglens.Suggestion;
import org.ecglens.UserException;
import org.ecglens.ecg.Ecg;
import org.ecglens.spark.GenerationPass;
import org.ecglens.spark.Progress;
import org.ecglens.spark.RunFolder;
import org.ecglens.synth.Noise;
import org.ecglens.synth.SyntheticEcg;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes records with exact wave limits and labels. */
@Command(
    name = "synth",
    description = "Make 12-lead records at 500 Hz with exact wave limits and labels.",
    footer = {
      "",
      "Writes the table records.",
      "Example: jobs/submit synth --records 2000 --seed 1 --out synthetic"
    })
public final class SynthJob implements Job {
  private static final List<String> KINDS = List.of("median", "rhythm");

  @Option(
      names = "--records",
      required = true,
      paramLabel = "N",
      description = "how many records to make")
  private long records;

  @Option(
      names = "--kind",
      defaultValue = "median",
      description =
          "median (a beat of 1.2 s) or rhythm (a strip of 10 s) (default: ${DEFAULT-VALUE})")
  private String kind;

  @Option(
      names = "--noise",
      defaultValue = "1",
      paramLabel = "FACTOR",
      description = "noise as a multiple of the kind's usual one (default: ${DEFAULT-VALUE})")
  private double noise;

  @Mixin private final SeedOptions seed = new SeedOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Override
  public Result run(JobContext context) throws Exception {
    if (records < 1) {
      throw new UserException("--records is " + records + "; it must be at least 1.");
    }
    if (!(noise >= 0) || Double.isInfinite(noise)) {
      throw new UserException("--noise is " + noise + "; it must be 0 or a positive number.");
    }
    if (!KINDS.contains(kind)) {
      throw Suggestion.unknown("--kind", kind, KINDS);
    }
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("--records", Long.toString(records));
    settings.put("--kind", kind);
    settings.put("--noise", Double.toString(noise));
    settings.put("--seed", Long.toString(seed.seed));
    SparkSession spark = context.spark().get();
    GenerationPass pass =
        new GenerationPass(
            spark,
            new RunFolder(output.out),
            new Progress("synth", context.out(), context.interactive()));
    Ecg.Kind wanted = Ecg.Kind.valueOf(kind.toUpperCase(Locale.ROOT));
    long made =
        pass.run(
            new GenerationPass.Request(
                "synth", settings, context.options(), records, output.overwrite),
            new Synthesis(seed.seed, wanted, noise));
    List<String> lines = new ArrayList<>();
    lines.add("%d records (%s beats of seed %d)".formatted(made, kind, seed.seed));
    lines.add("Results: " + output.out + " (records " + made + " rows)");
    return Result.done(lines);
  }

  private record Synthesis(long seed, Ecg.Kind kind, double noise)
      implements GenerationPass.Source, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public Ecg record(long number) {
      return new SyntheticEcg(seed, kind, Noise.usual(kind).times(noise)).record(number);
    }
  }
}
