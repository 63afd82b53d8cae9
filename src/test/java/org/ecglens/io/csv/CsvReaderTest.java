package org.ecglens.io.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.error.UserException;
import org.ecglens.io.Assumptions;
import org.ecglens.io.Mutations;
import org.ecglens.io.NoRecordingException;
import org.ecglens.io.Reading;
import org.ecglens.testing.FolderFiles;
import org.ecglens.testing.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReaderTest {
  @TempDir private Path folder;

  private Reading read(String text) throws IOException {
    return read(text, Assumptions.NONE);
  }

  private Reading read(String text, Assumptions assumptions) throws IOException {
    Files.writeString(folder.resolve("c.csv"), text);
    return new CsvReader(assumptions).read(new FolderFiles(folder), "c.csv", "c");
  }

  /** The first line there is 234 254 -215 137 527 566 420 312, and there are 5000. */
  @Test
  void deepFakeEcgsHaveEightColumns() throws IOException {
    Ecg ecg =
        new CsvReader(Assumptions.NONE)
            .read(new FolderFiles(SharedFolder.path("data/deepfake")), "101.asc", "101")
            .ecgs()
            .get(0);
    assertThat(ecg.leads()).isEqualTo(Lead.STANDARD);
    assertThat(ecg.samples()).isEqualTo(5000);
    assertThat(ecg.sampleRateHz()).isEqualTo(500);
    assertThat(ecg.unit()).isEqualTo("uV");
    assertThat(ecg.at(0, 0)).isEqualTo(234);
    assertThat(ecg.at(1, 0)).isEqualTo(254);
    assertThat(ecg.at(2, 0)).isEqualTo(20);
    assertThat(ecg.at(6, 0)).isEqualTo(-215);
    assertThat(ecg.at(11, 0)).isEqualTo(312);
    assertThat(ecg.at(0, 1)).isEqualTo(271);
  }

  @Test
  void headerNamesTheLeads() throws IOException {
    Reading reading = read("time,LEAD II,Patient,v5\n0,1.5,x,3\n2,,y,4\n");
    Ecg ecg = reading.ecgs().get(0);
    assertThat(ecg.leads()).containsExactly("II", "V5");
    assertThat(ecg.signal()).containsExactly(1.5f, Float.NaN, 3f, 4f);
    assertThat(reading.warnings()).singleElement().asString().contains("2 columns");
    assertThat(reading.warnings().get(0)).doesNotContain("Patient");
  }

  @Test
  void separatorsAreFound() throws IOException {
    for (String text :
        List.of("I;II\n1,5;2\n", "I\tII\n1.5\t2\n", "I,II\n1.5,2\n", "  I   II \n 1.5  2 \n")) {
      assertThat(read(text).ecgs().get(0).at(0, 0)).as(text).isEqualTo(1.5f);
      assertThat(read(text).ecgs().get(0).at(1, 0)).as(text).isEqualTo(2f);
    }
    assertThat(read("I,II,\r\n1,2,\r\n\r\n3,4,\r\n").ecgs().get(0).samples()).isEqualTo(2);
    assertThat(read("\uFEFFI,V1\n1,2\n").ecgs().get(0).leads()).containsExactly("I", "V1");
  }

  @Test
  void whatFilesDoNotSayIsAssumed() throws IOException {
    Ecg ecg =
        read("1,2\n3,4\n", new Assumptions(250.0, "mV", List.of("V1", "MCL1"), null, false))
            .ecgs()
            .get(0);
    assertThat(ecg.leads()).containsExactly("V1", "MCL1");
    assertThat(ecg.sampleRateHz()).isEqualTo(250);
    assertThat(ecg.signal()).containsExactly(1000, 3000, 2000, 4000);
  }

  @Test
  void tablesThatAreNoRecordingsAreRefused() {
    refused("no column has the name", "ecg_id,patient\n1,2\n");
    refused("2 columns without a header", "1,2\n");
    refused("row 3, column 2 is no number", "I,II\n1,2\n1,Planted\n");
    refused("row 3 has 1 columns", "I,II\n1,2\n1\n");
    refused("no samples", "I,II\n");
    refused("no samples", "");
    refused("two columns are lead II", "II,ii\n1,2\n");
    refused("first line is too long", "1,".repeat(100_000));
  }

  private double rateHz(String text, Double assumed) throws IOException {
    Reading reading = read(text, new Assumptions(assumed, null, null, null, false));
    return reading.ecgs().get(0).sampleRateHz();
  }

  /** 250 Hz as 4 ms; 256 Hz in times that are rounded to milliseconds, 3.90625 ms apart. */
  @Test
  void timesSayTheRate() throws IOException {
    assertThat(rateHz("time_ms,II\n0,1\n4,1\n8,1\n", null)).isEqualTo(250);
    assertThat(rateHz("II,Time [ms]\n1,100\n1,104\n", null)).isEqualTo(250);
    assertThat(rateHz("seconds;II\n0,000;1\n0,002;2\n", null)).isEqualTo(500);
    assertThat(rateHz("t,II\n0,1\n0.004,1\n0.008,1\n", 250.0)).isEqualTo(250);
    StringBuilder rounded = new StringBuilder("time,II\n");
    for (int i = 0; i < 2560; i++) {
      rounded.append("%.3f,1%n".formatted(i / 256.0));
    }
    assertThat(rateHz(rounded.toString(), null)).isEqualTo(256);
    assertThat(read("time_ms,II\n0,1\n4,1\n").warnings()).isEmpty();
  }

  /** Numbers of rows and times of day say nothing of the rate. */
  @Test
  void timesOfUnknownUnitAreLeftOut() throws IOException {
    for (String text :
        List.of("t,II\n0,1\n1,1\n2,1\n", "time,II\n10:00:00,1\n10:00:01,2\n", "t,II\n0,1\n")) {
      assertThat(rateHz(text, null)).as(text).isEqualTo(500);
      assertThat(rateHz(text, 200.0)).as(text).isEqualTo(200);
      assertThat(read(text).warnings()).singleElement().asString().contains("1 columns");
    }
  }

  @Test
  void timesThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> rateHz("time_ms,II\n0,1\n4,1\n", 500.0))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("250.0 Hz", "--assume-rate 500.0");
    refused("not evenly spaced", "time_ms,II\n0,1\n4,1\n80,1\n84,1\n");
    refused("not evenly spaced", "time_ms,II\n8,1\n4,1\n0,1\n");
    refused("not evenly spaced", "time_ms,II\n4,1\n4,2\n");
  }

  @Test
  void anOpenQuoteEndsWithItsLine() {
    refused("line 2: a quote is opened", "I,II\n1,\"2\n3,4\n" + "5,6\n".repeat(100));
    refused("line 3 is too long", "I,II\n1,2\n3,\"" + "4".repeat(1 << 20));
  }

  @Test
  void otherTablesAreNoRecordings() {
    assertThatThrownBy(() -> read("ecg_id,patient\n1,2\n"))
        .isInstanceOf(NoRecordingException.class);
  }

  private void refused(String message, String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("c.csv", message)
        .hasMessageNotContainingAny("Planted", "patient");
  }

  @Property(tries = 500)
  void anyDamageIsRefusedOrRead(@ForAll long seed) throws IOException {
    byte[] valid = "I,II,V1\n1,2,3\n4,5.5,-6e3\n,NaN,9\n".getBytes(StandardCharsets.UTF_8);
    Mutations.readsOrRefuses(
        new CsvReader(Assumptions.NONE), "c.csv", Mutations.mutate(valid, seed));
  }
}
