package org.ecglens.report.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Waves;
import org.ecglens.random.Draws;
import org.ecglens.report.picture.Drawing;
import org.ecglens.report.picture.PngPicture;
import org.ecglens.report.picture.SvgPicture;
import org.ecglens.synth.SyntheticEcg;
import org.junit.jupiter.api.Test;

/** Pictures read back with an XML parser and measured. */
class EcgPaperTest {
  private static final double HUNDREDTH = 0.0101;

  private static Ecg ecg(
      String id, List<String> leads, double rate, String unit, float[] signal, Waves waves) {
    return new Ecg(
        id, null, "made", Ecg.Kind.RHYTHM, leads, rate, unit, signal, Map.of("QT", 380.2), waves);
  }

  private static SvgReader svg(Ecg ecg) throws Exception {
    return SvgReader.of(EcgPaper.of(ecg).drawing());
  }

  /** Height of a drawn line at x. */
  private static double height(double[] line, double x) {
    for (int i = 2; i < line.length; i += 2) {
      if (line[i] >= x) {
        double share = (x - line[i - 2]) / (line[i] - line[i - 2]);
        return line[i - 1] + share * (line[i + 1] - line[i - 1]);
      }
    }
    throw new AssertionError("no line at " + x);
  }

  @Test
  void isMillimetresInItsTrueSize() throws Exception {
    SvgReader svg = svg(new SyntheticEcg(1, Ecg.Kind.RHYTHM).record(0));
    String[] box = svg.root().getAttribute("viewBox").split(" ", -1);
    assertThat(svg.root().getAttribute("width")).isEqualTo(box[2] + "mm");
    assertThat(svg.root().getAttribute("height")).isEqualTo(box[3] + "mm");
    assertThat(Double.parseDouble(box[2])).as("fits A4").isLessThan(297);
    assertThat(Double.parseDouble(box[3])).as("fits A4").isLessThan(210);
    assertThat(svg.root().getAttribute("role")).isEqualTo("img");
    assertThat(svg.root().getFirstChild().getNextSibling().getNodeName()).isEqualTo("title");
    assertThat(svg.textOf("desc")).contains("12 leads", "25 mm/s", "10 mm/mV", "40 ms × 0.1 mV");
  }

  @Test
  void smallBoxesAreAMillimetreAndLargeOnesFive() throws Exception {
    SvgReader svg = svg(new SyntheticEcg(1, Ecg.Kind.RHYTHM).record(0));
    for (int axis = 0; axis < 2; axis++) {
      TreeSet<Double> large = new TreeSet<>();
      TreeSet<Double> all = new TreeSet<>();
      for (double[] line : svg.lines("grid-large")) {
        if (line[axis] == line[axis + 2]) {
          large.add(line[axis]);
          all.add(line[axis]);
        }
      }
      for (double[] line : svg.lines("grid-small")) {
        if (line[axis] == line[axis + 2]) {
          all.add(line[axis]);
        }
      }
      assertThat(steps(large)).isNotEmpty().allMatch(step -> Math.abs(step - 5) < 1e-9);
      assertThat(steps(all)).isNotEmpty().allMatch(step -> Math.abs(step - 1) < 1e-9);
    }
  }

  private static List<Double> steps(SortedSet<Double> positions) {
    List<Double> steps = new ArrayList<>();
    Double before = null;
    for (Double position : positions) {
      if (before != null) {
        steps.add(position - before);
      }
      before = position;
    }
    return steps;
  }

  @Test
  void everyRowBeginsWithAMillivoltOfAFifthSecond() throws Exception {
    SvgReader svg = svg(new SyntheticEcg(1, Ecg.Kind.RHYTHM).record(0));
    List<double[]> pulses = svg.lines("calibration");
    assertThat(pulses).hasSize(4);
    for (double[] pulse : pulses) {
      assertThat(pulse[3] - pulse[5]).as("height").isCloseTo(10, within(1e-9));
      assertThat(pulse[8] - pulse[4]).as("width").isCloseTo(5, within(1e-9));
    }
  }

