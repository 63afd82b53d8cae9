package org.ecglens.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.check.CheckPlan;
import org.ecglens.ecg.Adaptation;
import org.ecglens.error.UserException;
import org.ecglens.evaluate.RecordPass;
import org.ecglens.graph.Graph;
import org.ecglens.job.option.AttributionOptions;
import org.ecglens.job.option.ModelOptions;
import org.ecglens.job.option.OutputOptions;
import org.ecglens.job.option.PartOptions;
import org.ecglens.job.option.RecordOptions;
import org.ecglens.job.option.ShardOptions;
import org.ecglens.model.InputRequirement;
import org.ecglens.model.ModelCard;
import org.ecglens.model.ModelFile;
import org.ecglens.model.ModelPlan;
import org.ecglens.perturbation.Mode;
import org.ecglens.perturbation.PerturbationPlan;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.plan.PlannedNetwork;
import org.ecglens.records.RecordTable;
import org.ecglens.run.Progress;
import org.ecglens.run.RunFolder;
import org.ecglens.run.RunOutcome;

/** What predict, attribute and evaluate have in common: models before records, by shards. */
final class RecordRun {
  private final String command;
  private final JobContext context;
  private final ModelOptions models;
  private final RecordOptions records;
  private final PartOptions part;
  private final OutputOptions output;
  private final ShardOptions shards;

  RecordRun(
      String command,
      JobContext context,
      ModelOptions models,
      RecordOptions records,
      PartOptions part,
      OutputOptions output,
      ShardOptions shards) {
    this.command = command;
    this.context = context;
    this.models = models;
    this.records = records;
    this.part = part;
    this.output = output;
    this.shards = shards;
  }

  /**
   * What is done with the records.
   *
   * @param attribution null to predict alone
   * @param seed of random draws
   * @param heatmaps whether attributions are written
   * @param perturbation null to leave it out
   * @param recordCurves whether curves of records are written
   * @param checks what else is looked at
   */
  record Work(
      AttributionOptions attribution,
      long seed,
      boolean heatmaps,
      PerturbationPlan perturbation,
      boolean recordCurves,
      CheckPlan checks) {}

  /**
   * What is ready to be run.
   *
   * @param work what is done
   * @param records that it is done with
   * @param settings what the tables depend on, by option
   */
  record Planned(EvaluationPlan work, RecordTable records, Map<String, String> settings) {}

  /** Checks everything that can be checked without data, then opens the records. */
  Planned plan(Work work) {
    shards.check();
    models.network();
    List<ModelFile> files = ModelFile.resolve(models.model);
    Map<String, List<AttributionMethod>> methods = new LinkedHashMap<>();
    Map<String, Graph> graphs = new LinkedHashMap<>();
    for (ModelFile file : files) {
      models.steps(file.card());
      methods.put(
          file.name(),
          work.attribution() == null ? List.of() : work.attribution().methods(file.card()));
      int[] shape = file.declaredShape();
      if (shape != null) {
        Graph graph = file.graph(shape[0], shape[1]);
        checkLayers(work, file, graph);
        file.targets(graph, models.label, models.outputs);
        graphs.put(file.name(), graph);
      } else {
        checkOperations(file);
      }
    }
    RecordTable table =
        part.of(RecordTable.open(context.spark().get(), records.records), files, work.seed());
    List<PlannedNetwork> planned = new ArrayList<>();
    for (ModelFile file : files) {
      planned.add(work(work, file, graphs.get(file.name()), methods.get(file.name()), table));
    }
    EvaluationPlan plan =
        new EvaluationPlan(
            planned,
            models.device,
            models.network(),
            work.attribution() == null ? "none" : work.attribution().preset,
            work.seed(),
            true,
            work.heatmaps(),
            work.perturbation(),
            work.recordCurves(),
            work.checks());
    return new Planned(plan, table, settings(work, files, planned, part.settings()));
  }

