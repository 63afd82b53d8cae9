package org.ecglens.io.dataset;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecglens.io.Assumptions;
import org.ecglens.io.SignalFiles;

/** A published collection that is recognised by a table in its root folder. */
public interface Dataset {
  /**
   * All that are known.
   *
   * @param features whose measures of PTB-XL+ are labels
   */
  static List<Dataset> all(Assumptions.Features features) {
    return List.of(
        new PtbXl(features),
        new MimicIvEcg(),
        new Ludb(),
        new Code15(),
        new CodeTest(),
        new ShandongHospital(),
        new ChapmanShaoxing());
  }

  /** Whether the tables beside the index are those of the collection, where its name is common. */
  default boolean isHere(SignalFiles root, Set<String> names) throws IOException {
    return true;
  }

  /** Name as it is published. */
  String name();

  /** Name of the table that marks the root folder. */
  String index();

  /** Whether a table, named without folders, belongs to the collection and is no recording. */
  boolean isTable(String name);

  /**
   * Reads the tables.
   *
   * @param root folder of the {@link #index}
   * @param names of all files below it, with {@code /} between folders
   * @return by path below the root, without extension
   * @throws org.ecglens.error.UserException if a table lacks a column that it must have
   */
  Map<String, Metadata> metadata(SignalFiles root, Set<String> names) throws IOException;
}
