package org.ecglens.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.ecglens.error.UserException;
import org.ecglens.io.Assumptions;
import org.ecglens.io.SubjectHash;
import org.ecglens.plan.IngestSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceListingTest {
  private static final SubjectHash SUBJECTS =
      new SubjectHash("a secret of the test".getBytes(StandardCharsets.UTF_8));

  @TempDir private Path folder;

  private Path touch(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "r 1\nr.dat 16\n");
  }

  private static SourceListing listing(String include) {
    return new SourceListing(
        Formats.readers(Assumptions.NONE, null),
        false,
        IngestSpec.builder().inputs(List.of("in")).include(include).build().included(),
        SUBJECTS,
        new Configuration(),
        Assumptions.Features.GE_12SL);
  }

  private static List<String> ids(SourceListing listing, Path input) {
    listing.add(input.toString());
    return listing.files().stream().map(SourceFile::recordId).toList();
  }

  @Test
  void takesWhatAPatternLetsThrough() throws IOException {
    touch("in/records100/1.hea");
    touch("in/records500/1.hea");
    assertThat(ids(listing("records500/**"), folder.resolve("in"))).containsExactly("records500/1");
    assertThat(ids(listing("**"), folder.resolve("in")))
        .containsExactly("records100/1", "records500/1");
  }

  /** Whatever a Linux disk allows in a name of a file or a folder. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2020-01-01T10:00:00",
        "file:x",
        "a,b",
        "it's \"quoted\"",
        "line\nbreak",
        "100%25",
        "a#b?c=d&e",
        "[a]{b}*",
        "back\\slash",
        " blank ",
        "größe 心电图",
        "..dots"
      })
  void namesMayHaveAnyCharacter(String name) throws IOException {
    touch("in/" + name + ".hea");
    touch("in/" + name + "/" + name + ".hea");
    Files.writeString(folder.resolve("in/r.dat"), "data");
    SourceListing listing = listing("**");
    assertThat(ids(listing, folder.resolve("in"))).containsExactly(name, name + "/" + name);
    for (SourceFile file : listing.files()) {
      org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.path());
      FileSystem storage = InputStorage.of(path, new Configuration());
      HadoopSignalFiles files =
          new HadoopSignalFiles(
              storage,
              path.getParent(),
              new LinkedFiles(storage, new org.apache.hadoop.fs.Path(file.input())));
      assertThat(files.length(path.getName())).isEqualTo(13);
      try (InputStream in = files.open(path.getName())) {
        assertThat(in.readAllBytes()).hasSize(13);
      }
      assertThat(files.path(path.getName())).endsWith("/in/" + file.recordId() + ".hea");
    }
    assertThat(ids(listing("**"), folder.resolve("in/" + name)))
        .as("as the input")
        .containsExactly(name);
    assertThat(ids(listing("**"), folder.resolve("in/" + name + ".hea"))).containsExactly(name);
  }

  @Test
  void pathsOfTheUserHaveSchemesOnlyBeforeASlash() {
    assertThat(InputStorage.path("2020:01/a.csv").toUri().getScheme()).isNull();
    assertThat(InputStorage.path("a:b").toUri().getPath()).isEqualTo("./a:b");
    assertThat(InputStorage.path("hdfs://host:8020/in").toUri().getAuthority())
        .isEqualTo("host:8020");
    assertThat(InputStorage.path("/in/a:b").toString()).isEqualTo("/in/a:b");
    assertThatThrownBy(() -> InputStorage.path("")).isInstanceOf(UserException.class);
    org.apache.hadoop.fs.Path folder = new org.apache.hadoop.fs.Path("hdfs://host:8020/in");
    assertThat(InputStorage.child(folder, "a:b/c d%.csv").toString())
        .isEqualTo("hdfs://host:8020/in/a:b/c d%.csv");
  }

  @Test
  void loopsOfLinksEnd() throws IOException {
    touch("in/a/1.hea");
    Files.createSymbolicLink(folder.resolve("in/a/again"), folder.resolve("in"));
    Files.createSymbolicLink(folder.resolve("in/a/self"), folder.resolve("in/a"));
    assertThat(ids(listing("**"), folder.resolve("in"))).hasSize(1);
  }

  @Test
  void foldersOutsideTheInputAreNotEntered() throws IOException {
    touch("in/1.hea");
    touch("elsewhere/2.hea");
    Files.createSymbolicLink(folder.resolve("in/out"), folder.resolve("elsewhere"));
    assertThat(ids(listing("**"), folder.resolve("in"))).containsExactly("1");
  }

  @Test
  void filesThatLinkOutOfTheInputAreRefusedWhenOpened() throws IOException {
    touch("in/1.hea");
    Path secret = touch("elsewhere/secret.dat");
    Files.createSymbolicLink(folder.resolve("in/r.dat"), secret);
    org.apache.hadoop.fs.Path root = new org.apache.hadoop.fs.Path(folder.resolve("in").toUri());
    FileSystem storage = root.getFileSystem(new Configuration());
    HadoopSignalFiles files = new HadoopSignalFiles(storage, root, new LinkedFiles(storage, root));
    assertThat(files.length("1.hea")).isPositive();
    assertThatThrownBy(() -> files.open("r.dat"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("leads out of the input");
    assertThatThrownBy(() -> files.length("r.dat")).isInstanceOf(UserException.class);
  }

  @Test
  void collectionsAreKnownByTheirTables() throws IOException {
    touch("in/ptb/records500/00000/00001_hr.hea");
    Files.writeString(
        folder.resolve("in/ptb/ptbxl_database.csv"),
        "ecg_id,patient_id,strat_fold,filename_hr\n1,15709,3,records500/00000/00001_hr\n");
    SourceListing listing = listing("**");
    assertThat(ids(listing, folder.resolve("in"))).containsExactly("ptb/records500/00000/00001_hr");
    SourceFile file = listing.files().get(0);
    assertThat(file.facts().labels()).containsEntry("strat_fold", 3.0);
    assertThat(file.facts().subject()).isEqualTo(SUBJECTS.of("PTB-XL/15709"));
    assertThat(listing.notes())
        .containsExactly("PTB-XL: tables about 1 records in ptb/ptbxl_database.csv");
  }

  @Test
  void rowsOfAnArrayAreNoRecordsOfAFolderOfItsName() throws IOException {
    touch("in/data.npy");
    touch("in/data/0.csv");
    touch("in/data.x/1.csv");
    touch("in/other.npy");
    assertThat(ids(listing("**"), folder.resolve("in")))
        .containsExactlyInAnyOrder("data.npy", "data/0", "data.x/1", "other");
    touch("second/other/0.csv");
    for (List<String> order : List.of(List.of("in", "second"), List.of("second", "in"))) {
      SourceListing listing = listing("**");
      listing.add(folder.resolve(order.get(0)).toString());
      assertThatThrownBy(() -> listing.add(folder.resolve(order.get(1)).toString()))
          .isInstanceOf(UserException.class)
          .hasMessageContainingAll("in/other.npy", "second/other/0.csv");
    }
  }

  @Test
  void oneIdFromTwoInputsIsRefused() throws IOException {
    touch("one/1.hea");
    touch("two/1.hea");
    SourceListing listing = listing("**");
    listing.add(folder.resolve("one").toString());
    assertThatThrownBy(() -> listing.add(folder.resolve("two").toString()))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("record '1'", "one", "two");
  }
}
