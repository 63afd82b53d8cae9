package org.ecglens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.hadoop.conf.Configuration;
import org.ecglens.error.UserException;
import org.ecglens.io.Mutations;
import org.ecglens.job.option.ProtocolFile;
import org.ecglens.review.QuestionFile;
import org.ecglens.run.storage.InputText;

/** YAML of anyone, for jobs, protocols and questions: it is read, or refused by the file's name. */
class JobFileFuzzTest {
  /** Anchors that multiply, tags that name classes, keys that are no texts, and what YAML makes. */
  private static final List<String> PIECES =
      List.of(
          "a: &a [x, x, x, x, x, x, x, x, x]",
          "b: &b [*a, *a, *a, *a, *a, *a, *a, *a]",
          "c: &c [*b, *b, *b, *b, *b, *b, *b, *b]",
          "d: *nowhere",
          "!!javax.script.ScriptEngineManager [x]",
          "? [1, 2]",
          "? {a: b}",
          "- a",
          "<<: *a",
          "methods: !!binary AAAA",
          "methods: !!float x",
          "job: 1",
          "conf: [1]",
          "conf: {spark.a: {b: c}}",
          "records: 0x7fffffffffffffff",
          "records: 1e999",
          "records: ~",
          "%YAML 1.1",
          "---",
          "...",
          "{".repeat(200),
          "\t",
          "a: |",
          "  b: 'c",
          "\"\\ud800\": x");

  private static List<byte[]> files;
  private static Path file;

  @BeforeContainer
  static void open() throws IOException {
    List<byte[]> read = new ArrayList<>();
    try (Stream<Path> jobs = Files.list(Path.of("jobs"))) {
      for (Path job : jobs.filter(path -> path.toString().endsWith(".yaml")).sorted().toList()) {
        read.add(Files.readAllBytes(job));
      }
    }
    read.add(Files.readAllBytes(Path.of("conf/protocol.yaml")));
    read.add(Files.readAllBytes(Path.of("src/main/resources/org/ecglens/review/questions.yaml")));
    files = List.copyOf(read);
    file = Files.createTempFile("fuzzed", ".yaml");
  }

  @AfterContainer
  static void close() throws IOException {
    Files.delete(file);
  }

  @Property
  void damagedFilesAreReadOrRefused(@ForAll long seed) throws IOException {
    readOrRefused(Mutations.mutate(files.get(new Random(seed).nextInt(files.size())), seed));
  }

  @Property
  void madeUpFilesAreReadOrRefused(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] start = files.get(random.nextInt(files.size()));
    List<String> lines =
        new ArrayList<>(new String(start, StandardCharsets.UTF_8).lines().toList());
    for (int changes = 1 + random.nextInt(5); changes > 0; changes--) {
      int place = random.nextInt(lines.size() + 1);
      if (random.nextInt(4) == 0 && place < lines.size()) {
        lines.remove(place);
      } else {
        lines.add(place, PIECES.get(random.nextInt(PIECES.size())));
      }
    }
    readOrRefused(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  private static void readOrRefused(byte[] content) throws IOException {
    Files.write(file, content);
    for (Reader reader :
        List.<Reader>of(
            JobFile::read,
            path -> ProtocolFile.read(path.toString()),
            path ->
                QuestionFile.read(
                    "--questions " + path,
                    InputText.read("--questions", path.toString(), new Configuration())))) {
      try {
        assertThat(reader.read(file)).isNotNull();
      } catch (UserException e) {
        assertThat(e).hasMessageContaining(file.toString());
      }
    }
  }

  private interface Reader {
    Object read(Path file);
  }
}
