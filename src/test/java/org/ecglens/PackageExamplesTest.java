package org.ecglens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ecglens.attribution.Attribution;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.attribution.Explanation;
import org.ecglens.attribution.Methods;
import org.ecglens.attribution.NetworkBatch;
import org.ecglens.attribution.Preset;
import org.ecglens.ecg.Defect;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Labels;
import org.ecglens.ecg.SignalCheck;
import org.ecglens.ecg.Waves;
import org.ecglens.graph.Graph;
import org.ecglens.graph.WeightRandomisation;
import org.ecglens.io.Assumptions;
import org.ecglens.io.EcgReader;
import org.ecglens.io.Reading;
import org.ecglens.io.SignalFiles;
import org.ecglens.io.csv.CsvReader;
import org.ecglens.measure.Measurement;
import org.ecglens.measure.MedianBeatShape;
import org.ecglens.metric.Aopc;
import org.ecglens.metric.Scoring;
import org.ecglens.metric.map.RankedMap;
import org.ecglens.metric.map.Similarity;
import org.ecglens.model.ModelFile;
import org.ecglens.model.Target;
import org.ecglens.model.TargetChoice;
import org.ecglens.net.Network;
import org.ecglens.net.NetworkOptions;
import org.ecglens.net.Networks;
import org.ecglens.onnx.OnnxModel;
import org.ecglens.onnx.Problem;
import org.ecglens.perturbation.ExplainedRecord;
import org.ecglens.perturbation.Mode;
import org.ecglens.perturbation.Order;
import org.ecglens.perturbation.PerturbationPlan;
import org.ecglens.perturbation.PerturbationRows;
import org.ecglens.perturbation.RecordCurve;
import org.ecglens.perturbation.Signal;
import org.ecglens.perturbation.Zero;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.MethodsSpec;
import org.ecglens.plan.NetworksSpec;
import org.ecglens.plan.RecordsSpec;
import org.ecglens.plan.json.SpecJson;
import org.ecglens.preprocess.Clip;
import org.ecglens.preprocess.HighPass;
import org.ecglens.preprocess.Preprocessing;
import org.ecglens.preprocess.SignalForm;
import org.ecglens.random.Draws;
import org.ecglens.report.paper.EcgPaper;
import org.ecglens.report.picture.SvgPicture;
import org.ecglens.stats.MethodComparison;
import org.ecglens.synth.SyntheticEcg;
import org.ecglens.verdict.Judge;
import org.ecglens.verdict.TargetEvidence;
import org.ecglens.verdict.TargetScores;
import org.ecglens.verdict.TargetVerdict;
import org.ecglens.verdict.Thresholds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the packages' descriptions: they compile, they run, and they are the same. */
@SuppressWarnings("MissingOverride")
class PackageExamplesTest {
  private static final Path SOURCES = Path.of("src/main/java/org/ecglens");
  private static final Path THIS = Path.of("src/test/java/org/ecglens/PackageExamplesTest.java");
  private static final Path NETWORK =
      Path.of("src/test/resources/org/ecglens/demo/residual-small.onnx");

  private static final Pattern EXAMPLE =
      Pattern.compile("(?s)<pre>\\{@code\n(.*?)\n \\* \\}</pre>");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** Packages that a program without Spark builds on. */
  private static final List<String> LIBRARY =
      List.of(
          "attribution",
          "ecg",
          "graph",
          "io",
          "measure",
          "metric",
          "metric/map",
          "model",
          "net",
          "onnx",
          "perturbation",
          "plan",
          "preprocess",
          "random",
          "report/paper",
          "stats",
          "synth",
          "verdict");

  static int[] threeOf(List<String> recordIds) {
    Draws draws = Draws.of(42, "sample");
    int[] order = draws.permutation(recordIds.size(), 0);
    return Arrays.copyOf(order, 3);
  }

  static List<Defect> defects(String id, float[] leadOne, double sampleRateHz) {
    Ecg ecg =
        new Ecg(
            id,
            null,
            "holter",
            Ecg.Kind.RHYTHM,
            List.of("I"),
            sampleRateHz,
            "uV",
            leadOne,
            Map.of(),
            Waves.NONE);
    return SignalCheck.defects(ecg);
  }

  record Folder(Path path) implements SignalFiles {
    public long length(String name) throws IOException {
      return Files.size(path.resolve(name));
    }

    public InputStream open(String name) throws IOException {
      return Files.newInputStream(path.resolve(name));
    }

    public String path(String name) {
      return path.resolve(name).toString();
    }
  }

  static Ecg rhythmStrip(Path folder, String name) throws IOException {
    EcgReader reader = new CsvReader(Assumptions.NONE);
    Reading reading = reader.read(new Folder(folder), name, "patient-7/ecg-1");
    return reading.ecg(Ecg.Kind.RHYTHM).orElseThrow();
  }

