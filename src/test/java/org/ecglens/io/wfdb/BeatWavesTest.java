package org.ecglens.io.wfdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ecglens.ecg.Waves;
import org.ecglens.testing.FolderFiles;
import org.ecglens.testing.SharedFolder;
import org.junit.jupiter.api.Test;

class BeatWavesTest {
  private static final List<String> KINDS = List.of("N", "p", "t", "(", ")");
  private static final int[] TYPES = {1, 24, 27, 39, 40};

  /** Marks as {@code kind sample}, separated by blanks. */
  private static List<Annotation> lead(String marks) {
    List<Annotation> lead = new ArrayList<>();
    for (String mark : marks.split(" ", -1)) {
      int type = TYPES[KINDS.indexOf(mark.substring(0, 1))];
      lead.add(new Annotation(Long.parseLong(mark.substring(1)), type, 0, 0, 0, ""));
    }
    return lead;
  }

  @Test
  void limitsAreMediansOverLeads() {
    String first = "(10 p15 )20 (30 N35 )40 (50 t60 )70 (90 p95 )98 (110 N115 )120";
    String second = "p16 )23 (31 N36 )44 t61 )70";
    String third = "(33 N40 )41 (52 t66 )75 (111 N118 )121";
    assertThat(BeatWaves.of(List.of(lead(first), lead(second), lead(third)), 500))
        .containsExactly(
            new Waves(10, 16, 22, 31, 36, 41, 51, 61, 70),
            new Waves(90, 95, 98, 111, 117, 121, null, null, null));
  }

  @Test
  void whatFewLeadsMarkIsNoBeat() {
    assertThat(BeatWaves.of(List.of(lead("N35"), lead("N200"), lead("N201")), 500))
        .extracting(Waves::qrsPeak)
        .containsExactly(201);
    assertThat(BeatWaves.of(List.of(), 500)).isEmpty();
  }

  @Test
  void theFirstCompleteBeatMayLackTheP() {
    Waves partial = new Waves(1, 2, 3, 4, 5, 6, null, 8, 9);
    Waves noP = new Waves(null, null, null, 4, 5, 6, 7, 8, 9);
    Waves whole = new Waves(1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(BeatWaves.firstComplete(List.of(partial, noP, whole))).contains(whole);
    assertThat(BeatWaves.firstComplete(List.of(partial, noP))).contains(noP);
    assertThat(BeatWaves.firstComplete(List.of(partial))).isEmpty();
  }

  /** Medians by numpy over wfdb-python's reading of the twelve files, halves rounded up. */
  @Test
  void readsTheLobachevskyDatabase() throws IOException {
    Path data = SharedFolder.path("data/ludb/data");
    assertThat(new WfdbReader().read(new FolderFiles(data), "1.hea", "1").ecgs().get(0).waves())
        .isEqualTo(new Waves(1252, 1278, 1302, 1322, 1341, 1361, 1456, 1519, 1566));
  }

  /** Counts and sums by wfdb-python. */
  @Test
  void annotationsAreThoseOfAnotherReader() throws IOException {
    List<Annotation> beats =
        WfdbAnnotations.read(new FolderFiles(SharedFolder.path("data/wfdb")), "100.atr");
    assertThat(beats).hasSize(2274);
    assertThat(beats.get(0)).isEqualTo(new Annotation(18, 28, 0, 0, 0, "(N"));
    assertThat(beats.stream().mapToLong(Annotation::sample).sum()).isEqualTo(738342143);
    assertThat(beats.stream().mapToLong(Annotation::type).sum()).isEqualTo(2536);

    Path ludb = SharedFolder.path("data/ludb/data");
    List<Path> names;
    try (Stream<Path> listed = Files.list(ludb)) {
      names = listed.filter(path -> !path.toString().matches(".*\\.(hea|dat)")).toList();
    }
    long count = 0;
    long sum = 0;
    for (Path name : names) {
      List<Annotation> waves =
          WfdbAnnotations.read(new FolderFiles(ludb), name.getFileName().toString());
      count += waves.size();
      sum += waves.stream().mapToLong(Annotation::sample).sum();
    }
    assertThat(count).isEqualTo(67080);
    assertThat(sum).isEqualTo(167955202);
  }
}
