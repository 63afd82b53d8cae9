package org.ecglens.executor;

import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;
import org.ecglens.error.UserException;
import org.ecglens.net.EngineSettings;
import org.ecglens.plan.Processor;

/** Where a task's network runs. */
public final class Device {
  private static final String CPU = "cpu";
  private static final String GPU = "gpu";

  private Device() {}

  /**
   * The device of the running task.
   *
   * @param wanted what networks are to run on
   * @throws UserException if a graphics card is wanted, and Spark assigned none or the engine is
   *     not built for one
   */
  public static String ofTask(Processor wanted) {
    if (wanted == Processor.CPU) {
      return CPU;
    }
    TaskContext task = TaskContext.get();
    ResourceInformation gpu = task == null ? null : task.resourcesJMap().get(GPU);
    if (gpu == null || gpu.addresses().length == 0) {
      throw new UserException(
          "--device gpu: Spark has assigned no GPU to the task. Set"
              + " spark.executor.resource.gpu.amount,"
              + " spark.executor.resource.gpu.discoveryScript and spark.task.resource.gpu.amount"
              + " (see conf/spark-gpu.conf), or use --device cpu.");
    }
    if (!EngineSettings.computesOnGraphicsCards()) {
      throw new UserException(
          "--device gpu: the engine in this jar computes on processors only. Build the jar with"
              + " mvn -Pgpu, or give every node PyTorch's libraries for CUDA (docs/operations.md); or leave"
              + " out --gpu.");
    }
    return GPU + gpu.addresses()[0];
  }
}
