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
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.ecglens.error.UserException;
import org.ecglens.graph.Graph;
import org.ecglens.graph.InputLayout;
import org.ecglens.onnx.OnnxModel;

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

  private static ModelFile read(Path path) {
    String file = path.getFileName().toString();
    String stem = file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : file;
    OnnxModel model = OnnxModel.read(path);
    Path cardPath = path.resolveSibling(stem + ".card.json");
    ModelCard card = Files.exists(cardPath) ? ModelCardReader.read(cardPath) : ModelCard.NONE;
    checkDigest(path, cardPath, model, card);
    return new ModelFile(card.name() == null ? stem : card.name(), path, model, card);
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
   * Leads × samples of the network's input where card or file say both; else null, and the records
   * decide.
   */
  public int[] declaredShape() {
    ModelCard.Input input = card.input();
    if (input.leads() == null) {
      return null;
    }
    int leads = input.leads().size();
    if (input.samples() != null) {
      return new int[] {leads, input.samples()};
    }
    List<Integer> dims = model.recordDims();
    if (dims == null || dims.contains(null)) {
      return null;
    }
    int size = dims.stream().reduce(1, Math::multiplyExact);
    return size % leads == 0 ? new int[] {leads, size / leads} : null;
  }

  /**
   * The network for records of leads × samples.
   *
   * @throws UserException if they do not fit, or the network cannot be explained
   */
  public Graph graph(int leads, int samples) {
    List<Integer> dims = model.recordDims();
    InputLayout layout =
        card.input().layout() != null
            ? InputLayout.valueOf(card.input().layout())
            : dims == null ? InputLayout.NCL : InputLayout.infer(dims, leads, samples);
    return layout.leadMajor(model.graph(layout.dims(leads, samples)), leads, samples);
  }

  /**
   * What the outputs stand for.
   *
   * @param graph the network
   * @param labels of outputs by the target's name or index, from the command line
   * @param chosen names or indexes of the wanted outputs; empty for all
   * @throws UserException if an output does not exist
   */
  public List<Target> targets(Graph graph, Map<String, String> labels, List<String> chosen) {
    List<Target> all = new ArrayList<>(card.targets());
    if (all.isEmpty()) {
      for (int output = 0; output < graph.outputSize(); output++) {
        all.add(new Target(output, Integer.toString(output), null, Integer.toString(output)));
      }
    }
    for (Target target : all) {
      if (target.output() >= graph.outputSize()) {
        throw new UserException(
            path
                + ": the card's target '"
                + target.name()
                + "' is output "
                + target.output()
                + ", but the network has "
                + graph.outputSize()
                + " (numbered from 0).");
      }
    }
    List<Target> wanted = new ArrayList<>();
    for (String choice : chosen) {
      wanted.add(
          all.stream()
              .filter(target -> named(target, choice))
              .findFirst()
              .orElseThrow(
                  () ->
                      new UserException(
                          "--outputs: "
                              + name
                              + " has no output '"
                              + choice
                              + "'. Known: "
                              + String.join(", ", all.stream().map(Target::name).toList())
                              + ".")));
    }
    return (chosen.isEmpty() ? all : wanted)
        .stream().distinct().map(target -> labelled(target, labels)).toList();
  }

  private static boolean named(Target target, String choice) {
    return target.name().equals(choice) || Integer.toString(target.output()).equals(choice);
  }

  private static Target labelled(Target target, Map<String, String> labels) {
    String label = labels.get(target.name());
    if (label == null) {
      label = labels.get(Integer.toString(target.output()));
    }
    return new Target(
        target.output(),
        target.name(),
        target.unit(),
        Objects.requireNonNullElse(label, target.label()));
  }
}
