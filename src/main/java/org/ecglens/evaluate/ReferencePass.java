package org.ecglens.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.attribution.RecordReferences;
import org.ecglens.attribution.ReferencedMethod;
import org.ecglens.error.UserException;
import org.ecglens.model.InputRecord;
import org.ecglens.model.Misfit;
import org.ecglens.model.ModelPlan;
import org.ecglens.model.Target;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.plan.PlannedNetwork;
import org.ecglens.records.RecordRows;
import org.ecglens.records.RecordTable;

/**
 * Gives methods that compare records with other records their references, before the shards. The
 * sample is that of the smallest hashes of seed and id among the run's own records, so that it
 * depends on neither shards nor machines; a run that resumes has the same records and seed.
 */
public final class ReferencePass {
  /** Records of which means are made, at most. */
  static final int AVERAGED = 256;

  private ReferencePass() {}

  /**
   * The plan with references for the methods that ask for records.
   *
   * @throws UserException if the means of classes are asked for of a network that has none
   */
  public static EvaluationPlan with(SparkSession spark, EvaluationPlan plan, RecordTable records) {
    int wanted =
        plan.models().stream()
            .flatMap(network -> network.methods().stream())
            .mapToInt(ReferencePass::sampled)
            .max()
            .orElse(0);
    if (wanted == 0) {
      return plan;
    }
    spark.sparkContext().setJobDescription("references of %d records".formatted(wanted));
    List<InputRecord> sample =
        records
            .rows()
            .orderBy(
                xxhash64(lit("references"), lit(plan.seed()), col("record_id")), col("record_id"))
            .limit(wanted)
            .collectAsList()
            .stream()
            .map(RecordRows::record)
            .filter(record -> Admitted.implausible(plan.admission(), record).isEmpty())
            .toList();
    return plan.withModels(
        plan.models().stream().map(network -> referenced(network, sample)).toList());
  }

  /** Records to read for a method; some of them may not fit. */
  private static int sampled(AttributionMethod method) {
    if (!(method instanceof ReferencedMethod referenced) || referenced.asked().isEmpty()) {
      return 0;
    }
    return referenced.asked().get() == RecordReferences.Kind.RECORDS
        ? 2 * referenced.count()
        : AVERAGED;
  }

  private static PlannedNetwork referenced(PlannedNetwork network, List<InputRecord> sample) {
    List<AttributionMethod> methods = new ArrayList<>();
    for (AttributionMethod method : network.methods()) {
      methods.add(
          method instanceof ReferencedMethod referenced && referenced.asked().isPresent()
              ? referenced(referenced, network.plan(), sample)
              : method);
    }
    return network.withMethods(methods);
  }

  /** Without references where no record of the sample fits; then the run has hardly any. */
  private static AttributionMethod referenced(
      ReferencedMethod method, ModelPlan plan, List<InputRecord> sample) {
    RecordReferences.Kind kind = method.asked().orElseThrow();
    List<Fitted> fitting =
        sample.stream().limit(sampled(method)).flatMap(record -> Fitted.of(record, plan)).toList();
    List<float[]> references =
        switch (kind) {
          case RECORDS -> fitting.stream().limit(method.count()).map(Fitted::signal).toList();
          case MEAN_RECORD -> mean(fitting);
          case CLASS_MEANS -> classMeans(method.name(), plan, fitting);
        };
    return references.isEmpty() ? method : method.with(references);
  }

  /** A record as the network takes it. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Fitted(InputRecord record, float[] signal) {
    static Stream<Fitted> of(InputRecord record, ModelPlan plan) {
      try {
        return Stream.of(new Fitted(record, plan.requirement().fit(record).signal()));
      } catch (Misfit e) {
        // The pass that writes tables says what is left out.
        return Stream.empty();
      }
    }

    boolean has(Target target) {
      Double label = record.labels().get(target.label());
      return label != null && label >= 0.5;
    }
  }

  /**
   * One for the records of each class, and one for those of none; classes without records have
   * none.
   */
  private static List<float[]> classMeans(String method, ModelPlan plan, List<Fitted> fitting) {
    List<Target> classes = plan.targets().stream().filter(Target::isClass).toList();
    if (classes.isEmpty()) {
      throw new UserException(
          "option %s.baselines=class-means: network %s explains no class; use mean-record or records"
              .formatted(method, plan.name()));
    }
    List<float[]> means = new ArrayList<>();
    for (Target target : classes) {
      means.addAll(mean(fitting.stream().filter(fitted -> fitted.has(target)).toList()));
    }
    means.addAll(
        mean(fitting.stream().filter(fitted -> classes.stream().noneMatch(fitted::has)).toList()));
    return means;
  }

  /** Point by point; nothing for no records. */
  private static List<float[]> mean(List<Fitted> records) {
    if (records.isEmpty()) {
      return List.of();
    }
    double[] sum = new double[records.get(0).signal().length];
    for (Fitted one : records) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += one.signal()[i];
      }
    }
    float[] mean = new float[sum.length];
    for (int i = 0; i < sum.length; i++) {
      mean[i] = (float) (sum[i] / records.size());
    }
    return List.of(mean);
  }
}
