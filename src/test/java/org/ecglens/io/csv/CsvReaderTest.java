package org.ecglens.io.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    assertThat(reading.warnings())
        .containsExactly(
            folder.resolve("c.csv")
                + ": column 1 'time' does not say its unit: taken as milliseconds.",
            folder.resolve("c.csv") + ": left out, being no leads: column 3 'Patient'.");
    assertThat(ecg.sampleRateHz()).isEqualTo(500);
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

  /** Excel in countries with decimal commas writes tabs, or names the separator. */
  @Test
  void dialectsOfSpreadsheetsAreRead() throws IOException {
    assertThat(read("I\tV1\n1,5\t2\n").ecgs().get(0).signal()).containsExactly(1.5f, 2f);
    assertThat(read("sep=;\nI;V1\n1,5;2\n").ecgs().get(0).signal()).containsExactly(1.5f, 2f);
    for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      Files.write(folder.resolve("u.csv"), "\uFEFFI\tV1 (µV)\r\n1,5\t2\r\n".getBytes(charset));
      Reading reading = new CsvReader(Assumptions.NONE).read(new FolderFiles(folder), "u.csv", "u");
      assertThat(reading.ecgs().get(0).leads()).containsExactly("I", "V1");
      assertThat(reading.ecgs().get(0).signal()).containsExactly(1.5f, 2f);
    }
  }

  @Test
  void compressedContentIsUnpackedWhateverItsName() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write("I,V1\n1,2\n".getBytes(StandardCharsets.UTF_8));
    }
    Files.write(folder.resolve("c.csv"), packed.toByteArray());
    Reading reading = new CsvReader(Assumptions.NONE).read(new FolderFiles(folder), "c.csv", "c");
    assertThat(reading.ecgs().get(0).signal()).containsExactly(1, 2);
  }

  /** NumPy writes nan, pandas NaN or nothing, R NA, rdsamp a hyphen. */
  @ParameterizedTest
  @ValueSource(strings = {"nan", "NaN", "", "NA", "null", "None", "-"})
  void missingSamplesAreNan(String missing) throws IOException {
    assertThat(read("I,II\n1,2\n3," + missing + "\n").ecgs().get(0).signal())
        .startsWith(1, 3, 2, Float.NaN);
  }

  /** What Java takes for a number and nobody else does. */
  @ParameterizedTest
  @ValueSource(strings = {"1d", "1f", "0x1p3", "Infinity", "1,5"})
  void otherCellsAreNoNumbers(String cell) {
    refused("row 3, column 2 is no number", "I,II\n1,2\n3,\"" + cell + "\"\n");
  }

  /** numpy.savetxt makes a comment of its header. */
  @Test
  void aHeaderMayBeAComment() throws IOException {
    assertThat(read("# I,V1\n1,2\n").ecgs().get(0).leads()).containsExactly("I", "V1");
    assertThat(read("# I V1\n1 2\n").ecgs().get(0).leads()).containsExactly("I", "V1");
  }

  /** pandas counts columns that have no names, and rows before them. */
  @Test
  void numbersOfColumnsAreNoSamples() throws IOException {
    StringBuilder plain = new StringBuilder();
    StringBuilder counted = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      plain.append("10,20,30,40,50,60,70,80\n");
      counted.append(i).append(",10,20,30,40,50,60,70,80\n");
    }
    for (String text :
        List.of(
            "0,1,2,3,4,5,6,7\n" + plain,
            "1,2,3,4,5,6,7,8\n" + plain,
            ",0,1,2,3,4,5,6,7\n" + counted)) {
      Reading reading = read(text);
      assertThat(reading.ecgs().get(0).samples()).as(text).isEqualTo(12);
      assertThat(reading.ecgs().get(0).leads()).isEqualTo(Lead.STANDARD);
      assertThat(reading.assumed()).contains(Reading.Assumed.LEADS);
    }
  }

  @Test
  void asManyRowsAsColumnsWithoutNamesAreRefused() {
    refused("as many rows as columns", "5,2,3,4,5,6,7,8\n9,2,3,4,5,6,7,8\n".repeat(4));
  }

  @Test
  void unitsMayHaveAFactorOrBeSpeltOut() throws IOException {
    assertThat(read("I [0.1mV],II [0.1mV]\n1,2\n").ecgs().get(0).signal()).startsWith(100, 200);
    assertThat(read("I,II\nmillivolts,mV\n1,2\n").ecgs().get(0).signal()).startsWith(1000, 2000);
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

  /** Numbers of rows and whole seconds say nothing of the rate. */
  @Test
  void timesThatSayNoRateAreLeftOut() throws IOException {
    for (String text :
        List.of("t,II\n0,1\n1,1\n2,1\n", "time,II\n10:00:00,1\n10:00:01,2\n", "t,II\n0,1\n")) {
      assertThat(rateHz(text, null)).as(text).isEqualTo(500);
      assertThat(rateHz(text, 200.0)).as(text).isEqualTo(200);
    }
    assertThat(read("t,II\n0,1\n1,1\n").warnings()).singleElement().asString().contains("by 1");
    assertThat(read("time,II\n10:00:00,1\n10:00:01,2\n").warnings())
        .singleElement()
        .asString()
        .contains("whole seconds");
  }

  /** Twenty rows, the time of row i as the text of i / rate in some unit. */
  private static String table(String header, String format, double step) {
    StringBuilder text = new StringBuilder(header).append('\n');
    for (int i = 0; i < 20; i++) {
      text.append(String.format(Locale.ROOT, format, i * step)).append(",1,2\n");
    }
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Elapsed time | %.6f | 0.00277777 | 360",
        "time         | %.0f | 4 | 250",
        "timestamp    | %.0f | 2000 | 500",
        "Unix time    | %.0f | 2000000 | 500",
        "Time (us)    | %.0f | 1000 | 1000",
        "Zeit [ms]    | %.0f | 10 | 100",
        "tiempo (s)   | %.4f | 0.002 | 500",
        "时间/秒       | %.4f | 0.004 | 250",
        "''           | %.4f | 0.008 | 125",
        "x            | %.0f | 5 | 200",
        "whatever     | %.4f | 0.001 | 1000",
        "datetime     | 2020-01-01T10:00:%09.6fZ | 0.002 | 500",
        "Clock        | 10:00:%06.3f | 0.004 | 250",
        "t            | 0:%06.3f | 0.005 | 200",
        "Date         | [09:59:%06.3f 01/01/2020] | 0.01 | 100"
      })
  void aFirstColumnThatRisesEvenlyIsTime(String name, String format, double step, double rate)
      throws IOException {
    String text = table(name + ",I,II", format, step);
    assertThat(rateHz(text, null)).isEqualTo(rate);
    assertThat(read(text).ecgs().get(0).leads()).startsWith("I", "II");
    assertThat(read(text).warnings()).noneMatch(warning -> warning.contains("left out"));
    assertThatThrownBy(() -> rateHz(text, rate * 1.5)).hasMessageContaining("--assume-rate");
  }

  /** Half of the rows lie before midnight. */
  @Test
  void timesOfDayGoOnAfterMidnight() throws IOException {
    StringBuilder text = new StringBuilder("time,I\n");
    for (int i = 0; i < 20; i++) {
      text.append(
          i < 10
              ? "23:59:59.%03d,1%n".formatted(900 + 10 * i)
              : "00:00:00.%03d,1%n".formatted(10 * (i - 10)));
    }
    assertThat(rateHz(text.toString(), null)).isEqualTo(100);
  }

  @Test
  void numbersOfSamplesSayNoRate() throws IOException {
    for (String name : List.of("sample", "Sample #", "index", "Muestra", "序号")) {
      String text = table(name + ",I,II", "%.0f", 2);
      assertThat(rateHz(text, null)).as(name).isEqualTo(500);
      assertThat(rateHz(text, 360.0)).as(name).isEqualTo(360);
      assertThat(read(text).warnings()).as(name).isEmpty();
    }
  }

  /** A time in a known unit beside a number of samples. */
  @Test
  void theMostTellingNameIsTheTime() throws IOException {
    Reading reading = read("sample,seconds,I\n0,0,1\n1,0.004,1\n2,0.008,1\n");
    assertThat(reading.ecgs().get(0).sampleRateHz()).isEqualTo(250);
    assertThat(reading.warnings()).singleElement().asString().contains("column 1 'sample'");
  }

  @Test
  void timesMayComeWithoutAName() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      text.append("%.3f".formatted(i * 0.004).replace(',', '.'))
          .append(",7".repeat(8))
          .append('\n');
    }
    Ecg ecg = read(text.toString()).ecgs().get(0);
    assertThat(ecg.sampleRateHz()).isEqualTo(250);
    assertThat(ecg.leads()).isEqualTo(Lead.STANDARD);
    assertThat(ecg.at(0, 3)).isEqualTo(7);
    refused("does not rise evenly", ("3" + ",7".repeat(8) + "\n").repeat(20));
    Assumptions two = new Assumptions(null, null, List.of("II", "V5"), null, false);
    assertThat(read(table("t (s),a,b", "%.3f", 0.002), two).ecgs().get(0).leads())
        .containsExactly("II", "V5");
  }

  @Test
  void namesAndARowBelowThemSayTheUnit() throws IOException {
    assertThat(read("I (mV),II (mV)\n1,2\n").ecgs().get(0).at(1, 0)).isEqualTo(2000);
    assertThat(read("I_uV,II_uV\n1,2\n").ecgs().get(0).at(1, 0)).isEqualTo(2);
    Ecg ecg =
        read("'Elapsed time','I','V5'\n'hh:mm:ss.mmm','mV','mV'\n'0:00.000',1,2\n'0:00.004',3,4\n")
            .ecgs()
            .get(0);
    assertThat(ecg.sampleRateHz()).isEqualTo(250);
    assertThat(ecg.signal()).containsExactly(1000, 3000, 2000, 4000);
    refused("several units", "I (mV),II (uV)\n1,2\n");
    assertThatThrownBy(
            () -> read("I (mV),II\n1,2\n", new Assumptions(null, "uV", null, null, false)))
        .hasMessageContainingAll("header says mV", "--assume-unit uV");
  }

  /** What rdsamp of the WFDB software package prints of a record of two signals. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        // -c -v -pe, the format of PhysioNet's archives
        "'Elapsed time','MLII','V5'\n'hh:mm:ss.mmm','mV','mV'\n'0:00.000',1,2\n'0:00.004',3,4\n",
        // -c -v -p
        "'Elapsed time','MLII','V5'\n'seconds','mV','mV'\n0.000,1,2\n0.004,3,4\n",
        // -v -p
        """
           Elapsed time\t   MLII\t     V5
              (seconds)\t   (mV)\t   (mV)
                  0.000\t  1.000\t  2.000
                  0.004\t  3.000\t  4.000
        """,
        """
           Elapsed time     MLII       V5
              (seconds)     (mV)     (mV)
                  0.000    1.000    2.000
                  0.004    3.000    4.000
        """
      })
  void whatRdsampPrintsIsRead(String text) throws IOException {
    Ecg ecg = read(text).ecgs().get(0);
    assertThat(ecg.leads()).containsExactly("V5", "MLII");
    assertThat(ecg.sampleRateHz()).isEqualTo(250);
    assertThat(ecg.signal()).containsExactly(2000, 4000, 1000, 3000);
    assertThat(new CsvReader(Assumptions.NONE).contains(text.getBytes(StandardCharsets.US_ASCII)))
        .isTrue();
  }

  /** Numbers of samples do not say the rate, nor those of a converter the unit. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        """
               sample #     MLII       V5
                      0      995     1011
                      1      996     1012
        """,
        "'sample #','MLII','V5'\n0,995,1011\n1,996,1012\n"
      })
  void rawSamplesOfRdsampAreReadWithWarnings(String text) throws IOException {
    Reading reading = read(text);
    assertThat(reading.ecgs().get(0).signal()).containsExactly(1011, 1012, 995, 996);
    assertThat(reading.assumed())
        .containsExactlyInAnyOrder(Reading.Assumed.RATE, Reading.Assumed.UNIT);
  }

  /** Without -v nothing says what the signals are. */
  @Test
  void withoutHeadingsLeadsAreNamedByTheUser() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      rows.append("%15.3f%9.3f%9.3f\n".formatted(0.004 * i, 1.0 + 2 * i, 2.0 + 2 * i));
    }
    String text = rows.toString();
    refused("columns without a header", text);
    Assumptions said = new Assumptions(null, "mV", List.of("MLII", "V5"), null, false);
    Ecg ecg = read(text, said).ecgs().get(0);
    assertThat(ecg.leads()).containsExactly("V5", "MLII");
    assertThat(ecg.sampleRateHz()).isEqualTo(250);
    assertThat(ecg.signal()).startsWith(2000, 4000).contains(1000, 3000);
  }

  @Test
  void leadsOfOtherLanguagesAreRead() throws IOException {
    Reading reading = read("DI,D2,DIII,AVR,Abl. aVL,导联V1,V7,C1\n1,2,3,4,5,6,7,8\n");
    assertThat(reading.ecgs().get(0).leads())
        .containsExactly("I", "II", "III", "aVR", "aVL", "aVF", "V1", "V7");
    assertThat(reading.warnings()).singleElement().asString().endsWith("column 8 'C1'.");
  }

  /** A person or a date may stand in a name. */
  @Test
  void namesThatAreNoTechnicalWordsAreNotRepeated() throws IOException {
    for (String name : List.of("born 1949", "Planted", "Planted_rate", "1949")) {
      assertThat(read("I," + name + "\n1,2\n").warnings())
          .as(name)
          .singleElement()
          .asString()
          .endsWith("leads: column 2.");
    }
    for (String name : List.of("Patient", "heartRate", "SpO2", "annotation_1", "C1")) {
      assertThat(read("I," + name + "\n1,2\n").warnings())
          .singleElement()
          .asString()
          .endsWith("column 2 '" + name + "'.");
    }
  }

  @Test
  void timesThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> rateHz("time_ms,II\n0,1\n4,1\n", 500.0))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("250.0 Hz", "--assume-rate 500.0");
    refused("no rate of an electrocardiogram", "time_s,II\n0,1\n4,1\n");
    refused("no rate of an electrocardiogram", "time_ms,II\n0,1\n0.002,1\n");
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

  @Property
  void anyDamageIsRefusedOrRead(@ForAll long seed) throws IOException {
    byte[] valid = "I,II,V1\n1,2,3\n4,5.5,-6e3\n,NaN,9\n".getBytes(StandardCharsets.UTF_8);
    Mutations.readsOrRefuses(
        new CsvReader(Assumptions.NONE), "c.csv", Mutations.mutate(valid, seed));
  }
}
