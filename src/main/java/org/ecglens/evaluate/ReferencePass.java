package org.ecglens.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.attribution.RecordReferences;
import org.ecglens.attribution.ReferencedMethod;
import org.ecglens.error.UserException;
import org.ecglens.executor.PreparedSignals;
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
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<EvaluationPlan> broadcast = context.broadcast(plan);
    try {
      List<PlannedNetwork> models = new ArrayList<>();
      for (PlannedNetwork network : plan.models()) {
        boolean asks = network.methods().stream().anyMatch(method -> sampled(method) > 0);
        models.add(
            asks
                ? referenced(network, Fitted.of(context, broadcast, network.plan(), sample))
                : network);
      }
      return plan.withModels(models);
    } finally {
      broadcast.destroy();
    }
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

  private static PlannedNetwork referenced(PlannedNetwork network, List<Fitted> sample) {
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
      ReferencedMethod method, ModelPlan plan, List<Fitted> sample) {
    RecordReferences.Kind kind = method.asked().orElseThrow();
    List<Fitted> fitting =
        sample.stream().filter(fitted -> fitted.place() < sampled(method)).toList();
    List<float[]> references =
        switch (kind) {
          case RECORDS -> fitting.stream().limit(method.count()).map(Fitted::signal).toList();
          case MEAN_RECORD -> mean(fitting);
          case CLASS_MEANS -> classMeans(method.name(), plan, fitting);
        };
    return references.isEmpty() ? method : method.with(references);
  }

  /**
   * A record as the network takes it.
   *
   * @param place in the sample
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Fitted(int place, InputRecord record, float[] signal) {
    /** Those that fit, prepared in a task where preprocessing is no part of the network. */
    static List<Fitted> of(
        JavaSparkContext context,
        Broadcast<EvaluationPlan> work,
        ModelPlan plan,
        List<InputRecord> sample) {
      List<Fitted> fitting = new ArrayList<>();
      for (int place = 0; place < sample.size(); place++) {
        try {
          float[] signal = plan.recorded().fit(sample.get(place)).signal();
          fitting.add(new Fitted(place, sample.get(place), signal));
        } catch (Misfit e) {
          // The pass that writes tables says what is left out.
        }
      }
      if (plan.preparation() == null || fitting.isEmpty()) {
        return fitting;
      }
      List<float[]> recorded = new ArrayList<>();
      fitting.forEach(fitted -> recorded.add(fitted.signal()));
      List<float[]> prepared =
          context
              .parallelize(List.of(new Recorded(plan, recorded)), 1)
              .map(signals -> signals.prepared(work.value()))
              .first();
      return IntStream.range(0, prepared.size())
          .mapToObj(
              i -> new Fitted(fitting.get(i).place(), fitting.get(i).record(), prepared.get(i)))
          .toList();
    }

    boolean has(Target target) {
      Double label = record.labels().get(target.label());
      return label != null && label >= 0.5;
    }
  }

  /** What a task prepares. */
  private record Recorded(ModelPlan plan, List<float[]> signals) implements Serializable {
    private static final long serialVersionUID = 1L;

    List<float[]> prepared(EvaluationPlan work) {
      return new ArrayList<>(PreparedSignals.of(work, plan, signals));
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
