package org.ecglens.plan;

import java.io.Serializable;
import org.ecglens.plan.json.SpecDifferences;
import org.ecglens.plan.json.SpecJson;

/**
 * The complete request of a command, except the folder of its results. Values with the same meaning
 * are equal; {@link SpecJson} writes and reads them, {@link SpecDifferences} compares them.
 */
public sealed interface Spec extends Serializable
    permits NetworkSpec, IngestSpec, SynthSpec, TrainingSpec {
  /** Name of the command. */
  String command();

  /** How the work is cut. */
  ShardsSpec shards();
}
