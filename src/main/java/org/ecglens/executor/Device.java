package org.ecglens.executor;

import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;
import org.ecglens.error.UserException;
import org.ecglens.net.CudaLibraries;
import org.ecglens.plan.Processor;

/** Where a task's network runs. */
public final class Device {
  private static final String CPU = "cpu";
  private static final String GPU = "gpu";
  private static final String TASK_AMOUNT = "spark.task.resource.gpu.amount";

  private Device() {}

  /**
   * Makes sure, before any work, that tasks will have what is wanted.
   *
   * @param wanted what networks are to run on
   * @param conf of the application
   * @throws UserException if a graphics card is wanted, and Spark is not told to assign any or the
   *     executors have no libraries for it
   */
  public static void check(Processor wanted, SparkConf conf) {
    if (wanted == Processor.CPU) {
      return;
    }
    if (!conf.contains(TASK_AMOUNT)) {
      throw unassigned("Spark is not told to assign GPUs to tasks.");
    }
    if (!conf.contains("spark.executorEnv." + CudaLibraries.PATH)) {
      CudaLibraries.check();
    }
  }

  /**
   * The device of the running task.
   *
   * @param wanted what networks are to run on
   * @throws UserException if a graphics card is wanted, and Spark assigned none or there are no
   *     libraries for it
   */
  public static String ofTask(Processor wanted) {
    if (wanted == Processor.CPU) {
      return CPU;
    }
    TaskContext task = TaskContext.get();
    ResourceInformation gpu = task == null ? null : task.resourcesJMap().get(GPU);
    if (gpu == null || gpu.addresses().length == 0) {
      throw unassigned("Spark has assigned no GPU to the task.");
    }
    CudaLibraries.check();
    return GPU + gpu.addresses()[0];
  }

  private static UserException unassigned(String why) {
    return new UserException(
        "--device gpu: "
            + why
            + " Set spark.executor.resource.gpu.amount,"
            + " spark.executor.resource.gpu.discoveryScript and "
            + TASK_AMOUNT
            + " (see conf/spark-gpu.conf), or use --device cpu.");
  }
}
