package org.ecglens.run;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * What is done with a shard.
 *
 * @param <T> its items
 */
@FunctionalInterface
public interface ShardTask<T> extends Serializable {
  /**
   * Works on all items of a shard and writes their rows.
   *
   * @param items of the shard, in any order
   */
  void run(List<T> items, ShardOutput output) throws IOException;
}
