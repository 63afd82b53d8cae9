package org.ecglens.model;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ecglens.error.UserException;
import org.ecglens.graph.Graph;
import org.ecglens.graph.InputLayout;
import org.ecglens.onnx.OnnxModel;
import org.ecglens.preprocess.Preprocessing;
import org.ecglens.preprocess.SignalForm;

/**
 * A model named on the command line, read and checked on the driver.
 *
 * @param name unique in the run
 * @param path of the file
 * @param model its content
 * @param card what lies beside it, or {@link ModelCard#NONE}
 */
public record ModelFile(String name, Path path, OnnxModel model, ModelCard card) {
  private static final String SUFFIX = ".onnx";

  /** Unit of what was normalised. */
  private static final String NO_UNIT = "1";

  /** Ending of a card's name, behind that of the model. */
  public static final String CARD = ".card.json";

  /**
   * Finds and reads models.
   *
   * @param arguments files, folders of {@code .onnx} files, or globs
   * @throws UserException if nothing is found, a file is wrong or two models have the same name
   */
  public static List<ModelFile> resolve(List<String> arguments) {
    Set<Path> paths = new LinkedHashSet<>();
    for (String argument : arguments) {
      paths.addAll(paths(argument));
    }
    List<ModelFile> models = new ArrayList<>();
    Map<String, Path> names = new HashMap<>();
    for (Path path : paths) {
      ModelFile model = read(path);
      Path other = names.put(model.name(), path);
      if (other != null) {
        throw new UserException(
            "--model: "
                + other
                + " and "
                + path
                + " are both named '"
                + model.name()
                + "': rename one or give it a name in its card.");
      }
      models.add(model);
    }
    return List.copyOf(models);
  }

  private static Set<Path> paths(String argument) {
    Path path = Path.of(argument);
    if (Files.isDirectory(path)) {
      return listed(path, "*" + SUFFIX, argument);
    }
    if (!Files.exists(path) && argument.matches(".*[*?\\[{].*")) {
      Path parent = path.getParent() == null ? Path.of("") : path.getParent();
      return listed(parent, path.getFileName().toString(), argument);
    }
    return Set.of(path);
  }