  @Test
  void tracesStandWhereTheNumbersSay() throws Exception {
    // 1 s at 0, a ramp of 1 s to 1 mV, 2 s at 0; 250 Hz, in mV.
    float[] signal = new float[1000];
    for (int i = 0; i <= 250; i++) {
      signal[250 + i] = i / 250f;
    }
    SvgReader svg = svg(ecg("ramp", List.of("V1"), 250, "mV", signal, Waves.NONE));
    double[] line = svg.lines("trace").get(0);
    double x0 = line[0];
    double y0 = line[1];
    assertThat(height(line, x0 + 25)).isCloseTo(y0, within(HUNDREDTH));
    assertThat(height(line, x0 + 37.5)).isCloseTo(y0 - 5, within(0.04));
    assertThat(height(line, x0 + 50)).isCloseTo(y0 - 10, within(HUNDREDTH));
    assertThat(line[line.length - 2]).isCloseTo(x0 + 999 / 250.0 * 25, within(HUNDREDTH));
    assertThat(line).as("straight lines need few points").hasSizeLessThan(20);
    assertThat(svg.texts("lead")).containsExactly("V1");
    assertThat(svg.texts("caption").get(1)).isEqualTo("QT 380 ms");
  }

  @Test
  void theThinnedTraceStaysWithinAFractionOfItsStroke() throws Exception {
    Ecg ecg = new SyntheticEcg(7, Ecg.Kind.RHYTHM).record(3);
    double[] strip = svg(ecg).lines("trace").get(12);
    List<Double> offsets = new ArrayList<>();
    for (int sample = 0; sample < 4999; sample++) {
      offsets.add(height(strip, 20 + sample * 0.05) + ecg.at(1, sample) * 0.01);
    }
    double spread =
        offsets.stream().mapToDouble(d -> d).max().orElseThrow()
            - offsets.stream().mapToDouble(d -> d).min().orElseThrow();
    // Twice the tolerance, rounding to hundredths in x on a steep upstroke and in y.
    assertThat(spread).isLessThan(0.2);
    assertThat(strip.length / 2).isLessThan(5000);
  }

  @Test
  void tenSecondsAreThreeRowsOfFourLeadsAndAStrip() throws Exception {
    SvgReader svg = svg(new SyntheticEcg(1, Ecg.Kind.RHYTHM).record(0));
    assertThat(svg.texts("lead"))
        .containsExactly(
            "I", "aVR", "V1", "V4", "II", "aVL", "V2", "V5", "III", "aVF", "V3", "V6", "II");
    List<double[]> traces = svg.lines("trace");
    // A quarter of the sheet later, a quarter of the record later.
    assertThat(traces.get(1)[0] - traces.get(0)[0]).isCloseTo(62.5, within(HUNDREDTH));
    double[] strip = traces.get(12);
    assertThat(strip[strip.length - 2] - strip[0]).isCloseTo(4999 * 0.05, within(HUNDREDTH));
  }

  @Test
  void aMedianBeatIsACellForEachLeadWithItsWaves() throws Exception {
    Ecg ecg = new SyntheticEcg(1, Ecg.Kind.MEDIAN).record(0);
    SvgReader svg = svg(ecg);
    assertThat(svg.texts("lead"))
        .containsExactly("I", "aVR", "V1", "V4", "II", "aVL", "V2", "V5", "III", "aVF", "V3", "V6");
    List<double[]> traces = svg.lines("trace");
    List<double[]> calipers = svg.lines("caliper");
    double firstColumn = traces.get(0)[0];
    assertThat(calipers)
        .anySatisfy(
            line ->
                assertThat(line[0])
                    .isCloseTo(firstColumn + ecg.waves().qrsOnset() * 0.05, within(HUNDREDTH)));
    assertThat(svg.texts("wave")).contains("QRS", "T");
  }

