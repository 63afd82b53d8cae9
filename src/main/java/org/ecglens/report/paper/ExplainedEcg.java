package org.ecglens.report.paper;

import java.io.Serializable;
import java.util.List;
import org.ecglens.ecg.Ecg;

/**
 * A record as a network took it, and what methods say of one of the network's targets.
 *
 * @param ecg the network's input: leads, rate and samples of the maps; wave limits where they hold
 *     for it
 * @param model name of the network
 * @param target name of the target
 * @param unit of the target, or null
 * @param prediction of the unperturbed record, in the target's unit
 * @param label what the prediction is compared with, or null
 * @param maps in the order of the run; none of methods whose map is not finite
 */
public record ExplainedEcg(
    Ecg ecg,
    String model,
    String target,
    String unit,
    double prediction,
    Double label,
    List<MethodMap> maps)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Copies the list. */
  public ExplainedEcg {
    maps = List.copyOf(maps);
  }
}
