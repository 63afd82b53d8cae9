package org.ecglens.io.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ecglens.ecg.Ecg;
import org.ecglens.error.UserException;
import org.ecglens.io.Cut;
import org.ecglens.io.Notice;
import org.ecglens.io.Reading;
import org.ecglens.testing.FolderFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that become several, with samples that tell where they stood. */
class LongRecordTest {
  private static final int RATE = 10;
  private static final int FRAMES = 1234;

  @TempDir private Path folder;

  private static int sample(int frame, int signal) {
    return (frame * 7 + signal * 1000) % 4096 - 2048;
  }

  private void words(String line, int frames) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(frames * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int frame = 0; frame < frames; frame++) {
      bytes.putShort((short) sample(frame, 0)).putShort((short) sample(frame, 1));
    }
    Files.write(folder.resolve("a.dat"), bytes.array());
    Files.writeString(
        folder.resolve("a.hea"), line + "\na.dat 16 1000/mV 16 0 0 5 0 I\na.dat 16 1000/mV II\n");
  }

  private List<Notice> read(Cut cut, List<Ecg> records) throws IOException {
    return new WfdbReader()
        .read(
            new FolderFiles(folder),
            "a.hea",
            "x/a",
            cut,
            (Reading reading) -> records.addAll(reading.ecgs()));
  }

  private static void check(Ecg record, int from) {
    for (int lead = 0; lead < 2; lead++) {
      for (int t = 0; t < record.samples(); t++) {
        assertThat(record.at(lead, t)).isEqualTo(sample(from + t, lead));
      }
    }
  }

  @Test
  void stripsFollowEachOtherAndTheRestIsNamed() throws IOException {
    words("a 2 10 1234", FRAMES);
    List<Ecg> records = new ArrayList<>();
    List<Notice> notices = read(new Cut(30, 0), records);
    assertThat(records)
        .extracting(Ecg::recordId)
        .containsExactly("x/a#t=0", "x/a#t=30", "x/a#t=60", "x/a#t=90");
    for (int i = 0; i < records.size(); i++) {
      assertThat(records.get(i).samples()).isEqualTo(30 * RATE);
      check(records.get(i), 30 * RATE * i);
    }
    // Another sum than 5, over the whole record.
    assertThat(notices)
        .extracting(Notice::kind)
        .containsExactly(Notice.Kind.CHECKSUM, Notice.Kind.CUT);
    assertThat(notices.get(1).detail())
        .contains("a.hea: the recording of 123.4 s became 4 records of 30 s, 3.4 s of it are left");
  }

  @Test
  void thePiecesAreThoseOfTheWholeRecord() throws IOException {
    words("a 2 10", FRAMES);
    Ecg whole = new WfdbReader().read(new FolderFiles(folder), "a.hea", "a").ecgs().get(0);
    check(whole, 0);
    List<Ecg> records = new ArrayList<>();
    read(new Cut(12.3, 0), records);
    assertThat(records).hasSize(10);
    assertThat(records.get(9).recordId()).isEqualTo("x/a#t=110.7");
    check(records.get(9), 9 * 123);
  }

  @Test
  void theCleanestOfEachStretchIsChosen() throws IOException {
    Files.writeString(folder.resolve("a.hea"), "a 1 10 400\na.dat 16 1/mV I\n");
    ByteBuffer bytes = ByteBuffer.allocate(800).order(ByteOrder.LITTLE_ENDIAN);
    for (int t = 0; t < 400; t++) {
      int noise = t / 100 == 1 || t / 100 == 2 ? 0 : t % 2 * 400;
      bytes.putShort((short) (t % 10 == 5 ? 1000 : noise));
    }
    Files.write(folder.resolve("a.dat"), bytes.array());
    List<Ecg> records = new ArrayList<>();
    List<Notice> notices = read(new Cut(10, 2), records);
    assertThat(records).extracting(Ecg::recordId).containsExactly("x/a#t=10", "x/a#t=20");
    assertThat(notices.get(0).detail()).contains("2 records of 10 s, 20 s of it are left out");
  }

  @Test
  void shorterRecordingsStayAsTheyAre() throws IOException {
    words("a 2 10 1234", FRAMES);
    List<Ecg> records = new ArrayList<>();
    assertThat(read(new Cut(200, 0), records)).isEmpty();
    assertThat(read(Cut.NONE, records)).isEmpty();
    assertThat(records).extracting(Ecg::recordId).containsExactly("x/a", "x/a");
  }

  @Test
  void aFileThatIsTooShortIsRefusedBeforeAnyRecord() throws IOException {
    words("a 2 10 1235", FRAMES);
    List<Ecg> records = new ArrayList<>();
    assertThatThrownBy(() -> read(new Cut(30, 0), records))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("holds 1234 frames");
    assertThat(records).isEmpty();
  }

  @Test
  void recordingsTooLargeForARowBecomeEqualParts() {
    // 12 leads, 500 Hz: a day is 24 parts of an hour; two leads of 250 Hz stay whole.
    assertThat(Cut.NONE.length(500, 12, 86_400L * 500)).isEqualTo(3600 * 500);
    assertThat(Cut.NONE.length(250, 2, 3600L * 250 * 12)).isEqualTo(3600L * 250 * 12);
    // 90,001 s of 12 leads at 250 Hz are 26 parts.
    assertThat(Cut.NONE.length(250, 12, 90_001L * 250)).isEqualTo((90_001L * 250 + 25) / 26);
    // More leads at a higher rate than an hour has room for.
    assertThat(new Cut(86_400, 0).length(500, 12, 86_400L * 500) * 12)
        .isLessThanOrEqualTo(Cut.MOST_VALUES);
    assertThat(Cut.NONE.length(8000, 12, 3600L * 8000) * 12).isLessThanOrEqualTo(Cut.MOST_VALUES);
  }
}
