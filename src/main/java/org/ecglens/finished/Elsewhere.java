package org.ecglens.finished;

import java.util.List;
import org.ecglens.plan.EvaluationSpec;

/**
 * Where the inputs of a run are now, if not where the run read them. They are known by content, so
 * other inputs in their place are refused.
 *
 * @param networks files or folders of networks; none for those that the run names
 * @param records table of records; null for that of the run
 * @param attributions table of maps that other programs made; null for that of the run
 */
public record Elsewhere(List<String> networks, String records, String attributions) {
  /** Everything is where it was. */
  public static final Elsewhere NOT = new Elsewhere(List.of(), null, null);

  /** Copies the list. */
  public Elsewhere {
    networks = List.copyOf(networks);
  }

  /** The spec of a run with these places. */
  EvaluationSpec of(EvaluationSpec spec) {
    EvaluationSpec.Builder moved = spec.with();
    if (!networks.isEmpty()) {
      moved.networks(spec.networks().with().paths(networks).build());
    }
    if (records != null) {
      moved.records(spec.records().with().path(records).build());
    }
    if (attributions != null) {
      moved.attributions(attributions);
    }
    return moved.build();
  }
}
