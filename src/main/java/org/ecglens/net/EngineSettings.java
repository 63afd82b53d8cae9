package org.ecglens.net;

import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Settings of the native engine. What the engine reads once is set before it is loaded; what it
 * keeps per thread is set on each thread that computes.
 */
public final class EngineSettings {
  private static final ThreadLocal<Boolean> PREPARED = ThreadLocal.withInitial(() -> false);

  private static boolean folderReady;

  private EngineSettings() {}

  private static synchronized void prepareFolder() {
    if (!folderReady) {
      EngineFolder.prepare();
      folderReady = true;
    }
  }

  /**
   * Before the first use in a JVM: no downloads, no tracking, one thread per task, and native
   * libraries from a folder that nobody else can write.
   */
  public static void beforeLoading() {
    prepareFolder();
    setIfAbsent("ai.djl.offline", "true");
    setIfAbsent("OPT_OUT_TRACKING", "true");
    setIfAbsent("ai.djl.pytorch.num_threads", "1");
    setIfAbsent("ai.djl.pytorch.num_interop_threads", "1");
  }

  /**
   * Threads of one computation, for JVMs whose tasks have several cores each; the first call, and a
   * setting from outside before all, decide.
   */
  public static void threads(int threads) {
    setIfAbsent("ai.djl.pytorch.num_threads", Integer.toString(threads));
  }

  /** On the thread that computes: the engine records gradients by default and uses all cores. */
  public static void onThisThread() {
    if (!PREPARED.get()) {
      JniUtils.setGradMode(false);
      JniUtils.setNumThreads(Integer.getInteger("ai.djl.pytorch.num_threads", 1));
      PREPARED.set(true);
    }
  }

  /** Whether the engine's native libraries are those for CUDA; loads them. */
  public static boolean computesOnGraphicsCards() {
    beforeLoading();
    return Engine.getEngine("PyTorch").hasCapability(StandardCapabilities.CUDA);
  }

  private static void setIfAbsent(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}
