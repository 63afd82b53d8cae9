package org.ecglens.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.PlannedNetwork;
import org.ecglens.plan.json.SpecOptions;

/** Description of a complete run: versions, spec, content of the inputs, and counts. */
public final class Manifest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Manifest() {}

  static ObjectNode of(
      String sparkVersion,
      RunConfig config,
      List<PlannedNetwork> networks,
      RunOutcome outcome,
      RunFiles files) {
    ObjectNode manifest = JSON.createObjectNode();
    manifest.put("command", config.spec().command());
    manifest.set("versions", JSON.valueToTree(versions(sparkVersion)));
    if (config.spec() instanceof EvaluationSpec evaluation && evaluation.protocol() != null) {
      manifest.set("protocol", JSON.valueToTree(evaluation.protocol()));
    }
    ObjectNode begun = config.json();
    begun.remove("command");
    manifest.set("spec", begun.remove("spec"));
    manifest.set("options", JSON.valueToTree(SpecOptions.of(config.spec())));
    manifest.set("config", begun);
    List<Map<String, Object>> models = new ArrayList<>();
    for (PlannedNetwork network : networks) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", network.plan().name());
      entry.put("sha256", network.plan().sha256());
      entry.put("input", network.plan().recorded());
      entry.put("preprocessing", network.plan().preprocessing());
      if (network.plan().preparation() != null) {
        entry.put("explained", network.plan().requirement());
      }
      entry.put("targets", network.plan().targets());
      entry.put(
          "methods",
          Stream.concat(
                  network.methods().stream().map(Object::toString),
                  network.given().stream().map(name -> name + " (made elsewhere)"))
              .toList());
      entry.put("controls", network.controls().names());
      models.add(entry);
    }
    manifest.set("models", JSON.valueToTree(models));
    manifest.put("records", outcome.records());
    manifest.put("quarantined", outcome.quarantined());
    manifest.set("notices", JSON.valueToTree(outcome.notices()));
    manifest.set("rows", JSON.valueToTree(outcome.rows()));
    manifest.set("counts", JSON.valueToTree(outcome.counts()));
    manifest.set(RunFiles.FIELD, files.json());
    return manifest;
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