  static Ecg medianBeat(long seed, long number) {
    SyntheticEcg source = new SyntheticEcg(seed, Ecg.Kind.MEDIAN);
    return source.record(number);
  }

  static Double qtInterval(Ecg rhythm) {
    Measurement measurement = Measurement.of(rhythm, MedianBeatShape.DEFAULT);
    return measurement.labels().get(Labels.QT);
  }

  static Graph lastLayerRandomised(Graph graph, long seed) {
    List<String> layers = WeightRandomisation.layers(graph);
    String last = layers.get(layers.size() - 1);
    return WeightRandomisation.randomised(graph, Set.of(last), seed, 0);
  }

  static Graph prepared(Graph network) {
    Preprocessing steps =
        Preprocessing.of(List.of(new HighPass(0.5, 2, null), new Clip(-5.0, 5.0)));
    return steps.before(network, new SignalForm(12, 5000, 500.0, "mV"));
  }

  static List<Problem> unsupported(Path file, int leads, int samples) {
    OnnxModel model = OnnxModel.read(file);
    return model.problems(List.of(leads, samples));
  }

  static List<Target> targets(String onnxFile) {
    ModelFile model = ModelFile.resolve(List.of(onnxFile)).get(0);
    int[] shape = model.declaredShape();
    Graph graph = model.graph(shape[0], shape[1]);
    return model.targets(graph, TargetChoice.USUAL);
  }

  static float predict(Graph graph, float[] signal) {
    float[] prediction = new float[1];
    try (Network network = Networks.open(graph, NetworkOptions.DEFAULT)) {
      network.predict(
          1,
          (row, values, offset) -> System.arraycopy(signal, 0, values, offset, signal.length),
          (row, outputs) -> prediction[0] = outputs[0]);
    }
    return prediction[0];
  }

  static Attribution explain(Graph graph, int leads, int samples, float[] signal) {
    AttributionMethod method = Methods.create("integrated-gradients", Preset.CAPTUM, Map.of());
    try (Network network = Networks.open(graph, NetworkOptions.DEFAULT)) {
      NetworkBatch batch =
          new NetworkBatch(
              network, "qt", 1, leads, samples, new int[] {0}, List.of("a"), List.of(signal));
      return Explanation.of(batch, method).attributions()[0][0];
    }
  }

  static List<RecordCurve> curves(Signal signal, float[] heatmap) {
    ExplainedRecord record = new ExplainedRecord("a", signal, new float[][][] {{heatmap}});
    PerturbationPlan plan = PerturbationPlan.of(Mode.CORRECTED, new Zero(), 1).withIterations(3);
    PerturbationRows rows = plan.rows("mean", List.of("mine"), new int[] {0}, List.of(record));
    for (int row = 0; row < rows.size(); row++) {
      float[] input = new float[signal.size()];
      rows.write(row, input, 0);
      rows.accept(row, new float[] {mean(input)});
    }
    return rows.curves();
  }

  static Double aopc(List<RecordCurve> curves, double interquartileRange) {
    Scoring scoring = Scoring.of(Mode.CORRECTED);
    return scoring.score(curves, null, interquartileRange).scores().stream()
        .filter(score -> score.order() == Order.MORF && score.metric().equals(new Aopc().name()))
        .map(score -> score.outcome().value())
        .findFirst()
        .orElseThrow();
  }

  static Double rankCorrelation(float[] heatmap, float[] other) {
    return Similarity.SPEARMAN.between(RankedMap.of(heatmap), RankedMap.of(other)).value();
  }

  static String best(List<String> methods, double[][] scores) {
    String control = methods.get(methods.size() - 1);
    MethodComparison comparison = MethodComparison.of(methods, scores, true, control);
    String first = comparison.ranked().get(0).method();
    MethodComparison.Pair pair = comparison.pair(first, control);
    return pair.better(first)
        ? first + " is better than " + control + ", Holm-adjusted p = " + pair.pHolm()
        : "no method is better than " + control;
  }

  static TargetVerdict verdict(String target, List<String> methods, double[][] scores) {
    double[][][][] values = new double[1][methods.size()][1][];
    for (int method = 0; method < methods.size(); method++) {
      values[0][method][0] = scores[method];
    }
    int records = scores[0].length;
    TargetScores complete =
        new TargetScores(
            target,
            "aopc-over-random",
            true,
            methods,
            List.of("net"),
            List.of("add-noise"),
            values,
            records,
            records,
            0,
            Map.of());
    return new Judge(Thresholds.DEFAULT, 0).verdict(TargetEvidence.of(complete));
  }

  static String asJson(String networks, String records) {
    EvaluationSpec spec =
        EvaluationSpec.builder()
            .networks(NetworksSpec.of(networks))
            .records(RecordsSpec.of(records))
            .methods(MethodsSpec.of("saliency", "deeplift"))
            .build();
    return SpecJson.write(spec);
  }

