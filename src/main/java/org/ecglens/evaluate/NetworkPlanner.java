package org.ecglens.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.attribution.DerivedControls;
import org.ecglens.attribution.Methods;
import org.ecglens.check.CheckPlan;
import org.ecglens.ecg.Adaptation;
import org.ecglens.ecg.AmplitudeLimit;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;
import org.ecglens.executor.Device;
import org.ecglens.graph.Graph;
import org.ecglens.model.InputRequirement;
import org.ecglens.model.ModelCard;
import org.ecglens.model.ModelFile;
import org.ecglens.model.ModelPlan;
import org.ecglens.model.Target;
import org.ecglens.model.TargetChoice;
import org.ecglens.net.training.Split;
import org.ecglens.plan.Admission;
import org.ecglens.plan.Duplicates;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.plan.GroupBy;
import org.ecglens.plan.NetworkSpec;
import org.ecglens.plan.PerturbationSpec;
import org.ecglens.plan.PlannedControls;
import org.ecglens.plan.PlannedNetwork;
import org.ecglens.plan.PlannedVerdict;
import org.ecglens.plan.ScaleRule;
import org.ecglens.records.GivenMaps;
import org.ecglens.records.RecordTable;
import org.ecglens.run.storage.NetworkCopies;

/**
 * From a spec to a plan: reads and checks the networks, selects the records, and fits the networks
 * to their shape.
 */
public final class NetworkPlanner {
  private final NetworkSpec spec;
  private final List<ModelFile> files;
  private final Map<String, Graph> graphs = new LinkedHashMap<>();

  /** Leads × samples of the records that the graphs are for. */
  private final Map<String, int[]> shapes = new LinkedHashMap<>();

  private NetworkPlanner(NetworkSpec spec) {
    this.spec = spec;
    this.files = spec.networks().files(NetworkCopies.ofSpark()::local);
  }

  /**
   * Reads the networks and checks everything that can be checked without records.
   *
   * @throws UserException if a file is missing or no network, a network cannot be explained, or an
   *     output or layer that the spec names does not exist
   */
  public static NetworkPlanner of(NetworkSpec spec) {
    NetworkPlanner planner = new NetworkPlanner(spec);
    planner.files.forEach(planner::check);
    return planner;
  }

  private void check(ModelFile file) {
    if (spec.methods() != null) {
      // Refuses constants that the card gives.
      spec.methods().methods(file.card());
    }
    int[] shape = file.declaredShape();
    if (shape != null) {
      Graph graph = file.graph(shape[0], shape[1]);
      checkMethods(file, graph);
      targets(file, graph);
      graphs.put(file.name(), graph);
      shapes.put(file.name(), shape);
    } else {
      List<Integer> dims = file.model().recordDims();
      if (dims != null && !dims.contains(null)) {
        // Refuses operations that cannot be explained.
        targets(file, file.model().graph(dims));
      }
    }
  }

