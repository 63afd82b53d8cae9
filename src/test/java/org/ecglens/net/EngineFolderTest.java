package org.ecglens.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.ecglens.error.UserException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineFolderTest {
  @TempDir private Path folder;

  @Test
  void aNewFolderIsForItsOwnerAlone() throws Exception {
    Path made = folder.resolve("a/b");
    EngineFolder.checked(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwx------");
    EngineFolder.checked(made);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwx---", "rwx----w-", "rwxrwxrwx"})
  void whereOthersCanWriteNothingIsLoaded(String rights) throws Exception {
    Path shared = Files.createDirectory(folder.resolve("shared"));
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString(rights));
    assertThatThrownBy(() -> EngineFolder.checked(shared))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll(shared.toString(), rights, "ENGINE_CACHE_DIR");
  }

  @Test
  void whatIsReadableForOthersMayBeUsed() throws Exception {
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    EngineFolder.checked(open);
  }

  @Test
  void aFolderOfSomebodyElseIsRefused() throws Exception {
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.setOwner(
        other,
        other.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    assertThatThrownBy(() -> EngineFolder.checked(other))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("belongs to nobody");
  }
}