  static String svg(Ecg ecg) {
    return SvgPicture.of(EcgPaper.of(ecg).drawing());
  }

  private static float mean(float[] values) {
    float sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static float[] beat() {
    return medianBeat(3, 0).signal();
  }

  private static Graph network() {
    return ModelFile.resolve(List.of(NETWORK.toString())).get(0).graph(12, 600);
  }

  @Test
  void everyExampleIsThatOfThePackage() throws IOException {
    String here = SPACE.matcher(Files.readString(THIS)).replaceAll("");
    Set<String> with = new TreeSet<>();
    for (Path file : descriptions()) {
      Matcher examples = EXAMPLE.matcher(Files.readString(file));
      while (examples.find()) {
        String code =
            examples
                .group(1)
                .lines()
                .map(line -> line.substring(2 + (line.length() > 2 ? 1 : 0)))
                .collect(Collectors.joining());
        assertThat(here).as(file + "").contains(SPACE.matcher(code).replaceAll(""));
        with.add(SOURCES.relativize(file.getParent()).toString().replace('\\', '/'));
      }
    }
    assertThat(with).containsExactlyInAnyOrderElementsOf(LIBRARY);
  }

  @Test
  void everyPackageSaysWhatBelongsThere() throws IOException {
    List<Path> folders;
    try (Stream<Path> files = Files.walk(SOURCES)) {
      folders =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(Path::getParent)
              .distinct()
              .toList();
    }
    assertThat(descriptions().stream().map(Path::getParent))
        .containsExactlyInAnyOrderElementsOf(folders);
  }

  private static List<Path> descriptions() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.endsWith("package-info.java")).sorted().toList();
    }
  }

  @Test
  void drawsAreTheSameEveryTime() {
    List<String> ids = List.of("a", "b", "c", "d", "e");
    assertThat(threeOf(ids)).hasSize(3).doesNotHaveDuplicates().isEqualTo(threeOf(ids));
  }

  @Test
  void aFlatLeadIsADefect() {
    assertThat(defects("a", new float[5000], 500)).isNotEmpty();
  }

  @Test
  void aFileIsReadFromItsFolder(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("ecg-1.csv"), "I,II\n0.1,0.2\n0.3,0.4\n");
    Ecg ecg = rhythmStrip(folder, "ecg-1.csv");
    assertThat(ecg.recordId()).isEqualTo("patient-7/ecg-1");
    assertThat(ecg.samples()).isEqualTo(2);
  }

  @Test
  void intervalsAreMeasuredInAStrip() {
    Ecg strip = new SyntheticEcg(5, Ecg.Kind.RHYTHM).record(1);
    assertThat(qtInterval(strip)).isCloseTo(strip.labels().get(Labels.QT), within(30.0));
  }

  @Test
  void networksAreReadRunAndRandomised() {
    assertThat(unsupported(NETWORK, 12, 600)).isEmpty();
    assertThat(targets(NETWORK.toString())).extracting(Target::name).containsExactly("R");
    float before = predict(network(), beat());
    float after = predict(lastLayerRandomised(network(), 1), beat());
    assertThat(before).isFinite().isNotEqualTo(after);
  }

  @Test
  void aRecordIsExplained() {
    Attribution attribution = explain(network(), 12, 600, beat());
    assertThat(attribution.values()).hasSize(12 * 600);
    assertThat(attribution.prediction()).isCloseTo(predict(network(), beat()), within(1e-3));
  }

  @Test
  void theMeanFallsFastestWhereTheLargestPointsAreTakenFirst() {
    float[] signal = {8, 1, 4, 2, 1};
    // The mean moves from 3.2 to 1.6, 0.8 and 0.4: (0 + 1.6 + 2.4 + 2.8) / 4.
    assertThat(aopc(curves(new Signal(signal, 1, 5), signal), 1)).isCloseTo(1.7, within(1e-6));
  }

  @Test
  void mapsAreComparedByTheirRanks() {
    assertThat(rankCorrelation(new float[] {1, 2, 3, 4}, new float[] {1, 4, 9, 16}))
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void methodsAreComparedAndJudged() {
    double[][] scores = new double[2][12];
    Arrays.setAll(scores[0], record -> 1 + record / 10.0);
    Arrays.setAll(scores[1], record -> record / 20.0);
    List<String> methods = List.of("mine", "random");
    assertThat(best(methods, scores)).startsWith("mine is better than random");
    assertThat(verdict("QT", methods, scores).recommended()).containsExactly("mine");
  }

  @Test
  void aSpecIsJson() {
    assertThat(asJson("model.onnx", "records")).contains("\"saliency\"", "model.onnx");
  }

  @Test
  void aRecordIsDrawn() {
    assertThat(svg(medianBeat(1, 1))).contains("<svg");
  }
}