  /**
   * Selects the records of the spec from all records, and fits the networks to them.
   *
   * @throws UserException if Spark gives tasks no GPU that is asked for, no record is left, no
   *     record has a label that groups are made by or that the spec names for an output, or a
   *     network fits none of their shapes
   */
  public Planned among(RecordTable table) {
    Device.check(spec.engine().device(), table.rows().sparkSession().sparkContext().getConf());
    GivenMaps given = given(table);
    RecordTable records = chosen(table, given);
    if (given != null && !records.hasGivenMaps()) {
      throw new UserException(
          "--attributions %s: no map is of a record of --records %s; record_id must be as there."
              .formatted(given.path(), records.path()));
    }
    checkGroups(records);
    Planned planned = planned(records, given);
    List<Target> all = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      ModelFile file = files.get(i);
      all.addAll(file.targets(graphs.get(file.name()), TargetChoice.USUAL));
    }
    new CardRemarks(spec, records).checkLabels(all);
    return planned;
  }

  /** The same for records among which a run with this spec was planned: labels are known to be. */
  public Planned again(RecordTable table) {
    GivenMaps given = given(table);
    return planned(chosen(table, given), given);
  }

  /** Null where no maps are given. */
  private GivenMaps given(RecordTable table) {
    return spec.attributions() == null
        ? null
        : GivenMaps.open(table.rows().sparkSession(), spec.attributions());
  }

  private Planned planned(RecordTable records, GivenMaps given) {
    List<PlannedNetwork> networks =
        files.stream().map(file -> network(file, records, given)).toList();
    PerturbationSpec perturbation = spec.perturbation();
    EvaluationPlan plan =
        new EvaluationPlan(
            networks,
            spec.engine().device(),
            spec.engine().options(),
            spec.methods() == null ? "none" : spec.methods().preset().toString(),
            spec.seed(),
            true,
            spec.heatmaps(),
            perturbation == null ? List.of() : perturbation.panel(spec.seed()),
            perturbation == null ? ScaleRule.AUTO : perturbation.scale(),
            spec.recordCurves(),
            spec.checkPlan(),
            spec.plannedVerdict(),
            spec.by(),
            new Admission(new AmplitudeLimit(spec.records().largestAmplitude()), Map.of()));
    return new Planned(plan, records, spec.duplicates());
  }

  /**
   * What is ready to be run.
   *
   * @param plan what is done
   * @param records that it is done with
   * @param duplicates what becomes of one recording under several ids
   */
  public record Planned(EvaluationPlan plan, RecordTable records, Duplicates duplicates) {}

  /**
   * What a run writes down of its networks and says of their cards.
   *
   * @param content what the networks' files and cards hold, by their names, and labels that cards
   *     name in vain
   * @param remarks sentences about what cards leave unchecked or name in vain
   */
  record Cards(Map<String, String> content, List<String> remarks) {}

  /** Looks what the cards leave open among the records; reads their labels. */
  Cards cards(Planned planned) {
    Map<ModelFile, List<Target>> looked = new LinkedHashMap<>();
    for (int i = 0; i < files.size(); i++) {
      looked.put(files.get(i), planned.plan().models().get(i).plan().targets());
    }
    CardRemarks cards = new CardRemarks(spec, planned.records());
    List<String> inVain = cards.withoutLabels(looked);
    List<String> remarks = new ArrayList<>(cards.withoutCard(files));
    remarks.addAll(inVain);
    remarks.addAll(cards.unsaidClasses(looked));
    for (ModelFile file : files) {
      leftOut(file)
          .forEach(
              (method, reason) ->
                  remarks.add("%s is left out for %s: %s".formatted(method, file.name(), reason)));
    }
    return new Cards(content(planned.plan().models(), inVain), remarks);
  }

  private void checkGroups(RecordTable records) {
    if (spec.by().isEmpty()) {
      return;
    }
    List<String> known = new ArrayList<>(records.labelNames());
    known.add(GroupBy.KIND);
    for (GroupBy by : spec.by()) {
      if (!known.contains(by.name())) {
        throw Suggestion.unknown("label of the records in --by", by.name(), known);
      }
    }
  }

  private RecordTable chosen(RecordTable table, GivenMaps given) {
    RecordTable labelled = table.withClasses(spec.records().classCodes());
    RecordTable all = given == null ? labelled : labelled.with(given);
    Optional<Split> split = spec.records().split(files);
    RecordTable part =
        split.map(division -> all.only(division, spec.records().part().part())).orElse(all);
    Integer sample = spec.records().sample();
    return sample == null ? part : part.sample(sample, spec.seed());
  }

  private List<AttributionMethod> methods(ModelFile file, Graph graph) {
    return spec.methods() == null ? List.of() : spec.methods().methods(file, graph);
  }

  private Map<String, String> leftOut(ModelFile file) {
    return spec.methods() == null
        ? Map.of()
        : spec.methods().leftOut(file, graphs.get(file.name()));
  }

  private PlannedControls controls(List<AttributionMethod> methods) {
    List<String> named = methods.stream().map(AttributionMethod::name).toList();
    List<AttributionMethod> maps =
        spec.controls().ownMaps().stream()
            .filter(control -> !named.contains(control))
            .map(control -> Methods.create(control, spec.methods().preset(), Map.of()))
            .toList();
    return new PlannedControls(maps, DerivedControls.of(spec.controls().derived()));
  }

  private void checkMethods(ModelFile file, Graph graph) {
    if (spec.methods() != null) {
      spec.methods().check(file, graph);
    }
  }

  private List<Target> targets(ModelFile file, Graph graph) {
    List<Target> targets = file.targets(graph, spec.networks().choice());
    ManyOutputs.check(spec, file, targets);
    return targets;
  }

  private PlannedNetwork network(ModelFile file, RecordTable records, GivenMaps given) {
    Graph graph = graphs.get(file.name());
    if (graph == null) {
      graph = fromRecords(file, records);
      checkMethods(file, graph);
      graphs.put(file.name(), graph);
    }
    int[] shape = shapes.get(file.name());
    InputRequirement recorded =
        InputRequirement.of(file.card(), shape[0], shape[1], spec.networks().steps(file.card()));
    ModelPlan plan =
        ModelPlan.of(
            file.name(),
            file.model().sha256(),
            graph,
            file.card().preprocessingTexts(),
            file.preparation(recorded),
            file.explained(recorded),
            targets(file, graph));
    List<AttributionMethod> methods = methods(file, graph);
    return new PlannedNetwork(
        plan,
        methods,
        given == null ? List.of() : GivenMethods.of(given, plan, methods),
        Map.of(),
        controls(methods));
  }

  /** What card and file leave open, the commonest shape among the records that fits decides. */
  private Graph fromRecords(ModelFile file, RecordTable records) {
    ModelCard.Input input = file.card().input();
    if (input.samples() == null
        && input.sampleRateHz() != null
        && spec.networks().steps(file.card()).contains(Adaptation.Step.RESAMPLE.code())) {
      throw new UserException(
          file.path()
              + ": records may be resampled, but the network takes any number of samples: state"
              + " \"input.samples\", after resampling, in the card.");
    }
    UserException first = null;
    for (int[] shape : records.shapes()) {
      try {
        int leads = input.leads() == null ? shape[0] : input.leads().size();
        int samples = input.samples() == null ? shape[1] : input.samples();
        Graph graph = file.graph(leads, samples);
        shapes.put(file.name(), new int[] {leads, samples});
        return graph;
      } catch (UserException e) {
        first = first == null ? e : first;
      }
    }
    throw first != null
        ? new UserException(file.path() + ": " + first.getMessage(), first)
        : new UserException("--records " + records.path() + ": no record has leads and samples.");
  }

  private Map<String, String> content(List<PlannedNetwork> networks, List<String> remarks) {
    Map<String, String> content = new TreeMap<>();
    if (!remarks.isEmpty()) {
      content.put("labels of the cards", String.join("; ", remarks));
    }
    for (PlannedNetwork network : networks) {
      ModelPlan plan = network.plan();
      content.put("--model " + plan.name(), plan.sha256());
      content.put("card of " + plan.name(), plan.recorded() + " " + plan.targets());
      if (!plan.preprocessing().isEmpty()) {
        content.put(
            "preprocessing of " + plan.name(),
            String.join("; ", plan.preprocessing())
                + (plan.preparation() == null ? "" : "; before what is explained"));
      }
    }
    PlannedVerdict verdict = spec.plannedVerdict();
    if (verdict != null && verdict.protocol() != null) {
      content.put("--protocol", "SHA-256 " + verdict.protocol().sha256());
    }
    if (spec.checkPlan().has(CheckPlan.INPUT_DEPENDENCE)) {
      // Pairs of records that are the same map are counted in shards.
      content.put(
          "--check-threshold same-map", Double.toString(spec.checkPlan().thresholds().sameMap()));
    }
    if (spec.methods() != null) {
      for (ModelFile file : files) {
        content.put("--option of " + file.name(), spec.methods().settings(file.card()).toString());
        Map<String, String> leftOut = leftOut(file);
        if (!leftOut.isEmpty()) {
          content.put("methods left out of " + file.name(), leftOut.toString());
        }
      }
    }
    return content;
  }
}
