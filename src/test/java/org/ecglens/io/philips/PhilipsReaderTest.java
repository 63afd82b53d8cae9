package org.ecglens.io.philips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.error.UserException;
import org.ecglens.io.Mutations;
import org.ecglens.io.Reading;
import org.ecglens.io.aecg.AecgReader;
import org.ecglens.io.muse.MuseReader;
import org.ecglens.testing.MemoryFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of an independent encoder, see python/philips. */
class PhilipsReaderTest {
  private static final Path FILES = Path.of("src/test/resources/philips");
  private static final double STEP = 5;

  private static String text(String name) throws IOException {
    return Files.readString(FILES.resolve(name));
  }

  private static Reading read(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new PhilipsReader().read(new MemoryFile("p.xml", bytes), "p.xml", "p");
  }

  /** Sample of one of I, II, V1 to V6, in steps, by the rule in python/philips. */
  private static int independent(int number, int t) {
    return Math.floorMod((7 + 3 * number) * t, 61) - 30 + (t % 100 >= 40 && t % 100 < 44 ? 150 : 0);
  }

  private static int steps(String lead, int t) {
    int one = independent(0, t);
    int two = independent(1, t);
    int error = t % 3 - 1;
    int three = two - one + error;
    return switch (lead) {
      case "III" -> three;
      case "aVR" -> -Math.floorDiv(one + two, 2) + error;
      case "aVL" -> Math.floorDiv(one - three, 2) + error;
      case "aVF" -> Math.floorDiv(two + three, 2) + error;
      default -> independent(Lead.INDEPENDENT.indexOf(lead), t);
    };
  }

  private static void holds(Ecg ecg, int samples, double step) {
    assertThat(ecg.leads()).isEqualTo(Lead.STANDARD);
    assertThat(ecg.unit()).isEqualTo("uV");
    assertThat(ecg.samples()).isEqualTo(samples);
    for (int lead = 0; lead < Lead.STANDARD.size(); lead++) {
      for (int t = 0; t < samples; t++) {
        assertThat(ecg.at(lead, t))
            .as("%s at %d", Lead.STANDARD.get(lead), t)
            .isEqualTo((float) (steps(Lead.STANDARD.get(lead), t) * step));
      }
    }
  }

  /** The mark of 1 mV behind the recording, which is no QRS complex, is left out with a notice. */
  @Test
  void packedLeadsWithoutTheCalibrationMark() throws IOException {
    Reading reading = read(text("packed.xml"));
    Ecg strip = reading.ecg(Ecg.Kind.RHYTHM).orElseThrow();
    assertThat(strip.sampleRateHz()).isEqualTo(500);
    holds(strip, 980, STEP);
    assertThat(reading.warnings())
        .containsExactly(
            "p.xml: the last 240 ms hold the device's calibration mark and are left out.");
  }

