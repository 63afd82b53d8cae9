package org.ecglens.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecglens.attribution.Attribution;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.attribution.Controls;
import org.ecglens.attribution.DerivedControls;
import org.ecglens.attribution.Explanation;
import org.ecglens.attribution.NetworkBatch;
import org.ecglens.attribution.RecordContext;
import org.ecglens.ecg.Waves;
import org.ecglens.model.InputRecord;
import org.ecglens.model.InputRequirement;
import org.ecglens.model.ModelPlan;
import org.ecglens.model.Target;
import org.ecglens.net.Network;
import org.ecglens.perturbation.Signal;

/**
 * Some records before one model, and what the methods say about them.
 *
 * @param plan the model
 * @param network the model, opened
 * @param methods that checks can explain other records by, in the order of tables: those that
 *     explain, and random; of maps made elsewhere there is no such method
 * @param scales what errors are divided by, by target's name; absent where there is nothing
 * @param seed of the run
 * @param records as they were read
 * @param signals as the network takes them, {@code [lead * samples + sample]} of each record
 * @param predictions {@code [record][target]}
 * @param explanations by name, also of controls; none where nothing is explained
 * @param controls that are made of the methods' maps
 */
@SuppressWarnings("ArrayRecordComponent")
public record ExplainedBatch(
    ModelPlan plan,
    Network network,
    List<AttributionMethod> methods,
    Map<String, Double> scales,
    long seed,
    List<InputRecord> records,
    List<float[]> signals,
    float[][] predictions,
    Map<String, Explanation> explanations,
    DerivedControls controls) {
  /** The same without controls that are made of maps. */
  public ExplainedBatch(
      ModelPlan plan,
      Network network,
      List<AttributionMethod> methods,
      Map<String, Double> scales,
      long seed,
      List<InputRecord> records,
      List<float[]> signals,
      float[][] predictions,
      Map<String, Explanation> explanations) {
    this(
        plan,
        network,
        methods,
        scales,
        seed,
        records,
        signals,
        predictions,
        explanations,
        DerivedControls.NONE);
  }

  /** Name of the model. */
  String model() {
    return plan.name();
  }

  /** The outputs that are looked at. */
  List<Target> targets() {
    return plan.targets();
  }

  /** Leads of a signal. */
  int leads() {
    return plan.requirement().leads();
  }

  /** Samples in a lead of a signal. */
  int samples() {
    return plan.requirement().samples();
  }

  /**
   * Limits of the waves of a median beat, where they hold for the signal as the network takes it:
   * its time axis is that of the record.
   */
  public Optional<Waves> waves(int record) {
    return plan.requirement().waves(records.get(record));
  }

  /** Names of the leads of a signal as the network takes it. */
  public List<String> leadNames(int record) {
    return plan.requirement().leadNames(records.get(record));
  }

  /** Sampling rate of a signal as the network takes it, Hz; NaN where nobody says it. */
  public double sampleRateHz(int record) {
    return plan.requirement().sampleRateHz(records.get(record));
  }

  /** A signal as operators see it. */
  public Signal signal(int record) {
    return new Signal(
        signals.get(record), leads(), samples(), leadNames(record), sampleRateHz(record));
  }

  /** What the model says about a record. */
  PredictionKey key(int record, int target) {
    return new PredictionKey(records.get(record).recordId(), model(), targets().get(target).name());
  }

  /** What a method says. */
  Attribution attribution(String method, int record, int target) {
    return explanations.get(method).attributions()[record][target];
  }

  /**
   * A map.
   *
   * @return {@code [lead * samples + sample]}; null where there is none, or a value is NaN or
   *     infinite
   */
  public float[] map(String method, int record, int target) {
    return finite(attribution(method, record, target).values());
  }

  /** A map, or null where it is empty or a value is NaN or infinite. */
  static float[] finite(float[] values) {
    if (values.length == 0) {
      return null;
    }
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return null;
      }
    }
    return values;
  }

  /** Positions of those records that a check on a sample of them looks at. */
  List<Integer> sample(CheckPlan checks) {
    List<Integer> chosen = new ArrayList<>();
    for (int record = 0; record < records.size(); record++) {
      if (checks.chooses(seed, records.get(record).recordId())) {
        chosen.add(record);
      }
    }
    return chosen;
  }

  /** The same for some of the records alone. */
  public ExplainedBatch only(List<Integer> chosen) {
    Map<String, Explanation> own = new LinkedHashMap<>();
    explanations.forEach(
        (method, explanation) ->
            own.put(
                method,
                new Explanation(
                    chosen.stream()
                        .map(record -> explanation.attributions()[record])
                        .toArray(Attribution[][]::new),
                    explanation.cost())));
    return new ExplainedBatch(
        plan,
        network,
        methods,
        scales,
        seed,
        chosen.stream().map(records::get).toList(),
        signals(chosen),
        chosen.stream().map(record -> predictions[record]).toArray(float[][]::new),
        own,
        controls);
  }

  /** Whether checks look at a map of this name: of a method that explains, or random numbers. */
  public static boolean isChecked(String name) {
    return !Controls.is(name) || name.equals(Controls.RANDOM);
  }

  /** The same without the explanations that checks do not look at. */
  public ExplainedBatch checked() {
    Map<String, Explanation> own = new LinkedHashMap<>(explanations);
    own.keySet().removeIf(name -> !isChecked(name));
    return with(own);
  }

  /** The same with other explanations. */
  public ExplainedBatch with(Map<String, Explanation> changed) {
    return new ExplainedBatch(
        plan, network, methods, scales, seed, records, signals, predictions, changed, controls);
  }

  /** The same with controls that are made of the methods' maps. */
  public ExplainedBatch with(DerivedControls others) {
    return new ExplainedBatch(
        plan, network, methods, scales, seed, records, signals, predictions, explanations, others);
  }

  /** What controls that are made of maps need to know of a record. */
  public DerivedControls.Beat beat(int record) {
    InputRecord read = records.get(record);
    return new DerivedControls.Beat(
        read.recordId(), read.subject(), waves(record).isPresent(), sampleRateHz(record));
  }

  /** The mean of a method's maps of other records, where the run has it for this one. */
  Optional<float[]> population(String method, int record, int target) {
    return controls.population(beat(record), method, target, signals.get(record).length);
  }

  /** Other signals in the place of some records', with the same draws. */
  NetworkBatch batch(List<Integer> chosen, List<float[]> changed) {
    return batch(network, chosen.stream().map(records::get).toList(), changed);
  }

  /** The records before another network, with the same draws. */
  NetworkBatch before(Network other) {
    return batch(other, records, signals);
  }

  private NetworkBatch batch(Network runs, List<InputRecord> of, List<float[]> inputs) {
    return new NetworkBatch(
        runs,
        plan.name(),
        seed,
        leads(),
        samples(),
        plan.outputs(),
        of.stream().map(InputRecord::recordId).toList(),
        inputs,
        contexts(plan, of));
  }

  /** What methods may know of records beside their samples. */
  public static List<RecordContext> contexts(ModelPlan plan, List<InputRecord> records) {
    InputRequirement requirement = plan.requirement();
    return records.stream()
        .map(
            record ->
                new RecordContext(
                    requirement.leadNames(record),
                    requirement.sampleRateHz(record),
                    requirement.waves(record).orElse(Waves.NONE)))
        .toList();
  }

  /** Signals of some records. */
  List<float[]> signals(List<Integer> chosen) {
    return chosen.stream().map(signals::get).toList();
  }

  /** Maps of a batch as {@code [record][target]}, by method. */
  Map<String, Attribution[][]> explain(NetworkBatch batch) {
    Map<String, Attribution[][]> maps = new LinkedHashMap<>();
    for (AttributionMethod method : methods) {
      maps.put(method.name(), method.attribute(batch));
    }
    return maps;
  }
}
