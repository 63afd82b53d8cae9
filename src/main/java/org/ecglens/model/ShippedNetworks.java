package org.ecglens.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.ecglens.ecg.Labels;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;

/** The networks that ecglens ships: small ones, two for each of the seven measures. */
public final class ShippedNetworks {
  private static final String FOLDER = "/org/ecglens/networks/";
  private static final List<Integer> SEEDS = List.of(1, 2);

  private ShippedNetworks() {}

  /**
   * Copies networks and their cards, for a look and for further commands.
   *
   * @param names target and seed, as QT-1
   * @return the ONNX files
   * @throws UserException if there is no such network or the folder cannot be written
   */
  public static List<String> copy(List<String> names, Path folder) {
    check(names);
    List<String> files = new ArrayList<>();
    for (String network : names) {
      for (String ending : List.of(".card.json", ".onnx")) {
        copy(network + ending, folder);
      }
      files.add(folder.resolve(network + ".onnx").toString());
    }
    return files;
  }

  /**
   * Checks names.
   *
   * @throws UserException if there is no such network
   */
  public static void check(List<String> names) {
    List<String> known = new ArrayList<>();
    for (int seed : SEEDS) {
      Labels.ALL.forEach(target -> known.add(target + "-" + seed));
    }
    for (String network : names) {
      if (!known.contains(network)) {
        throw Suggestion.unknown("network", network, known);
      }
    }
  }

  private static void copy(String name, Path folder) {
    try (InputStream resource = ShippedNetworks.class.getResourceAsStream(FOLDER + name)) {
      Files.createDirectories(folder);
      Files.copy(resource, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UserException("--out " + folder + " cannot be written: " + e, e);
    }
  }
}
