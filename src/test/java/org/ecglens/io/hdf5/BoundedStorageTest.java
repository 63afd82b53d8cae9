package org.ecglens.io.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.Superblock;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ecglens.testing.MemoryFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundedStorageTest {
  private static final int HEADER = 200;

  private static BoundedStorage storage(byte[] content) throws IOException {
    return new BoundedStorage(
        new MemoryFile("x", content).bytes("x"), new Superblock.SuperblockV2V3(0, 0));
  }

  /** How many entries h5py wrote is known from python/hdf5/make.py. */
  @ParameterizedTest
  @CsvSource({
    "chunks-v110.h5, FAHD, 8, 9",
    "chunks-v110.h5, EAHD, 44, 3",
    "chunks-v110.h5, BTHD, 26, 3",
    "dense.h5, BTHD, 26, 10"
  })
  void countsThatTheFileCannotHoldAreNotBelieved(
      String file, String signature, int position, long entries) throws IOException {
    byte[] content = Files.readAllBytes(Path.of("src/test/resources/hdf5", file));
    int header = new String(content, StandardCharsets.ISO_8859_1).indexOf(signature);
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(bytes.getLong(header + position)).isEqualTo(entries);
    assertThatCode(() -> storage(content).map(header, HEADER)).doesNotThrowAnyException();
    for (long claimed : new long[] {content.length, 1L << 31, -1}) {
      bytes.putLong(header + position, claimed);
      assertThatThrownBy(() -> storage(content).map(header, HEADER))
          .isInstanceOf(HdfException.class)
          .hasMessageContaining("claims more entries");
    }
  }

  @Test
  void fractalHeapsHaveNoMoreBlocksThanTheFileHasRoomFor() throws IOException {
    byte[] content = Files.readAllBytes(Path.of("src/test/resources/hdf5/dense.h5"));
    int header = new String(content, StandardCharsets.ISO_8859_1).indexOf("FRHP");
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    // HDF5 makes tables of four blocks in a row; the small heap has its one block without a table.
    assertThat(bytes.getShort(header + 110)).isEqualTo((short) 4);
    assertThat(bytes.getShort(header + 140)).isZero();
    assertThatCode(() -> storage(content).map(header, HEADER)).doesNotThrowAnyException();
    bytes.putShort(header + 140, (short) -1);
    assertThatThrownBy(() -> storage(content).map(header, HEADER))
        .hasMessageContaining("claims more entries");
  }

  @Test
  void readsStayInTheFile() throws IOException {
    BoundedStorage storage = storage(new byte[100]);
    assertThat(storage.map(90, 10).remaining()).isEqualTo(10);
    for (long[] part :
        new long[][] {{91, 10}, {-1, 1}, {0, -1}, {Long.MAX_VALUE, 1}, {1, Long.MAX_VALUE}}) {
      assertThatThrownBy(() -> storage.map(part[0], part[1]))
          .isInstanceOf(HdfException.class)
          .hasMessageContaining("outside the file");
    }
  }

  @Test
  void readingAgainAndAgainEnds() throws IOException {
    BoundedStorage storage = storage(new byte[1 << 20]);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1_000_000; i++) {
                storage.map(0, 1);
              }
            })
        .isInstanceOf(HdfException.class)
        .hasMessageContaining("in a circle");
    storage.allow(1 << 20, 1);
    assertThat(storage.map(0, 1 << 20).remaining()).isEqualTo(1 << 20);
  }
}
