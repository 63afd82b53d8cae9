package org.ecglens.io.wfdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.ecglens.error.UserException;
import org.ecglens.io.Reading;
import org.ecglens.io.SignalFiles;

/** Damaged files give a record or a message, and no file outside the folder is asked for. */
class WfdbFuzzTest {
  private static final String[] NUMBERS = {
    "-1", "0", "99999999999", "9223372036854775807", "1e308", "65536", "../x", "/x", "~"
  };

  /** A folder in memory. */
  private static final class Folder implements SignalFiles {
    private final Map<String, byte[]> files = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    private byte[] file(String name) throws IOException {
      asked.add(name);
      byte[] bytes = files.get(name);
      if (bytes == null) {
        throw new FileNotFoundException(name);
      }
      return bytes;
    }

    @Override
    public long length(String name) throws IOException {
      return file(name).length;
    }

    @Override
    public InputStream open(String name) throws IOException {
      return new ByteArrayInputStream(file(name));
    }

    @Override
    public String path(String name) {
      return "folder/" + name;
    }
  }

  private static Folder sound() throws IOException {
    Folder folder = new Folder();
    folder.files.put("s.dat", new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
    for (int bits : new int[] {8, 16, 24}) {
      try (InputStream in = WfdbFuzzTest.class.getResourceAsStream("/wfdb/flac-" + bits + ".dat")) {
        folder.files.put("f" + bits + ".dat", in.readAllBytes());
      }
    }
    text(folder, "l.hea", "l 2 100 0\n~ 0x2 10/mV 8 0 0 0 0 I\n~ 0 10/mV 8 0 0 0 0 II\n");
    text(
        folder,
        "s.hea",
        "s 2 100 4\ns.dat 80x2:1+1 10(3)/mV 8 0 0 5 0 I\ns.dat 80 5/uV 8 1 0 0 0 II\n");
    text(folder, "p.hea", "p 2 250 3\ns.dat 212+1 10/mV\ns.dat 212 10/mV\n# Age: 3\n");
    text(folder, "q.hea", "q 3 250\ns.dat 310 10/mV\ns.dat 310 10/mV\nf16.dat 516\n");
    text(folder, "f8.hea", "f8 2 250 600\nf8.dat 508 10/mV\nf8.dat 508 10/mV\n");
    text(folder, "f24.hea", "f24 2 250 300\nf24.dat 524x2 10/mV\nf24.dat 524x2 10/mV\n");
    text(folder, "m.hea", "m/4 2 100 7\nl 0\ns 3\n~ 2\nr 2\n");
    text(folder, "r.hea", "r 1 100\ns.dat 311x2 7/mV 8 0 0 5 0 I\n");
    for (String lead : List.of("s.i", "s.ii", "p.i")) {
      folder.files.put(lead, new byte[] {1, (byte) 0x9c, 2, 4, 3, (byte) 0xa0, 0, 0});
    }
    return folder;
  }

  private static void text(Folder folder, String name, String text) {
    folder.files.put(name, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static byte[] damaged(byte[] sound, Random random) {
    byte[] bytes = sound.clone();
    switch (random.nextInt(5)) {
      case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 2 -> {
        for (int i = random.nextInt(8); i >= 0; i--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
      }
      default -> {
        // Another number in a header.
        String[] words = new String(bytes, StandardCharsets.ISO_8859_1).split("(?<=[ \n:x+/(])");
        words[random.nextInt(words.length)] = NUMBERS[random.nextInt(NUMBERS.length)] + " ";
        bytes = String.join("", words).getBytes(StandardCharsets.ISO_8859_1);
      }
    }
    return bytes;
  }

  @Property
  void damagedFilesGiveRecordsOrMessages(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    Folder folder = sound();
    List<String> names = List.copyOf(folder.files.keySet().stream().sorted().toList());
    for (int i = random.nextInt(2); i >= 0; i--) {
      String name = names.get(random.nextInt(names.size()));
      byte[] bytes = folder.files.get(name);
      if (bytes.length > 0) {
        folder.files.put(name, damaged(bytes, random));
      }
    }
    Frames mode = random.nextBoolean() ? Frames.SMOOTHED : Frames.HIGH_RESOLUTION;
    for (String name : names) {
      if (name.endsWith(".hea")) {
        try {
          Reading reading = new WfdbReader(mode).read(folder, name, "a");
          assertThat(reading.ecgs().get(0).samples()).isPositive();
        } catch (UserException e) {
          assertThat(e.getMessage()).contains("folder/");
        }
      }
    }
    assertThat(folder.asked).allMatch(name -> !name.contains("..") && !name.startsWith("/"));
  }
}
