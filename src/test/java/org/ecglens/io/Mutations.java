package org.ecglens.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.ecglens.error.UserException;
import org.ecglens.testing.MemoryFile;

/** Files damaged at random, for readers to refuse. */
public final class Mutations {
  private Mutations() {}

  /** A copy with up to eight bytes changed, sometimes cut. */
  public static byte[] mutate(byte[] original, long seed) {
    return mutate(original, seed, original.length);
  }

  /** As {@link #mutate(byte[], long)}, bytes being changed in the first part of the file only. */
  public static byte[] mutate(byte[] original, long seed, int part) {
    Random random = new Random(seed);
    byte[] bytes = original.clone();
    for (int i = random.nextInt(8); i >= 0; i--) {
      bytes[random.nextInt(Math.min(part, bytes.length))] = (byte) random.nextInt(256);
    }
    if (random.nextInt(4) == 0) {
      bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
    }
    return bytes;
  }

  /** The reader gives a reading or refuses in its own words, whatever is in the file. */
  public static void readsOrRefuses(EcgReader reader, String name, byte[] content)
      throws IOException {
    String path = "folder/" + name;
    byte[] start = Arrays.copyOf(content, Math.min(content.length, EcgReader.START_BYTES));
    boolean unused = reader.accepts(start);
    try {
      reader.readAll(
          new MemoryFile(path, content),
          path,
          "record",
          FilePart.WHOLE,
          new Recordings() {
            @Override
            public void add(Reading reading) {
              assertThat(reading.ecgs()).isNotEmpty();
            }

            @Override
            public void refuse(String recordId, UserException failure) {
              assertThat(recordId).startsWith("record");
            }
          });
    } catch (UserException e) {
      assertThat(e).hasMessageContaining("folder/");
    }
  }
}
