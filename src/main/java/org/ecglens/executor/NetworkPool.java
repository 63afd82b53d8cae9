package org.ecglens.executor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.ecglens.graph.Graph;
import org.ecglens.model.ModelPlan;
import org.ecglens.net.Network;
import org.ecglens.net.NetworkOptions;
import org.ecglens.net.Networks;
import org.ecglens.plan.EvaluationPlan;

/**
 * Networks that tasks of one JVM share: one for each model and way to run it. They stay open
 * between tasks, as opening costs seconds; of those that no task uses, the ones used longest ago
 * are closed when all of them keep more than a gibibyte. {@link #closeIdle} closes all of them.
 */
public final class NetworkPool {
  /** What networks that no task uses may keep, bytes. */
  static final long IDLE_BYTES = 1L << 30;

  /** So few that not even a network that keeps nothing stays open. */
  private static final long NONE = -1;

  /** The one used longest ago first. */
  private static final Map<Key, Entry> ENTRIES = new LinkedHashMap<>();

  private NetworkPool() {}

  private record Key(String model, NetworkOptions options) {}

  private static final class Entry {
    private final Set<String> warm = new HashSet<>();
    private Network network;
    private int users;

    /** Opens the network for the first task that gets here; others of the same network wait. */
    synchronized void open(Supplier<Network> opener) {
      if (network == null) {
        network = opener.get();
      }
    }

    synchronized Network network() {
      return network;
    }

    synchronized long keptBytes() {
      return network == null ? 0 : network.keptBytes();
    }

    synchronized void close() {
      if (network != null) {
        network.close();
      }
    }
  }

  /** A network for as long as it is not closed. */
  public static final class Lease implements AutoCloseable {
    private final Key key;
    private final Entry entry;
    private boolean open = true;

    private Lease(Key key, Entry entry) {
      this.key = key;
      this.entry = entry;
    }

    /** The network; it belongs to the pool. */
    public Network network() {
      return entry.network();
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
          ENTRIES.remove(key);
          ENTRIES.put(key, entry);
        }
      }
      closeBeyond(IDLE_BYTES);
    }
  }

  /** Takes a model's network for the running task, opening it if no task has before. */
  public static Lease take(EvaluationPlan work, ModelPlan model) {
    return take(
        model.sha256() + model.preprocessing() + (model.preparation() != null),
        model.graph(),
        options(work));
  }

  /** Takes what prepares a model's records for the running task, as {@link #take}. */
  static Lease takePreparation(EvaluationPlan work, ModelPlan model) {
    return take(
        "preparation " + model.preprocessing() + model.recorded(),
        model.preparation().graph(),
        options(work));
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
   * @param sha256 of the file that the graph was read from, with what else the graph depends on
   */
  public static Lease take(String sha256, Graph graph, NetworkOptions options) {
    return take(sha256 + graph.inputShape(), options, () -> Networks.open(graph, options));
  }

  /**
   * Takes a network, opening it if no task has before. It is given back when the lease is closed,
   * at the latest when the running task ends.
   *
   * @param model digest of file and input shape
   */
  public static Lease take(String model, NetworkOptions options, Supplier<Network> opener) {
    Lease lease;
    synchronized (ENTRIES) {
      Key key = new Key(model, options);
      Entry entry = ENTRIES.computeIfAbsent(key, unknown -> new Entry());
      entry.users++;
      lease = new Lease(key, entry);
    }
    TaskContext task = TaskContext.get();
    if (task != null) {
      TaskCompletionListener giveBack = ended -> lease.close();
      task.addTaskCompletionListener(giveBack);
    }
    try {
      lease.entry.open(opener);
      return lease;
    } catch (RuntimeException | Error e) {
      lease.close();
      throw e;
    }
  }

  /** Closes the networks that no task uses. */
  public static void closeIdle() {
    closeBeyond(NONE);
  }

  /** Closes networks that no task uses until the others of them keep no more than so many bytes. */
  private static void closeBeyond(long bytes) {
    List<Entry> unused = new ArrayList<>();
    synchronized (ENTRIES) {
      List<Map.Entry<Key, Entry>> idle =
          ENTRIES.entrySet().stream().filter(entry -> entry.getValue().users == 0).toList();
      long kept = idle.stream().mapToLong(entry -> entry.getValue().keptBytes()).sum();
      for (Map.Entry<Key, Entry> entry : idle) {
        if (kept <= bytes) {
          break;
        }
        kept -= entry.getValue().keptBytes();
        ENTRIES.remove(entry.getKey());
        unused.add(entry.getValue());
      }
    }
    unused.forEach(Entry::close);
  }
}
