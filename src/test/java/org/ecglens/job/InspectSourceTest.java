package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ecglens.error.UserException;
import org.ecglens.testing.Commands;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of files that were not ingested yet. */
@Tag("slow")
class InspectSourceTest {
  @TempDir private Path input;

  @BeforeEach
  void makeFiles() throws IOException {
    write("a.csv", "II,Patient\n100,2\n-300,4\n200,5\n");
    write("b.csv", "time_ms,II (uV),V1 (uV)\n0,1,-1\n4,300,NaN\n8,4,NaN\n");
    write("c.hea", "c 1\nc.dat 16\n# subject id: MRN8675309\n");
    write("c.dat", "\1\0\2\0\3\0");
    write(
        "d/MRN8675309.hea",
        "MRN8675309 1 500 3\nMRN8675309.dat 16 1/uV\n# subject id: MRN8675309\n");
    write("d/MRN8675309.dat", "\1\0\2\0\3\0");
    write("Doe^Jane/e.csv", "not a number\n1\n");
    write("f.nc", "CDF\1 and so on");
    write("README.md", "nothing");
  }

  private void write(String name, String text) throws IOException {
    Path file = input.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.ISO_8859_1);
  }

  private List<String> inspect(String... more) throws Exception {
    return Commands.run(
            new InspectJob(),
            Stream.concat(Stream.of("--input=" + input), Stream.of(more)).toArray(String[]::new))
        .lines()
        .stream()
        .map(line -> line.strip().replaceAll(" +", " "))
        .toList();
  }

  @Test
  void itSaysWhatIsThereAndWhatIngestWouldDo() throws Exception {
    List<String> lines = inspect();
    assertThat(lines)
        .contains("Formats csv 3, wfdb 2", "Records 4 can be read")
        .anyMatch(line -> line.startsWith("Files 9 below "))
        .contains("1 read/foreign", "1 read/no-recording")
        .contains(
            "Units from the files or an option 2, the format's convention 1, assumed 1",
            "Rates from the files or an option 2, the format's convention 1, assumed 1")
        .contains("Subjects 1 (known for 2 of 4 records)")
        .contains("1 left-out", "1 person-in-path", "1 convention-rate", "1 assumed-unit")
        .anyMatch(line -> line.startsWith("Names in paths 1 with"))
        .contains(
            "ingest would write 4 records, with notices of 6 kinds, and leave out 2 files or records");
    assertThat(String.join("\n", lines)).contains("seems to be NetCDF");
    assertThat(input.resolve("records")).doesNotExist();
  }

  @Test
  void strictKindsAreLeftOut() throws Exception {
    assertThat(inspect("--strict=assumed-unit,person-in-path"))
        .contains("Records 2 can be read", "1 read/assumed-unit", "1 read/person-in-path");
  }

  @Test
  void eitherFilesOrATable() {
    assertThatThrownBy(() -> Commands.run(new InspectJob()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("either --records");
    assertThatThrownBy(() -> inspect("--id=a"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--id");
  }
}
