package org.ecglens.run;

import com.fasterxml.jackson.core.JacksonException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ecglens.error.UserException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps two runs out of one folder: a file in it with a heartbeat, which names its owner.
 *
 * <p>Clocks are not compared. Who finds a lock watches it: if it beats, its owner lives and the
 * folder is refused; if it does not for {@link Timing#silence}, its owner is taken for dead. An
 * owner on the same machine is asked for by its process, without waiting.
 */
final class RunLock implements AutoCloseable {
  /** Name of the file. */
  static final String NAME = "_lock.json";

  private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);

  private final AtomicFiles files;
  private final org.apache.hadoop.fs.Path file;
  private final Timing timing;
  private final ScheduledExecutorService heart;
  private Owner owner;
  private volatile String lost;

  /**
   * How often a lock beats, and after which silence it is taken over.
   *
   * @param beat between two heartbeats
   * @param silence several beats
   */
  record Timing(Duration beat, Duration silence) {
    /** What runs use. */
    static final Timing DEFAULT = new Timing(Duration.ofSeconds(10), Duration.ofSeconds(60));
  }

  /**
   * Who writes into a folder.
   *
   * @param id of the lock
   * @param host name of the machine
   * @param processes what process numbers belong to: containers of a machine have their own
   * @param process number
   * @param processStart when the process began
   * @param application of Spark
   * @param since when the lock was taken
   * @param beat rises while the owner lives
   */
  record Owner(
      String id,
      String host,
      String processes,
      long process,
      String processStart,
      String application,
      String since,
      long beat) {

    static Owner self(String application) {
      return new Owner(
          UUID.randomUUID().toString(),
          localHost(),
          namespace(),
          ProcessHandle.current().pid(),
          started(ProcessHandle.current()),
          application,
          Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
          0);
    }

    Owner next() {
      return new Owner(id, host, processes, process, processStart, application, since, beat + 1);
    }

    /** Whether the process can be seen from here. */
    boolean isNear() {
      return host.equals(localHost()) && processes.equals(namespace());
    }

    boolean lives() {
      return ProcessHandle.of(process)
          .filter(handle -> handle.isAlive() && started(handle).equals(processStart))
          .isPresent();
    }

    String words() {
      return "application %s on %s (process %d), since %s"
          .formatted(application, host, process, since);
    }

    private static String started(ProcessHandle handle) {
      return handle.info().startInstant().map(Instant::toString).orElse("");
    }

    private static String localHost() {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        return "unknown";
      }
    }

    private static String namespace() {
      try {
        return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
      } catch (IOException | UnsupportedOperationException e) {
        return "";
      }
    }
  }

  private RunLock(AtomicFiles files, org.apache.hadoop.fs.Path file, Timing timing, Owner owner) {
    this.files = files;
    this.file = file;
    this.timing = timing;
    this.owner = owner;
    this.heart =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "ecglens-lock");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Takes the lock of a folder, if need be after having watched another's.
   *
   * @param folder that exists
   * @param application of Spark
   * @param out hears why it takes long
   * @throws UserException if another run writes into the folder
   */
  static RunLock take(
      AtomicFiles files,
      org.apache.hadoop.fs.Path folder,
      String application,
      Timing timing,
      PrintWriter out)
      throws IOException {
    org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(folder, NAME);
    Owner self = Owner.self(application);
    boolean first = true;
    while (!files.create(file, AtomicFiles.json(self))) {
      Owner found = read(files, file);
      if (found != null && found.id().equals(self.id())) {
        // An answer of the store was lost, and the second try found the first one's file.
        break;
      }
      if (isAbandoned(found, files, file, folder, timing, out)) {
        files.delete(file);
        first = false;
      }
    }
    if (!first) {
      // Two may have found the same lock abandoned: one sees now that the other was later.
      pause(timing.beat().dividedBy(5));
      Owner now = read(files, file);
      if (now == null || !now.id().equals(self.id())) {
        throw busy(folder, now);
      }
    }
    RunLock lock = new RunLock(files, file, timing, self);
    long beat = timing.beat().toMillis();
    var unused = lock.heart.scheduleAtFixedRate(lock::beat, beat, beat, TimeUnit.MILLISECONDS);
    return lock;
  }

  /** Watches a lock until its owner is known to be dead. */
  private static boolean isAbandoned(
      Owner found,
      AtomicFiles files,
      org.apache.hadoop.fs.Path file,
      org.apache.hadoop.fs.Path folder,
      Timing timing,
      PrintWriter out)
      throws IOException {
    if (found != null && found.isNear()) {
      if (found.lives()) {
        throw busy(folder, found);
      }
      return true;
    }
    out.printf(
        "%s is locked by %s; if it gives no sign of life for %d s, its run goes on here.%n",
        folder, found == null ? "a damaged file" : found.words(), timing.silence().toSeconds());
    out.flush();
    long end = System.nanoTime() + timing.silence().toNanos();
    while (System.nanoTime() < end) {
      pause(timing.beat().dividedBy(5));
      if (!files.exists(file)) {
        return false;
      }
      Owner now = read(files, file);
      if (!Objects.equals(now, found)) {
        throw busy(folder, now);
      }
    }
    return true;
  }

  private static void pause(Duration time) throws IOException {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while it waited for a lock", e);
    }
  }

  private static Owner read(AtomicFiles files, org.apache.hadoop.fs.Path file) throws IOException {
    try {
      return files.read(file, Owner.class);
    } catch (JacksonException | FileNotFoundException e) {
      return null;
    }
  }

  private static UserException busy(org.apache.hadoop.fs.Path folder, Owner owner) {
    return new UserException(
        "--out "
            + folder
            + ": another run is writing there"
            + (owner == null ? "" : ", " + owner.words())
            + ". Wait for it, stop it, or name another folder.");
  }

  private void beat() {
    try {
      Owner now = read(files, file);
      if (now == null || !now.id().equals(owner.id())) {
        lost = now == null ? "its lock is gone" : "it was taken over by " + now.words();
        heart.shutdown();
        return;
      }
      owner = owner.next();
      files.replace(file, AtomicFiles.json(owner));
    } catch (IOException e) {
      // The storage may come back; if not, what the run does next fails and says so.
      LOG.warn("The lock of {} could not be renewed.", file, e);
    }
  }

  /**
   * Checks that the folder is still this run's.
   *
   * @throws UserException if another run has taken it over
   */
  void check() {
    if (lost != null) {
      throw new UserException(
          "--out "
              + file.getParent()
              + ": "
              + lost
              + ", since this run gave no sign of life for "
              + timing.silence().toSeconds()
              + " s; this one ends here.");
    }
  }

  /** Gives the lock back. */
  @Override
  public void close() throws IOException {
    heart.shutdownNow();
    try {
      if (!heart.awaitTermination(1, TimeUnit.MINUTES)) {
        LOG.warn("A heartbeat of {} does not end.", file);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Owner now = read(files, file);
    if (lost == null && now != null && now.id().equals(owner.id())) {
      files.delete(file);
    }
  }
}
