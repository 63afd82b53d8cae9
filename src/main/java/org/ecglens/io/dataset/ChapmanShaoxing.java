package org.ecglens.io.dataset;

import java.util.Map;
import java.util.Set;
import org.ecglens.io.SignalFiles;

/**
 * The database of Chapman University, Shaoxing and Ningbo hospitals as PhysioNet has it (Zheng et
 * al., doi:10.13026/wgex-er52): WFDB records in the layout of CinC 2020, whose headers say all; the
 * table that translates codes is no recording.
 */
final class ChapmanShaoxing implements Dataset {
  @Override
  public String name() {
    return "Chapman-Shaoxing-Ningbo";
  }

  @Override
  public String index() {
    return "ConditionNames_SNOMED-CT.csv";
  }

  @Override
  public boolean isTable(String name) {
    return name.equals(index());
  }

  @Override
  public Map<String, Metadata> metadata(SignalFiles root, Set<String> names) {
    return Map.of();
  }
}
