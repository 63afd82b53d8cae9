package org.ecglens.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecglens.error.Causes;
import org.ecglens.error.UserException;

/**
 * A failure of what ecglens runs on: disks, memory, executors, network, graphics cards. Spark hands
 * most of them on as text.
 *
 * @param what failed
 * @param remedy what to do about it
 * @param detail the sentence of the system that gave it away, on one line
 */
record MachineFailure(String what, String remedy, String detail) {
  private static final int LONGEST_DETAIL = 300;

  private static final String PERMISSION = "a file may not be read or written";

  private record Kind(Pattern sign, String what, String remedy) {}

  private static Kind kind(String sign, String what, String remedy) {
    return new Kind(
        Pattern.compile("[^\\r\\n]*(?:" + sign + ")[^\\r\\n]*", Pattern.CASE_INSENSITIVE),
        what,
        remedy);
  }

  /** The first that fits: a full disk also loses executors, and a lost executor connections. */
  private static final List<Kind> KINDS =
      List.of(
          kind(
              "holds this run no longer",
              "the folder of the run was removed or replaced while it ran",
              "Leave it alone until the command has ended."),
          kind(
              "File too large|File size limit exceeded",
              "a file became larger than the system allows",
              "Raise the limit (ulimit -f), or choose a smaller --shard-size."),
          kind(
              "No space left on device|Disk quota exceeded|There is not enough space on the disk",
              "a disk is full",
              "Free some space, or name other disks: --out for results, --conf spark.local.dir=DIR"
                  + " for what Spark sets down in between."),
          kind(
              "Read-only file system|Input/output error|Stale file handle|Transport endpoint is not",
              "a disk or a network drive cannot be used",
              "Look after the storage of the machine."),
          kind(
              "CUDA out of memory|CUDNN_STATUS_ALLOC_FAILED",
              "a graphics card has too little memory",
              "Choose a smaller --micro-batch, or fewer tasks for each card."),
          kind(
              "CUDA error|CUDA driver|No CUDA|cudnn error|NVML",
              "a graphics card cannot be used",
              "Look whether nvidia-smi works on every node and the driver fits the engine; without"
                  + " --gpu the processors compute."),
          kind(
              "INVALID_(?:DRIVER|EXECUTOR)_MEMORY|(?:System|Executor) memory \\d+ must be at least",
              "Spark has too little memory to begin with",
              "Raise --driver-memory or --executor-memory."),
          kind(
              "bigger than spark\\.driver\\.maxResultSize",
              "the driver was sent more than it may hold",
              "Raise --conf spark.driver.maxResultSize and --driver-memory."),
          kind(
              "cannot open shared object file|UnsatisfiedLinkError|GLIBC_\\S+' not found",
              "a library of the system is missing",
              "Install it on every node, or use the image that the project describes."),
          kind(
              "OOMKilled|exit (?:code|status)[: ]+(?:137|143)|exceeding (?:memory|physical memory)"
                  + " limits|beyond the 'PHYSICAL' memory limit",
              "an executor was ended because it took more memory than it may",
              "Raise --conf spark.executor.memoryOverhead=… (the network lies outside the heap), or"
                  + " choose a smaller --micro-batch or fewer --executor-cores."),
          kind(
              "OutOfMemoryError|Java heap space|GC overhead limit|Cannot allocate memory|not enough"
                  + " memory: you tried to allocate|Native memory allocation",
              "the memory is full",
              "Raise --executor-memory or, if the driver says so, --driver-memory; or choose a"
                  + " smaller --micro-batch or --shard-size."),
          kind(
              "ExecutorLostFailure|Executor heartbeat timed out|Lost executor|executor lost|Worker"
                  + " lost|FetchFailed|MetadataFetchFailed",
              "executors were lost",
              "Look into the log of the cluster for why they ended; --conf spark.task.maxFailures=N"
                  + " lets tasks be tried more often."),
          kind(
              "SparkContext was shut ?down|SparkContext has been shutdown|Cannot call methods on a"
                  + " stopped SparkContext|cancelled as part of cancellation of all jobs",
              "Spark was stopped",
              "Somebody or the cluster ended the application."),
          kind(
              "All masters are unresponsive|Master removed our application|Initial job has not"
                  + " accepted any resources",
              "the cluster gives no executors",
              "Look whether --master is right and its workers live."),
          kind(
              "Connection refused|Connection reset|ConnectException|NoRouteToHost|UnknownHost|connect"
                  + " timed out|Connection timed out|SocketTimeout|RpcTimeout|Futures timed out",
              "a machine cannot be reached",
              "Look whether its name, its address and the network are right; --conf"
                  + " spark.driver.host=ADDRESS names that of the driver."),
          kind(
              "Permission denied|AccessControlException|AccessDeniedException",
              PERMISSION,
              "Give the user whom the work runs as its rights on every node, or name another folder."),
          kind(
              "Too many open files|unable to create (?:new )?native thread|Resource temporarily"
                  + " unavailable",
              "a limit of the system is reached",
              "Raise it (ulimit -n, ulimit -u)."));

  /** What Spark says around the failure of a task; the machine where it ran is worth a word. */
  private static final Pattern TASK =
      Pattern.compile(".*\\(TID \\d+\\) \\((\\S+) executor (\\S+?)\\): ");

  /** Names of exceptions say nothing that their text does not. */
  private static final Pattern EXCEPTION = Pattern.compile("^(?:[\\w$]+\\.)+[\\w$]+: ");

  /**
   * What failed, if what somebody took for a mistake of the user has its cause in the machine: a
   * file could not be read since nobody answered. Missing rights are the user's.
   */
  static Optional<MachineFailure> behind(Throwable failure) {
    return failure instanceof UserException && failure.getCause() instanceof IOException
        ? of(failure.getCause()).filter(machine -> !machine.what().equals(PERMISSION))
        : Optional.empty();
  }

  /** What failed, if a failure is one of the machine. */
  static Optional<MachineFailure> of(Throwable failure) {
    String text = Causes.text(failure);
    for (Kind kind : KINDS) {
      Matcher matcher = kind.sign().matcher(text);
      if (matcher.find()) {
        return Optional.of(
            new MachineFailure(kind.what(), kind.remedy(), detail(matcher.group().strip())));
      }
    }
    return Optional.empty();
  }

  private static String detail(String line) {
    Matcher task = TASK.matcher(line);
    boolean ofTask = task.lookingAt();
    String detail = ofTask ? line.substring(task.end()) : line;
    for (Matcher name = EXCEPTION.matcher(detail); name.lookingAt(); name.reset(detail)) {
      detail = detail.substring(name.end());
    }
    if (detail.length() > LONGEST_DETAIL) {
      detail = detail.substring(0, LONGEST_DETAIL) + "…";
    }
    return ofTask && !"driver".equals(task.group(2))
        ? detail + "; executor " + task.group(2) + " on " + task.group(1)
        : detail;
  }

  /**
   * For the terminal.
   *
   * @param done what the run had finished, if it is known
   */
  String message(Optional<String> done) {
    return what
        + " ("
        + detail
        + "). "
        + remedy
        + done.map(words -> " " + Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".")
            .orElse("")
        + " The same command goes on.";
  }
}
