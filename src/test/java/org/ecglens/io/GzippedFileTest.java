package org.ecglens.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.ecglens.ecg.Ecg;
import org.ecglens.error.UserException;
import org.ecglens.io.csv.CsvReader;
import org.ecglens.testing.MemoryFile;
import org.junit.jupiter.api.Test;

class GzippedFileTest {
  private static final byte[] TABLE =
      "time_ms,I (mV)\n0,1\n2,3\n4,5\n".getBytes(StandardCharsets.UTF_8);

  private static byte[] packed(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  private static GzippedFile file(byte[] content) {
    return new GzippedFile(new MemoryFile("t.csv.gz", content), "t.csv.gz", "t.csv");
  }

  private static Ecg read(byte[] content) throws IOException {
    return new CsvReader(Assumptions.NONE).read(file(content), "t.csv", "t").ecgs().get(0);
  }

  @Test
  void contentDecides() throws IOException {
    for (byte[] content : new byte[][] {packed(TABLE), TABLE}) {
      assertThat(read(content).signal()).containsExactly(1000, 3000, 5000);
      assertThat(read(content).sampleRateHz()).isEqualTo(500);
      assertThat(file(content).length("t.csv")).isEqualTo(TABLE.length);
      assertThat(file(content).path("t.csv")).isEqualTo("t.csv.gz");
    }
  }

  /** As {@code cat a.gz b.gz} makes them. */
  @Test
  void severalMembersAreOneFile() throws IOException {
    byte[] first = packed(Arrays.copyOf(TABLE, 20));
    byte[] second = packed(Arrays.copyOfRange(TABLE, 20, TABLE.length));
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    assertThat(read(both).samples()).isEqualTo(3);
  }

  @Test
  void namesLoseTheirEnding() {
    assertThat(GzippedFile.inside("a/b.csv.GZ")).isEqualTo("a/b.csv");
    assertThat(GzippedFile.inside("a/b.csv")).isEqualTo("a/b.csv");
    assertThat(GzippedFile.inside(".gz")).isEqualTo(".gz");
    assertThat(GzippedFile.inside("a/.gz")).isEqualTo("a/.gz");
  }

  @Test
  void damageIsRefusedInWords() throws IOException {
    byte[] content = packed(TABLE);
    byte[] damaged = content.clone();
    damaged[content.length / 2] ^= 0x55;
    for (byte[] wrong :
        new byte[][] {
          damaged, Arrays.copyOf(content, content.length - 9), Arrays.copyOf(content, 4)
        }) {
      assertThatThrownBy(() -> read(wrong))
          .isInstanceOf(UserException.class)
          .hasMessageStartingWith("t.csv.gz: the compressed data is damaged or cut");
    }
  }

  /** A million bytes that stand for more than a thousand million. */
  @Test
  void bombsAreBounded() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] zeros = new byte[1 << 20];
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      for (int i = 0; i < 1025; i++) {
        gzip.write(zeros);
      }
    }
    assertThatThrownBy(
            () -> {
              try (InputStream in = file(out.toByteArray()).open("t.csv")) {
                in.transferTo(OutputStream.nullOutputStream());
              }
            })
        .isInstanceOf(UserException.class)
        .hasMessageContaining("unpacked, the file has more than 1024 MiB");
    assertThatThrownBy(() -> read(out.toByteArray())).isInstanceOf(UserException.class);
  }

  /** It is unpacked to be measured and to be held, and never again. */
  @Test
  void anyPlaceIsReadFromMemory() throws IOException {
    AtomicInteger opened = new AtomicInteger();
    MemoryFile stored = new MemoryFile("t.csv.gz", packed(TABLE));
    SignalFiles counting =
        new SignalFiles() {
          @Override
          public long length(String name) throws IOException {
            return stored.length(name);
          }

          @Override
          public InputStream open(String name) throws IOException {
            opened.incrementAndGet();
            return stored.open(name);
          }

          @Override
          public String path(String name) {
            return stored.path(name);
          }
        };
    try (StoredBytes bytes = new GzippedFile(counting, "t.csv.gz", "t.csv").bytes("t.csv")) {
      assertThat(bytes.length()).isEqualTo(TABLE.length);
      byte[] two = new byte[3];
      for (int at = TABLE.length - 2; at >= 0; at--) {
        bytes.read(at, two, 1, 2);
        assertThat(two).containsExactly(0, TABLE[at], TABLE[at + 1]);
      }
      assertThatThrownBy(() -> bytes.read(TABLE.length - 1, two, 0, 2))
          .isInstanceOf(EOFException.class);
    }
    assertThat(opened.get()).isEqualTo(2);
    try (StoredBytes plain = file(TABLE).bytes("t.csv")) {
      assertThat(plain.length()).isEqualTo(TABLE.length);
    }
  }

  @Test
  void whatIsTooLargeForMemoryMustBeUnpacked() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] zeros = new byte[1 << 20];
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      for (int i = 0; i < GzippedFile.MOST_IN_MEMORY >> 20; i++) {
        gzip.write(zeros);
      }
      gzip.write(0);
    }
    GzippedFile file = file(out.toByteArray());
    assertThatThrownBy(() -> file.bytes("t.csv"))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("t.csv.gz", "more than 256 MiB", "gunzip");
  }

  @Property
  void anyDamageIsRefusedOrRead(@ForAll long seed) throws IOException {
    byte[] damaged = Mutations.mutate(packed(TABLE), seed);
    try {
      assertThat(read(damaged).leads()).isNotEmpty();
    } catch (UserException e) {
      assertThat(e).hasMessageContaining("t.csv.gz");
    }
  }
}
