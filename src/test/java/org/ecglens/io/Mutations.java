package org.ecglens.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.ecglens.error.UserException;
import org.ecglens.testing.MemoryFile;

/** Files damaged at random, for readers to refuse. */
public final class Mutations {
  private static final Pattern NUMBER = Pattern.compile("(?<=[\">])-?\\d+(?:\\.\\d+)?(?=[\"<])");

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

  /** A document in many versions, in each of which one number cannot be right. */
  public static List<byte[]> withImpossibleNumbers(String document) {
    List<byte[]> versions = new ArrayList<>();
    for (MatchResult number : NUMBER.matcher(document).results().toList()) {
      for (String other : List.of("-1", "0", "1e-300", "1e300", "-2147483648", "NaN", "")) {
        versions.add(
            (document.substring(0, number.start()) + other + document.substring(number.end()))
                .getBytes(StandardCharsets.UTF_8));
      }
    }
    return versions;
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
            public void note(Notice notice) {
              assertThat(notice.detail()).isNotEmpty();
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
