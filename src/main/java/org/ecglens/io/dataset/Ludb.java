package org.ecglens.io.dataset;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecglens.io.SignalFiles;

/**
 * LUDB (Kalyakulina et al., IEEE Access 2020;8:186181): {@code ludb.csv} beside the folder {@code
 * data}, one record a person. Age and sex stand in the headers too, waves in annotation files; both
 * are read with the records.
 */
final class Ludb implements Dataset {
  @Override
  public String name() {
    return "LUDB";
  }

  @Override
  public String index() {
    return "ludb.csv";
  }

  @Override
  public boolean isTable(String name) {
    return name.equals(index());
  }

  @Override
  public Map<String, Metadata> metadata(SignalFiles root, Set<String> names) throws IOException {
    Map<String, Metadata> records = new HashMap<>();
    CsvTable.read(
        root,
        index(),
        List.of("ID"),
        row -> {
          String id = CsvTable.key(row, "ID");
          if (id != null) {
            records.put("data/" + id, new Metadata(name() + "/" + id, Map.of()));
          }
        });
    return records;
  }
}
