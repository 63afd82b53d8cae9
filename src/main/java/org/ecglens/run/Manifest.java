package org.ecglens.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.ecglens.plan.PlannedNetwork;

/** What a complete run says of itself: versions, what was asked for, counts and times. */
public final class Manifest {
  private Manifest() {}

  public static void write(
      RunFolder folder,
      Configuration conf,
      String sparkVersion,
      RunConfig config,
      Map<String, String> options,
      List<PlannedNetwork> works,
      RunOutcome outcome)
      throws IOException {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("command", config.command());
    manifest.put("versions", versions(sparkVersion));
    manifest.put("config", config);
    manifest.put("options", options);
    List<Map<String, Object>> models = new ArrayList<>();
    for (PlannedNetwork model : works) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", model.plan().name());
      entry.put("sha256", model.plan().sha256());
      entry.put("input", model.plan().requirement());
      entry.put("targets", model.plan().targets());
      entry.put("methods", model.methods().stream().map(Object::toString).toList());
      models.add(entry);
    }
    manifest.put("models", models);
    manifest.put("records", outcome.records());
    manifest.put("quarantined", outcome.quarantined());
    manifest.put("rows", outcome.rows());
    manifest.put("counts", outcome.counts());
    folder.writeManifest(manifest, conf);
  }

  /** Versions that decide what a run computes. */
  public static Map<String, String> versions(String sparkVersion) {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put(
        "ecglens",
        Optional.ofNullable(Manifest.class.getPackage().getImplementationVersion())
            .orElse("unpackaged"));
    versions.put("spark", sparkVersion);
    versions.put("java", Runtime.version().toString());
    return versions;
  }
}
