package org.ecglens.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ecglens.error.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CudaLibrariesTest {
  @TempDir private Path folder;

  @Test
  void aJarForProcessorsSaysHowCardsAreUsed() {
    assertThat(CudaLibraries.inJar()).isFalse();
    assertThatThrownBy(() -> CudaLibraries.check(null))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll(
            "processors only",
            "PyTorch 2.7.1",
            "spark.executorEnv.PYTORCH_LIBRARY_PATH",
            "mvn -Pgpu",
            "--device cpu");
  }

  @Test
  void theEnginesOwnPartForThemIsInEveryJar() {
    assertThat(
            CudaLibraries.class
                .getClassLoader()
                .getResource("jnilib/linux-x86_64/" + CudaLibraries.FLAVOR + "/libdjl_torch.so"))
        .isNotNull();
  }

  @Test
  void aFolderMustHoldThemInTheEnginesVersion() throws IOException {
    Path torch = Files.createDirectory(folder.resolve("torch"));
    Path lib = torch.resolve("lib");
    refused(lib, "no libtorch.so");
    Files.createDirectory(lib);
    Files.createFile(lib.resolve("libtorch.so"));
    refused(lib, "no libtorch_cuda.so");
    Files.createFile(lib.resolve("libtorch_cuda.so"));
    CudaLibraries.check(lib.toString());
    Files.writeString(torch.resolve("version.py"), "__version__ = '2.6.0+cu124'\n");
    refused(lib, "is PyTorch 2.6.0");
    Files.writeString(torch.resolve("version.py"), "__version__ = '2.7.1+cu126'\n");
    CudaLibraries.check(lib.toString());
    Files.delete(torch.resolve("version.py"));
    Files.writeString(torch.resolve("build-version"), "2.8.0+cu128\n");
    refused(lib, "is PyTorch 2.8.0");
  }

  private static void refused(Path lib, String why) {
    assertThatThrownBy(() -> CudaLibraries.check(lib.toString()))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll(lib.toString(), why);
  }
}
