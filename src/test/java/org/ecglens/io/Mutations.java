package org.ecglens.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.ecglens.UserException;

/** Files damaged at random, for readers to refuse. */
public final class Mutations {
  private Mutations() {}

  /** One file in memory; every other name is missing, and must be one that stays in the folder. */
  @SuppressWarnings("ArrayRecordComponent")
  private record OneFile(String name, byte[] content) implements SignalFiles {
    @Override
    public long length(String asked) throws IOException {
      return content(asked).length;
    }

    @Override
    public InputStream open(String asked) throws IOException {
      return new ByteArrayInputStream(content(asked));
    }

    @Override
    public String path(String asked) {
      return "folder/" + asked;
    }

    private byte[] content(String asked) throws IOException {
      assertThat(RecordPath.inside("test", asked)).isEqualTo(asked);
      if (!asked.equals(name)) {
        throw new FileNotFoundException(asked);
      }
      return content;
    }
  }

  /** A copy with up to eight bytes changed, sometimes cut, sometimes with a piece doubled. */
  public static byte[] mutate(byte[] original, long seed) {
    Random random = new Random(seed);
    byte[] bytes = original.clone();
    for (int i = random.nextInt(8); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    if (random.nextInt(4) == 0) {
      bytes = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
    }
    return bytes;
  }

  /** The reader gives a reading or refuses in its own words, whatever is in the file. */
  public static void readsOrRefuses(EcgReader reader, String name, byte[] content)
      throws IOException {
    OneFile file = new OneFile(name, content);
    byte[] start =
        java.util.Arrays.copyOf(content, Math.min(content.length, EcgReader.START_BYTES));
    boolean unused = reader.accepts(start);
    try {
      assertThat(reader.read(file, name, "record").ecgs()).isNotEmpty();
    } catch (UserException e) {
      assertThat(e).hasMessageContaining("folder/");
    }
  }
}