  private static Set<Path> listed(Path folder, String glob, String argument) {
    Set<Path> found = new TreeSet<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
      stream.forEach(found::add);
    } catch (IOException e) {
      throw new UserException("--model " + argument + ": " + folder + " cannot be listed: " + e, e);
    }
    if (found.isEmpty()) {
      throw new UserException("--model " + argument + ": there is no " + SUFFIX + " file.");
    }
    return found;
  }

  /**
   * Reads a model and the card beside it.
   *
   * @throws UserException if one of them is wrong, or the card belongs to another file
   */
  public static ModelFile read(Path path) {
    OnnxModel model = OnnxModel.read(path);
    Path cardPath = beside(path, CARD);
    ModelCard card = Files.exists(cardPath) ? ModelCardReader.read(cardPath) : ModelCard.NONE;
    checkDigest(path, cardPath, model, card);
    return new ModelFile(card.name() == null ? stem(path) : card.name(), path, model, card);
  }

  private static String stem(Path path) {
    String file = path.getFileName().toString();
    return file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : file;
  }

  private static Path beside(Path path, String ending) {
    return path.resolveSibling(stem(path) + ending);
  }

  /** The card, where there is one. */
  public Optional<Path> cardPath() {
    return Optional.of(beside(path, CARD)).filter(Files::exists);
  }

  /** Where there is no card, a file beside the model that may have been meant as one. */
  public Optional<Path> misnamedCard() {
    return Optional.of(beside(path, ".json"))
        .filter(file -> cardPath().isEmpty() && Files.isRegularFile(file));
  }

  /** A card that was written for another file may tell other targets and units. */
  private static void checkDigest(Path path, Path cardPath, OnnxModel model, ModelCard card) {
    String digest = card.training() == null ? null : card.training().sha256();
    if (digest != null && !digest.equalsIgnoreCase(model.sha256())) {
      throw new UserException(
          cardPath
              + ": training.sha256: "
              + digest
              + " is not that of "
              + path
              + ", "
              + model.sha256()
              + "; put the card back that belongs to the file.");
    }
  }

  /**
   * Leads × samples of a record where card or file say both; else null, and the records decide. A
   * file behind preprocessing says nothing of a record's samples.
   *
   * @throws UserException if card and file contradict each other
   */
  public int[] declaredShape() {
    ModelCard.Input input = card.input();
    List<Integer> dims = model.recordDims();
    boolean closed = dims != null && !dims.contains(null) && preprocessing().steps().isEmpty();
    int size = closed ? dims.stream().reduce(1, Math::multiplyExact) : 0;
    if (input.leads() == null) {
      if (closed && input.samples() != null && size % input.samples() != 0) {
        throw contradiction(0, input.samples());
      }
      return null;
    }
    int leads = input.leads().size();
    if (input.samples() != null) {
      return new int[] {leads, input.samples()};
    }
    if (closed && size % leads != 0) {
      throw contradiction(leads, 0);
    }
    return closed ? new int[] {leads, size / leads} : null;
  }

  /**
   * The network for records of leads × samples, with its preprocessing before it unless it is
   * explained behind that ({@link #preparation}).
   *
   * @throws UserException if they do not fit, or the network cannot be explained
   */
  public Graph graph(int leads, int samples) {
    SignalForm recorded = recorded(leads, samples);
    SignalForm prepared = prepared(recorded);
    InputLayout layout = layout(prepared);
    List<Integer> dims = layout.dims(leads, prepared.samples());
    Graph graph = layout.leadMajor(model.graph(dims), leads, prepared.samples());
    return isExplainedBehind() ? graph : preprocessing().before(graph, recorded);
  }

  private boolean isExplainedBehind() {
    return card.attributionsOf() == AttributionsOf.NETWORK_INPUT && !card.preprocessing().isEmpty();
  }

  /**
   * What is done to a record before {@link #graph}; null where preprocessing is part of that.
   *
   * @param recorded what a record must be
   */
  public Preparation preparation(InputRequirement recorded) {
    return isExplainedBehind()
        ? new Preparation(
            recorded, preprocessing().asNetwork(recorded(recorded.leads(), recorded.samples())))
        : null;
  }

  /**
   * What goes into {@link #graph}.
   *
   * @param recorded what a record must be
   */
  public InputRequirement explained(InputRequirement recorded) {
    if (!isExplainedBehind()) {
      return recorded;
    }
    SignalForm form = prepared(recorded(recorded.leads(), recorded.samples()));
    return new InputRequirement(
        form.leads(),
        form.samples(),
        recorded.names(),
        form.sampleRateHz(),
        form.unit() == null ? NO_UNIT : form.unit(),
        recorded.kind(),
        recorded.adapt());
  }

  private Preprocessing preprocessing() {
    return new Preprocessing(card.preprocessing());
  }

  private SignalForm recorded(int leads, int samples) {
    return new SignalForm(leads, samples, card.input().sampleRateHz(), card.input().unit());
  }

  /**
   * What the preprocessing makes of a record of leads × samples.
   *
   * @throws UserException naming the step that cannot be done, and why
   */
  public SignalForm prepared(int leads, int samples) {
    return prepared(recorded(leads, samples));
  }

  private SignalForm prepared(SignalForm recorded) {
    try {
      SignalForm form = preprocessing().after(recorded);
      if (isExplainedBehind() && form.windows() > 1) {
        throw new UserException(
            "attributions_of: network_input is not possible with windows: a record has several");
      }
      return form;
    } catch (UserException e) {
      throw new UserException(beside(path, CARD) + ": " + e.getMessage(), e);
    }
  }

  /**
   * Axis lengths of one record of leads × samples as the network takes it, without the batch axis.
   *
   * @throws UserException if they do not fit
   */
  public List<Integer> recordDims(int leads, int samples) {
    SignalForm prepared = prepared(recorded(leads, samples));
    return layout(prepared).dims(prepared.leads(), prepared.samples());
  }

  private InputLayout layout(SignalForm prepared) {
    int leads = prepared.leads();
    int samples = prepared.samples();
    List<Integer> dims = model.recordDims();
    String stated = card.input().layout();
    InputLayout layout = stated == null ? null : InputLayout.valueOf(stated);
    if (dims == null) {
      return layout == null ? InputLayout.NCL : layout;
    }
    List<InputLayout> fitting = InputLayout.fitting(dims, leads, samples);
    if (fitting.isEmpty() || (layout != null && !fitting.contains(layout))) {
      throw card.preprocessing().isEmpty()
          ? contradiction(leads, samples)
          : new UserException(
              "%s: the preprocessing gives %d leads × %d samples%s, but the input '%s' is %s"
                  .formatted(
                      beside(path, CARD),
                      leads,
                      samples,
                      layout == null ? "" : " (" + layout + ")",
                      model.input().name(),
                      model.input().dims()));
    }
    return layout == null ? InputLayout.infer(dims, leads, samples) : layout;
  }

  /**
   * What is wrong with a shape, and who says it.
   *
   * @param leads 0 where nobody says them
   * @param samples 0 where nobody says them
   */
  private UserException contradiction(int leads, int samples) {
    ModelCard.Input input = card.input();
    List<String> ofCard = new ArrayList<>();
    List<String> ofRecords = new ArrayList<>();
    if (leads > 0) {
      (input.leads() == null ? ofRecords : ofCard).add(leads + " leads");
    }
    if (samples > 0 && (input.samples() != null || input.leads() == null)) {
      (input.samples() == null ? ofRecords : ofCard).add(samples + " samples");
    }
    String cardSays = String.join(" × ", ofCard);
    if (input.layout() != null) {
      cardSays += cardSays.isEmpty() ? "layout " + input.layout() : " (" + input.layout() + ")";
    }
    String recordsSay = String.join(" × ", ofRecords);
    List<String> says = new ArrayList<>();
    if (!cardSays.isEmpty()) {
      says.add(cardPath().map(Path::toString).orElse("the card") + " says " + cardSays);
    }
    if (!recordsSay.isEmpty()) {
      says.add("the records have " + recordsSay);
    }
    List<InputLayout> others =
        leads > 0 && samples > 0 && !cardSays.isEmpty()
            ? InputLayout.fitting(model.recordDims(), leads, samples)
            : List.of();
    String hint =
        others.isEmpty()
            ? cardSays.isEmpty() ? "; adapt the records with a model card" : ""
            : "; did you mean \"layout\": "
                + others.stream()
                    .map(layout -> "\"" + layout + "\"")
                    .collect(Collectors.joining(" or "))
                + "?";
    return new UserException(
        String.join(", ", says)
            + ", but the input '"
            + model.input().name()
            + "' is "
            + model.input().dims()
            + hint);
  }

  /**
   * What the outputs stand for, and what of them is explained.
   *
   * @param graph the network
   * @param choice of the user
   * @throws UserException if an output does not exist, or does not have what is to be explained
   */
  public List<Target> targets(Graph graph, TargetChoice choice) {
    List<Target> all = new ArrayList<>(card.targets());
    if (all.isEmpty()) {
      for (int output = 0; output < graph.outputSize(); output++) {
        all.add(new Target(output, Integer.toString(output), null, Integer.toString(output)));
      }
    }
    for (Target target : all) {
      checkOutput(graph, target.name(), target.output());
      if (target.minus() != null) {
        checkOutput(graph, target.name(), target.minus());
      }
    }
    return choice.among(name, all, target -> in(graph, target));
  }

  private Target in(Graph graph, Target target) {
    try {
      return target.in(graph);
    } catch (UserException e) {
      throw new UserException(path + ": " + e.getMessage(), e);
    }
  }

  private void checkOutput(Graph graph, String target, int output) {
    if (output >= graph.outputSize()) {
      throw new UserException(
          path
              + ": the card's target '"
              + target
              + "' is output "
              + output
              + ", but the network has "
              + graph.outputSize()
              + " (numbered from 0).");
    }
  }
}
