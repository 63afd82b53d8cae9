package org.ecglens.executor;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.ecglens.graph.Graph;
import org.ecglens.model.ModelPlan;
import org.ecglens.net.Network;
import org.ecglens.net.NetworkOptions;
import org.ecglens.net.Networks;
import org.ecglens.plan.EvaluationPlan;

/**
 * Networks that tasks of one JVM share: one for each model and way to run it. They stay open
 * between tasks; {@link #closeIdle} frees the networks that no task uses.
 */
public final class NetworkPool {
  private static final Map<Key, Entry> ENTRIES = new HashMap<>();

  private NetworkPool() {}

  private record Key(String model, NetworkOptions options) {}

  private static final class Entry {
    private final Set<String> warm = new HashSet<>();
    private Network network;
    private int users;
  }

  /** A network for as long as it is not closed. */
  public static final class Lease implements AutoCloseable {
    private final Entry entry;
    private boolean open = true;

    private Lease(Entry entry) {
      this.entry = entry;
    }

    /** The network; it belongs to the pool. */
    public Network network() {
      return entry.network;
    }

    /**
     * Does something with the network for the first time since it was opened, so that compilation,
     * loading of native code and what a network computes once count to nothing that is timed
     * afterwards. Other tasks that need the same wait for it.
     *
     * @param what is done, such as the name of a method; only once for each name
     */
    public void warmUp(String what, Runnable first) {
      synchronized (entry.warm) {
        if (entry.warm.add(what)) {
          first.run();
        }
      }
    }

    @Override
    public void close() {
      synchronized (ENTRIES) {
        if (open) {
          open = false;
          entry.users--;
        }
      }
    }
  }

  /** Takes a model's network for the running task, opening it if no task has before. */
  public static Lease take(EvaluationPlan work, ModelPlan model) {
    return take(model.sha256(), model.graph(), options(work));
  }

  /** Opens a network that no other task uses; the caller closes it. */
  public static Network open(EvaluationPlan work, Graph graph) {
    return Networks.open(graph, options(work));
  }

  private static NetworkOptions options(EvaluationPlan work) {
    return new NetworkOptions(
        Device.ofTask(work.device()), work.network().microBatch(), work.network().convolution());
  }

  /**
   * Takes a network for the running task, opening it if no task has before.
   *
   * @param sha256 of the file that the graph was read from
   */
  public static Lease take(String sha256, Graph graph, NetworkOptions options) {
    return take(sha256 + graph.inputShape(), options, () -> Networks.open(graph, options));
  }

  /**
   * Takes a network, opening it if no task has before.
   *
   * @param model digest of file and input shape
   */
  public static Lease take(String model, NetworkOptions options, Supplier<Network> opener) {
    synchronized (ENTRIES) {
      Key key = new Key(model, options);
      Entry entry = ENTRIES.get(key);
      if (entry == null) {
        entry = new Entry();
        entry.network = opener.get();
        ENTRIES.put(key, entry);
      }
      entry.users++;
      return new Lease(entry);
    }
  }

  /** Closes the networks that no task uses. */
  public static void closeIdle() {
    synchronized (ENTRIES) {
      ENTRIES
          .values()
          .removeIf(
              entry -> {
                if (entry.users == 0) {
                  entry.network.close();
                }
                return entry.users == 0;
              });
    }
  }
}
