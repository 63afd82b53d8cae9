package org.ecglens.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResidentMemoryTest {
  @TempDir Path process;

  @Test
  void thePeakIsTheHighWaterMarkInBytes() throws Exception {
    Files.writeString(process.resolve("clear_refs"), "");
    Files.writeString(
        process.resolve("status"), "Name:\tjava\nVmHWM:\t  123456 kB\nVmRSS:\t 1000 kB\n");
    ResidentMemory memory = new ResidentMemory(process);
    assertThat(memory.peak()).isNull();
    memory.begin();
    assertThat(process.resolve("clear_refs")).hasContent("5");
    assertThat(memory.peak()).isEqualTo(123456L * 1024);
  }

  @Test
  void thereIsNoneWhereTheSystemDoesNotTell() throws Exception {
    ResidentMemory memory = new ResidentMemory(process);
    // No way to begin: the mark would be that of all that the process ever did.
    Files.writeString(process.resolve("status"), "VmHWM:\t  123456 kB\n");
    memory.begin();
    assertThat(memory.peak()).isNull();
    assertThat(process.resolve("clear_refs")).doesNotExist();
    Files.writeString(process.resolve("clear_refs"), "");
    Files.writeString(process.resolve("status"), "Name:\tjava\n");
    memory.begin();
    assertThat(memory.peak()).isNull();
    Files.writeString(process.resolve("status"), "VmHWM:\tmuch\n");
    assertThat(memory.peak()).isNull();
    Files.delete(process.resolve("status"));
    assertThat(memory.peak()).isNull();
  }
}
