package org.ecglens.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class MemoryShortageTest {
  /** More than the address space of a process. */
  @Test
  void theEngineIsUnderstoodWhenMemoryIsShort() {
    EngineSettings.beforeLoading();
    try (NDManager memory = NDManager.newBaseManager(null, "PyTorch")) {
      EngineException thrown =
          catchThrowableOfType(EngineException.class, () -> memory.zeros(new Shape(1L << 46)));
      assertThat(MemoryShortage.caused(thrown)).isTrue();
    }
  }

  @Test
  void otherFailuresAreOthers() {
    EngineSettings.beforeLoading();
    try (NDManager memory = NDManager.newBaseManager(null, "PyTorch")) {
      EngineException thrown =
          catchThrowableOfType(
              EngineException.class,
              () -> memory.ones(new Shape(2, 3)).matMul(memory.ones(new Shape(2, 3))));
      assertThat(MemoryShortage.caused(thrown)).isFalse();
    }
  }
}