  @Test
  void representativeBeat() throws IOException {
    Ecg beat = read(text("packed.xml")).ecg(Ecg.Kind.MEDIAN).orElseThrow();
    assertThat(beat.sampleRateHz()).isEqualTo(1000);
    holds(beat, 60, 2.5);
    String other = text("packed.xml").replace("samplespersec=\"1000\" resolution=\"2.5\" ", "");
    Reading assumed = read(other);
    // 60 samples in 60 ms
    assertThat(assumed.ecg(Ecg.Kind.MEDIAN).orElseThrow().sampleRateHz()).isEqualTo(1000);
    holds(assumed.ecg(Ecg.Kind.MEDIAN).orElseThrow(), 60, STEP);
    assertThat(assumed.warnings()).hasSize(2).anyMatch(line -> line.contains("is assumed"));
    Reading none = read(other.replace("<repbeat leadname=\"V3\"", "<repbeat leadname=\"I\""));
    assertThat(none.ecgs()).hasSize(1);
    assertThat(none.warnings()).anyMatch(line -> line.contains("beat is left out"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"packed-1.03.xml", "words.xml", "words-differences.xml", "numbers.xml"})
  void otherVersionsAndEncodings(String name) throws IOException {
    Reading reading = read(text(name));
    holds(reading.ecgs().get(0), 110, STEP);
    assertThat(reading.warnings()).isEmpty();
  }

  @Test
  void measurementsThatWereEditedTakePrecedence() throws IOException {
    assertThat(read(text("packed.xml")).ecgs().get(0).labels())
        .isEqualTo(
            Map.of(
                "rate", 72.0, "PR", 160.0, "QRS", 90.0, "QT", 380.0, "QTc", 416.0, "P_axis", 45.0,
                "T_axis", 30.0, "age", 61.0, "sex", 1.0));
    assertThat(read(text("packed-1.03.xml")).ecgs().get(0).labels())
        .containsEntry("rate", 41.0)
        .containsEntry("PR", 151.0)
        .containsEntry("QRS", 135.0)
        .containsEntry("QTc", 393.0)
        .containsEntry("QRS_axis", -21.0)
        .doesNotContainKey("QT");
  }

  @Test
  void personStaysInMemory() throws IOException {
    Reading reading = read(text("packed.xml"));
    assertThat(reading.person().id()).isEqualTo("MRN8675309");
    assertThat(reading.person().sex()).isEqualTo("female");
    assertThat(reading.person().age()).isEqualTo(61);
    assertThat(reading.ecgs().get(0).subject()).isNull();
  }

  /** The channels in another order, which is what the names are for. */
  @Test
  void namesSayWhichLeadAChannelIs() throws IOException {
    String text = text("words.xml");
    String payload = text.substring(text.indexOf("\"16\">") + 5, text.indexOf("</parsed"));
    byte[] bytes = Base64.getMimeDecoder().decode(payload);
    byte[] turned = new byte[bytes.length];
    System.arraycopy(bytes, 0, turned, bytes.length / 2, bytes.length / 2);
    System.arraycopy(bytes, bytes.length / 2, turned, 0, bytes.length / 2);
    String names = "V1 V2 V3 V4 V5 V6 I II III aVR aVL aVF";
    holds(
        read(text.replace(payload, Base64.getEncoder().encodeToString(turned))
                .replace(String.join(" ", Lead.STANDARD), names))
            .ecgs()
            .get(0),
        110,
        STEP);
  }

  @Test
  void chestLeadsAreCalledAfterTheirElectrodesToo() throws IOException {
    String text = text("packed.xml").replaceAll("\\bV([1-6])\\b", "C$1");
    assertThat(text).contains("aVF C1 C2 C3 C4 C5 C6", "leadname=\"C6\"");
    Reading reading = read(text);
    holds(reading.ecg(Ecg.Kind.RHYTHM).orElseThrow(), 980, STEP);
    holds(reading.ecg(Ecg.Kind.MEDIAN).orElseThrow(), 60, 2.5);
  }

  @Test
  void damageIsRefusedInWords() throws IOException {
    String packed = text("packed.xml");
    refused("cut (0 leads of 12)", packed.replaceFirst("(?s)(bitspersample=\"16\">).*?<", "$1<"));
    refused("not XLI", packed.replace("\"XLI\"", "\"Zzyzx\""));
    refused("dataencoding", packed.replaceFirst("Base64", "Zzyzx"));
    refused("not Base64", packed.replaceFirst("(bitspersample=\"16\">)", "$1!"));
    refused(
        "no resolution",
        packed.replace("resolution=\"5\"", "").replace("<resolution>5</resolution>", ""));
    refused(
        "samplespersecond",
        packed
            .replace("samplespersecond=\"500\"", "")
            .replace("<samplingrate>500", "<samplingrate>"));
    refused(
        "16 leads of 18",
        packed
            .replace("numberofleads=\"12\"", "numberofleads=\"18\"")
            .replace("X Y Z V3R", "X Y Z V3R V4R V5R"));
    refused("say its leads", packed.replace("numberofleads=\"12\"", "numberofleads=\"-1\""));
    refused("say its leads", packed.replace("aVF V1", "aVF Zz^yzx"));
    refused("appears twice", packed.replace("aVF V1", "aVF V2"));
    refused("no parsedwaveforms", packed.replace("parsedwaveforms", "unparsedwaveforms"));
    refused(
        "words of 16 bits",
        text("words.xml").replace("signalsigned=\"True\"", "signalsigned=\"False\""));
    refused("1320 samples for 12 leads of 550", text("words.xml").replace("=\"220\"", "=\"1100\""));
    refused("no number of 16 bits", text("numbers.xml").replace("\n-30 ", "\nZzyzx "));
    assertThat(read(packed.replace(">1.04.01<", ">1.09<")).warnings())
        .anyMatch(line -> line.contains("documentversion"));
    assertThat(read(packed.replace("=\"2200\"", "=\"2000\"")).warnings())
        .anyMatch(line -> line.contains("says 1000 samples, each lead has 1100"));
  }

  private static void refused(String message, String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("p.xml", message)
        .hasMessageNotContaining("Zz");
  }

  @Test
  void knowsItsFilesFromThoseOfOthers() throws IOException {
    byte[] start = Arrays.copyOf(text("packed.xml").getBytes(StandardCharsets.UTF_8), 4096);
    assertThat(new PhilipsReader().accepts(start)).isTrue();
    assertThat(new MuseReader().accepts(start)).isFalse();
    assertThat(new AecgReader().accepts(start)).isFalse();
    assertThat(new PhilipsReader().accepts("<RestingECG><a>".getBytes(StandardCharsets.UTF_8)))
        .isFalse();
  }

  /** A few codes can stand for very many bytes. */
  @Test
  void bombsOfCodesAreBounded() {
    byte[] codes = new byte[1 << 20];
    assertThatThrownBy(() -> LzwCodes.unpack(codes, 0, codes.length, 1000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("more than 1000 bytes");
  }

  @Test
  void numbersThatCannotBeAreRefusedOrRead() throws IOException {
    for (String name : List.of("packed-1.03.xml", "words.xml", "packed.xml")) {
      for (byte[] content : Mutations.withImpossibleNumbers(text(name))) {
        Mutations.readsOrRefuses(new PhilipsReader(), "p.xml", content);
      }
    }
  }

  @Property
  void anyDamageIsRefusedOrRead(@ForAll long seed, @ForAll @IntRange(max = 2) int file)
      throws IOException {
    String name = new String[] {"packed-1.03.xml", "words.xml", "packed.xml"}[file];
    byte[] valid = text(name).getBytes(StandardCharsets.UTF_8);
    Mutations.readsOrRefuses(new PhilipsReader(), "p.xml", Mutations.mutate(valid, seed));
  }

  @Property
  void anyCodesAreUnpackedOrRefused(
      @ForAll byte[] packed, @ForAll @IntRange(max = 100) int samples) {
    try {
      assertThat(PackedLeads.unpack(packed, 1, samples)).hasSize(1);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("lead");
    }
  }
}