  @Test
  void invalidSamplesLeaveAGap() throws Exception {
    float[] signal = new float[1000];
    Arrays.fill(signal, 400, 500, Float.NaN);
    signal[450] = 100;
    signal[700] = Float.POSITIVE_INFINITY;
    List<double[]> lines =
        svg(ecg("gap", List.of("II"), 250, "uV", signal, Waves.NONE)).lines("trace");
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)[lines.get(0).length - 2]).isCloseTo(20 + 39.9, within(HUNDREDTH));
    assertThat(lines.get(1)[0]).isCloseTo(20 + 45, within(HUNDREDTH));
    assertThat(lines.get(2)[0]).isCloseTo(20 + 50, within(HUNDREDTH));
  }

  @Test
  void otherUnitsHaveAStatedScaleAndNoMillivolt() throws Exception {
    float[] signal = new float[1000];
    signal[500] = 290;
    SvgReader svg = svg(ecg("adc", List.of("II"), 250, "adu", signal, Waves.NONE));
    assertThat(svg.ofClass("calibration")).isEmpty();
    assertThat(svg.texts("scale").get(0)).contains("10 mm = 200 adu").doesNotContain("mV");
    double[] line = svg.lines("trace").get(0);
    double least = Double.MAX_VALUE;
    for (int i = 1; i < line.length; i += 2) {
      least = Math.min(least, line[i]);
    }
    assertThat(line[1] - least).isCloseTo(14.5, within(HUNDREDTH));
  }

  @Test
  void longRecordsShowTenSecondsAndSaySo() throws Exception {
    SvgReader svg = svg(ecg("long", List.of("ML", "MR"), 100, "uV", new float[6000], Waves.NONE));
    assertThat(svg.texts("note")).containsExactly("the first 10 s of 30 s");
    assertThat(svg.lines("trace")).allSatisfy(l -> assertThat(l[2] - l[0]).isLessThan(250.01));
    assertThat(svg.texts("lead")).containsExactly("ML", "MR");
  }

  @Test
  void aSpikeDoesNotHideOtherLeads() throws Exception {
    float[] signal = new float[3000];
    signal[1500] = 3e38f;
    SvgReader svg = svg(ecg("spike", List.of("I", "II", "III"), 250, "uV", signal, Waves.NONE));
    assertThat(svg.texts("note")).containsExactly("cut where they leave their row: II");
    assertThat(svg.lines("trace").get(1)[1] - min(svg.lines("trace").get(1)))
        .isLessThanOrEqualTo(55.01);
  }

  private static double min(double[] line) {
    double min = Double.MAX_VALUE;
    for (int i = 1; i < line.length; i += 2) {
      min = Math.min(min, line[i]);
    }
    return min;
  }

  @Test
  void hostileNamesAreText() throws Exception {
    String id = "<script>alert(\"1\")</script>&'\u0000\u001b[2J\u202e\ud800";
    SvgReader svg = svg(ecg(id, List.of("\"><x/>"), 250, "]]><&", new float[1000], Waves.NONE));
    assertThat(svg.root().getElementsByTagName("script").getLength()).isZero();
    String shown = "<script>alert(\"1\")</script>&'\ufffd\ufffd[2J\ufffd\ufffd";
    assertThat(svg.texts("record")).containsExactly(shown);
    assertThat(svg.textOf("title")).isEqualTo("ECG " + shown);
    assertThat(svg.texts("lead")).containsExactly("\"><x/>");
  }

  @Test
  void noiseInAllLeadsStaysASmallFile() {
    float[] signal = new float[12 * 5_000];
    double[] values = new double[signal.length];
    Draws.of(1, "noise").gaussians(0, values);
    for (int i = 0; i < signal.length; i++) {
      signal[i] = (float) (50 * values[i]);
    }
    Ecg ecg = ecg("noise", Lead.STANDARD, 500, "uV", signal, Waves.NONE);
    assertThat(SvgPicture.of(EcgPaper.of(ecg).drawing()).length()).isLessThan(300_000);
  }

  @Test
  void emptyAndStrangeRecordsAreDrawnToo() throws Exception {
    assertThat(svg(ecg("one", List.of("II"), 250, "uV", new float[1], Waves.NONE)).lines("trace"))
        .hasSize(1);
    float[] nothing = new float[500];
    Arrays.fill(nothing, Float.NaN);
    svg(ecg("nan", List.of("I", "II"), 250, "", nothing, Waves.NONE));
    svg(ecg("no samples", List.of("I", "II"), 250, "uV", new float[0], Waves.NONE));
    svg(ecg("slow", List.of("I"), 1e-3, "uV", new float[5], Waves.NONE));
    Waves outside = new Waves(-5, null, 99_999, null, 3, null, null, null, 7);
    svg(ecg("outside", List.of("I"), 250, "uV", new float[1000], outside));
  }

  @Test
  void thePngHasTheSameSize() throws Exception {
    Drawing drawing = EcgPaper.of(new SyntheticEcg(1, Ecg.Kind.MEDIAN).record(0)).drawing();
    byte[] png = PngPicture.of(drawing, 200);
    var image = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(image.getWidth() / 200.0 * 25.4).isCloseTo(drawing.width(), within(0.13));
    assertThat(image.getHeight() / 200.0 * 25.4).isCloseTo(drawing.height(), within(0.13));
    // The chunk pHYs: 200 dots an inch are 7874 a metre.
    String bytes = new String(png, StandardCharsets.ISO_8859_1);
    int chunk = bytes.indexOf("pHYs") + 4;
    assertThat((png[chunk + 2] << 8) | (png[chunk + 3] & 0xff)).isEqualTo(7874);
    long dark = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        dark += (image.getRGB(x, y) & 0xff) < 0x40 ? 1 : 0;
      }
    }
    assertThat(dark).as("ink of traces and texts").isGreaterThan(5_000);
  }
}
