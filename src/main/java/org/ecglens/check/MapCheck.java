package org.ecglens.check;

import java.io.IOException;

/** A check that looks at the maps of all methods for one record and target. */
interface MapCheck {
  /** Looks at the maps of a record and target. */
  void look(RankedMaps maps, CheckOutput output) throws IOException;

  /** Called when all records of the shard are seen; writes sums. */
  default void finish(CheckOutput output) throws IOException {}
}