  /** Plans, then runs. */
  RunOutcome run(Work work) throws IOException {
    Planned planned = plan(work);
    RecordPass pass =
        new RecordPass(
            context.spark().get(),
            new RunFolder(output.out),
            new Progress(command, context.out(), context.interactive()));
    return pass.run(
        new RecordPass.Request(
            command,
            planned.settings(),
            context.options(),
            planned.work(),
            planned.records(),
            output.overwrite,
            shards::shards,
            shards::checkQuarantined));
  }

  private static void checkOperations(ModelFile file) {
    List<Integer> dims = file.model().recordDims();
    if (dims != null && !dims.contains(null)) {
      file.model().graph(dims);
    }
  }

  private static void checkLayers(Work work, ModelFile file, Graph graph) {
    if (work.attribution() != null) {
      work.attribution().checkLayers(file, graph);
    }
  }

  private PlannedNetwork work(
      Work work, ModelFile file, Graph known, List<AttributionMethod> methods, RecordTable table) {
    Graph graph = known;
    if (graph == null) {
      graph = fromRecords(file, table);
      checkLayers(work, file, graph);
    }
    List<Integer> shape = graph.inputShape().dims();
    ModelPlan plan =
        new ModelPlan(
            file.name(),
            file.model().sha256(),
            graph,
            InputRequirement.of(file.card(), shape.get(0), shape.get(1), models.steps(file.card())),
            file.targets(graph, models.label, models.outputs));
    return new PlannedNetwork(plan, methods, Map.of());
  }

  /** What card and file leave open, the commonest shape among the records that fits decides. */
  private Graph fromRecords(ModelFile file, RecordTable table) {
    ModelCard.Input input = file.card().input();
    if (input.samples() == null
        && input.sampleRateHz() != null
        && models.steps(file.card()).contains(Adaptation.Step.RESAMPLE.code())) {
      throw new UserException(
          file.path()
              + ": records may be resampled, but the network takes any number of samples: state"
              + " \"input.samples\", after resampling, in the card.");
    }
    UserException first = null;
    for (int[] shape : table.shapes()) {
      try {
        return file.graph(
            input.leads() == null ? shape[0] : input.leads().size(),
            input.samples() == null ? shape[1] : input.samples());
      } catch (UserException e) {
        first = first == null ? e : first;
      }
    }
    throw first != null
        ? new UserException(file.path() + ": " + first.getMessage(), first)
        : new UserException("--records " + table.path() + ": no record has leads and samples.");
  }

  private static Map<String, String> settings(
      Work work, List<ModelFile> files, List<PlannedNetwork> planned, Map<String, String> records) {
    Map<String, String> settings = new TreeMap<>(records);
    for (PlannedNetwork model : planned) {
      ModelPlan plan = model.plan();
      settings.put("--model " + plan.name(), plan.sha256());
      settings.put("card of " + plan.name(), plan.requirement() + " " + plan.targets());
    }
    if (work.attribution() != null) {
      for (ModelFile file : files) {
        settings.put("--methods of " + file.name(), names(work.attribution().methods(file.card())));
        settings.put(
            "--option of " + file.name(), work.attribution().settings(file.card()).toString());
      }
    }
    settings.put("--seed", Long.toString(work.seed()));
    if (work.attribution() != null) {
      settings.put("--preset", work.attribution().preset);
      settings.put("--heatmaps", Boolean.toString(work.heatmaps()));
    }
    PerturbationPlan perturbation = work.perturbation();
    if (perturbation != null) {
      Mode mode = perturbation.mode();
      settings.put("--mode", mode.label());
      settings.put("--operator", perturbation.operator().toString());
      settings.put("--iterations", Integer.toString(perturbation.iterations()));
      settings.put("--repeats", Integer.toString(perturbation.repeats()));
      settings.put("--window", Integer.toString(perturbation.shape().width()));
      settings.put("--window-leads", perturbation.shape().leads().label());
      settings.put("--points-per-step", perturbation.step().toString());
      settings.put("--record-curves", Boolean.toString(work.recordCurves()));
      settings.put("--checks", String.join(",", work.checks().names()));
      settings.put("--check-records", Integer.toString(work.checks().records()));
    }
    return settings;
  }

  private static String names(List<AttributionMethod> methods) {
    return String.join(",", methods.stream().map(AttributionMethod::name).toList());
  }
}
