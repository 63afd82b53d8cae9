package org.ecglens.report.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Waves;
import org.ecglens.error.UserException;
import org.ecglens.random.Draws;
import org.ecglens.report.picture.Drawing;
import org.ecglens.report.picture.SvgPicture;
import org.ecglens.synth.SyntheticEcg;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Heatmaps read back with an XML parser and measured. */
class HeatmapPaperTest {
  private static final double HUNDREDTH = 0.0101;
  private static final String ORANGE = "#b35806";
  private static final String HALF_BLUE = "#92c5de";
  private static final String PURPLE = "#88419d";

  private static final HeatmapStyle BAND =
      new HeatmapStyle(HeatmapView.ALL, HeatmapStyle.Look.BAND, null, false);

  /** 1 s at 250 Hz in every lead: a ramp of 1 mV. */
  private static Ecg ramp(String id, List<String> leads) {
    float[] signal = new float[leads.size() * 250];
    for (int i = 0; i < signal.length; i++) {
      signal[i] = i % 250 / 250f;
    }
    return new Ecg(
        id, "person", "made", Ecg.Kind.MEDIAN, leads, 250, "mV", signal, Map.of(), Waves.NONE);
  }

  private static SvgReader svg(Ecg ecg, float[] attribution, HeatmapStyle style) throws Exception {
    return svg(explained(ecg), new MethodMap("some-method", attribution, null), style);
  }

  private static SvgReader svg(ExplainedEcg explained, MethodMap map, HeatmapStyle style)
      throws Exception {
    return SvgReader.of(HeatmapPaper.of(explained, map, style).drawing());
  }

  private static ExplainedEcg explained(Ecg ecg) {
    return new ExplainedEcg(ecg, "network-7", "QT", "ms", 401.26, 398.0, List.of());
  }

  private static HeatmapStyle style(HeatmapView view) {
    return new HeatmapStyle(view, HeatmapStyle.Look.BAND, null, false);
  }

  private static Element ofColour(SvgReader svg, String attribute, String colour) {
    return svg.ofClass("heat").stream()
        .filter(path -> path.getAttribute(attribute).equals(colour))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing is " + colour));
  }

  /** 10 at sample 100 and −5 at the next: t is 10, shown are 1 and −1/2. */
  private static float[] pair(int leads) {
    float[] attribution = new float[leads * 250];
    attribution[100] = 10;
    attribution[101] = -5;
    return attribution;
  }

  @Test
  void bandsStandAtTheirSamplesInTheColourOfTheirValue() throws Exception {
    SvgReader svg = svg(ramp("a", List.of("V1")), pair(1), BAND);
    assertThat(svg.ofClass("heat")).hasSize(2);
    // The ramp begins at 20 mm; a sample is 0.1 mm wide and in the middle of its band.
    double[] strong = SvgReader.lines(ofColour(svg, "fill", ORANGE)).get(0);
    assertThat(strong[0]).isCloseTo(20 + 9.95, within(HUNDREDTH));
    assertThat(strong[2]).isCloseTo(20 + 10.05, within(HUNDREDTH));
    double[] weak = SvgReader.lines(ofColour(svg, "fill", HALF_BLUE)).get(0);
    assertThat(weak[2]).isCloseTo(20 + 10.15, within(HUNDREDTH));
    assertThat(svg.ofClass("heat").get(0).getAttribute("fill"))
        .as("below the stronger, under which it reaches")
        .isEqualTo(HALF_BLUE);
    double[] paper = svg.lines("paper").get(0);
    assertThat(strong[1]).isEqualTo(paper[1]);
    assertThat(strong[5]).isEqualTo(paper[5]);
  }

  @Test
  void coloursFollowTheTraceBelowIt() throws Exception {
    SvgReader svg = svg(ramp("a", List.of("V1")), pair(1), HeatmapStyle.STANDARD);
    Element strong = ofColour(svg, "stroke", ORANGE);
    double[] halo = SvgReader.lines(strong).get(0);
    double[] trace = svg.lines("trace").get(0);
    // Sample 100 of the ramp is 0.4 mV: 4 mm above its beginning.
    assertThat((halo[0] + halo[halo.length - 2]) / 2).isCloseTo(trace[0] + 10, within(HUNDREDTH));
    assertThat((halo[1] + halo[halo.length - 1]) / 2).isCloseTo(trace[1] - 4, within(HUNDREDTH));
    assertThat(Double.parseDouble(strong.getAttribute("stroke-width"))).isBetween(1.5, 3.0);
    List<String> classes =
        IntStream.range(0, svg.root().getElementsByTagName("path").getLength())
            .mapToObj(i -> (Element) svg.root().getElementsByTagName("path").item(i))
            .map(path -> path.getAttribute("class"))
            .toList();
    assertThat(classes.indexOf("paper")).isLessThan(classes.indexOf("heat"));
    assertThat(classes.lastIndexOf("heat")).isLessThan(classes.indexOf("grid-small"));
    assertThat(classes.lastIndexOf("heat")).isLessThan(classes.indexOf("trace"));
  }

  @Test
  void signsDecideTheColoursAndTheLegend() throws Exception {
    Ecg ecg = ramp("a", List.of("V1"));
    SvgReader signed = svg(ecg, pair(1), BAND);
    assertThat(signed.texts("legend-least")).containsExactly("−1  lowers QT");
    assertThat(signed.texts("legend-zero")).containsExactly("0");
    assertThat(signed.texts("legend-most")).containsExactly("raises QT  +1");
    assertThat(signed.ofClass("legend-colour"))
        .extracting(path -> path.getAttribute("fill"))
        .containsExactlyElementsOf(ColourMap.DIVERGING.colours());
    float[] sizes = pair(1);
    sizes[101] = 5;
    SvgReader unsigned = svg(ecg, sizes, BAND);
    assertThat(unsigned.texts("legend-least")).containsExactly("0");
    assertThat(unsigned.texts("legend-most")).containsExactly("1");
    assertThat(unsigned.texts("legend-name")).containsExactly("|attribution|");
    assertThat(ofColour(unsigned, "fill", PURPLE)).isNotNull();
    assertThat(ofColour(unsigned, "fill", ColourMap.SEQUENTIAL.colour(0.5))).isNotNull();
    SvgReader asked =
        svg(
            ecg,
            pair(1),
            new HeatmapStyle(HeatmapView.ALL, HeatmapStyle.Look.BAND, ColourMap.SEQUENTIAL, false));
    assertThat(ofColour(asked, "fill", ColourMap.SEQUENTIAL.colour(0.5)))
        .as("what lowers the output is shown as what raises it")
        .isNotNull();
  }

  @Test
  void theHeaderSaysWhatIsExplained() throws Exception {
    SvgReader svg = svg(ramp("rec 1", List.of("V1")), pair(1), BAND);
    assertThat(svg.texts("record")).containsExactly("rec 1");
    assertThat(String.join(" · ", svg.texts("explained")))
        .isEqualTo(
            "some-method · network network-7 · target QT · predicted 401.3 ms · label 398 ms");
    assertThat(svg.textOf("title")).isEqualTo("ECG rec 1: some-method of QT by network-7");
    assertThat(svg.textOf("desc"))
        .contains("predicted 401.3 ms", "orange, raises QT", "blue, lowers QT", "25 mm/s");
  }

  @Test
  void blindedPicturesTellNeitherMethodNorRecordNorNetwork() throws Exception {
    float[] negative = pair(1);
    for (int i = 0; i < negative.length; i++) {
      negative[i] = -3 * Math.abs(negative[i]);
    }
    Drawing one =
        HeatmapPaper.of(
                explained(ramp("secret-record", List.of("V1"))),
                new MethodMap("some-method", pair(1), null),
                HeatmapStyle.BLINDED)
            .drawing();
    Drawing other =
        HeatmapPaper.of(
                new ExplainedEcg(
                    ramp("b", List.of("V1")), "network-8", "QT", "ms", 300, null, List.of()),
                new MethodMap("grad-cam", negative, null),
                HeatmapStyle.BLINDED)
            .drawing();
    assertThat(SvgPicture.of(one)).isEqualTo(SvgPicture.of(other));
    assertThat(SvgPicture.of(one))
        .doesNotContain("secret", "some-method", "network", "401", "made", "lowers", "−1");
    SvgReader svg = SvgReader.of(one);
    assertThat(svg.texts("record")).containsExactly("QT (ms)");
    assertThat(ofColour(svg, "stroke", PURPLE)).isNotNull();
    SvgReader asked =
        svg(
            ramp("a", List.of("V1")),
            pair(1),
            new HeatmapStyle(HeatmapView.ALL, HeatmapStyle.Look.TRACE, ColourMap.DIVERGING, true));
    assertThat(asked.texts("legend-least")).containsExactly("none");
  }

  @Test
  void theMeanOverLeadsStandsOnV5() throws Exception {
    // 10 in one lead and −30 in the other at sample 100; 15 at 200: means 20 and 7.5 over two.
    float[] attribution = new float[500];
    attribution[100] = 10;
    attribution[350] = -30;
    attribution[450] = 15;
    SvgReader svg = svg(ramp("a", List.of("II", "V5")), attribution, style(HeatmapView.AVERAGED));
    assertThat(svg.texts("lead")).containsExactly("V5");
    assertThat(svg.texts("legend-name")).containsExactly("|attribution|, mean of 2 leads");
    // Four times as large: the beat begins at 45 mm, a sample is 0.4 mm.
    double start = svg.lines("trace").get(0)[0];
    double[] strong = SvgReader.lines(ofColour(svg, "fill", PURPLE)).get(0);
    assertThat(strong[0]).isCloseTo(start + 99.5 * 0.4, within(HUNDREDTH));
    double[] weak =
        SvgReader.lines(ofColour(svg, "fill", ColourMap.SEQUENTIAL.colour(7.5 / 20))).get(0);
    assertThat(weak[0]).isCloseTo(start + 199.5 * 0.4, within(HUNDREDTH));
  }

  @Test
  void oneLeadHasTheColoursItHasAmongAll() throws Exception {
    float[] attribution = new float[500];
    attribution[100] = 10;
    attribution[350] = -5;
    Ecg ecg = ramp("a", List.of("II", "V5"));
    SvgReader svg = svg(ecg, attribution, style(HeatmapView.SINGLE));
    assertThat(svg.texts("lead")).containsExactly("V5");
    assertThat(svg.ofClass("heat")).hasSize(1);
    assertThat(ofColour(svg, "fill", HALF_BLUE)).isNotNull();
    assertThat(svg(ecg, attribution, style(HeatmapView.of("lead ii"))).texts("lead"))
        .containsExactly("II");
    assertThatThrownBy(() -> svg(ecg, attribution, style(HeatmapView.of("V6"))))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Unknown lead 'V6'. Did you mean 'V5'?");
    SvgReader others =
        svg(ramp("b", List.of("ML", "II")), attribution, style(HeatmapView.AVERAGED));
    assertThat(others.texts("lead")).containsExactly("II");
    SvgReader none = svg(ramp("c", List.of("ML", "MR")), attribution, style(HeatmapView.SINGLE));
    assertThat(none.texts("lead")).containsExactly("ML");
  }

  @Test
  void oneLeadIsFourTimesAsLargeOnItsGrid() throws Exception {
    SvgReader svg = svg(ramp("a", List.of("V5")), pair(1), style(HeatmapView.SINGLE));
    assertThat(svg.texts("scale")).containsExactly("100 mm/s · 40 mm/mV");
    double[] pulse = svg.lines("calibration").get(0);
    assertThat(pulse[3] - pulse[5]).as("1 mV").isCloseTo(40, within(1e-9));
    assertThat(pulse[8] - pulse[4]).as("200 ms").isCloseTo(20, within(1e-9));
    checkGrid(svg, 4);
    double[] trace = svg.lines("trace").get(0);
    assertThat(trace[1] - trace[trace.length - 1]).isCloseTo(0.996 * 40, within(HUNDREDTH));
    assertThat(trace[trace.length - 2] - trace[0]).isCloseTo(0.996 * 100, within(HUNDREDTH));
    double left = svg.lines("grid-large").get(0)[0];
    assertThat((trace[0] - left) % 20).as("on a line of the grid").isCloseTo(0, within(1e-9));
  }

  private static void checkGrid(SvgReader svg, double box) {
    for (int axis = 0; axis < 2; axis++) {
      TreeSet<Double> large = new TreeSet<>();
      for (double[] line : svg.lines("grid-large")) {
        if (line[axis] == line[axis + 2]) {
          large.add(line[axis]);
        }
      }
      TreeSet<Double> all = new TreeSet<>(large);
      for (double[] line : svg.lines("grid-small")) {
        if (line[axis] == line[axis + 2]) {
          all.add(line[axis]);
        }
      }
      assertThat(large).hasSizeGreaterThan(2);
      assertThat(all.stream().skip(1)).allMatch(at -> near(at - all.lower(at), box));
      assertThat(large.stream().skip(1)).allMatch(at -> near(at - large.lower(at), 5 * box));
    }
  }

  private static boolean near(double value, double expected) {
    return Math.abs(value - expected) < 1e-9;
  }

  @Test
  void theSheetOfAMedianBeatIsThatOfEcgPaper() throws Exception {
    Ecg ecg = new SyntheticEcg(1, Ecg.Kind.MEDIAN).record(0);
    SvgReader svg = svg(ecg, ecg.signal(), HeatmapStyle.STANDARD);
    checkGrid(svg, 1);
    double[] pulse = svg.lines("calibration").get(0);
    assertThat(pulse[3] - pulse[5]).isCloseTo(10, within(1e-9));
    assertThat(pulse[8] - pulse[4]).isCloseTo(5, within(1e-9));
    assertThat(svg.texts("lead"))
        .containsExactly("I", "aVR", "V1", "V4", "II", "aVL", "V2", "V5", "III", "aVF", "V3", "V6");
    List<Double> calipers = svg.lines("caliper").stream().map(line -> line[0]).toList();
    double first = svg.lines("trace").get(0)[0];
    Waves waves = ecg.waves();
    for (Integer limit : List.of(waves.qrsOnset(), waves.qrsOffset(), waves.tOffset())) {
      double expected = first + limit / 500.0 * 25;
      assertThat(calipers).anyMatch(x -> Math.abs(x - expected) < HUNDREDTH);
    }
  }

  @Test
  void noiseStaysASmallFileOfFewElements() throws Exception {
    Ecg ecg = new SyntheticEcg(1, Ecg.Kind.RHYTHM).record(0);
    double[] values = new double[12 * ecg.samples()];
    Draws.of(1, "heat").gaussians(0, values);
    float[] attribution = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      attribution[i] = (float) values[i];
    }
    MethodMap map = new MethodMap("random", attribution, null);
    for (HeatmapStyle style : List.of(HeatmapStyle.STANDARD, BAND)) {
      Drawing drawing = HeatmapPaper.of(explained(ecg), map, style).drawing();
      SvgReader svg = SvgReader.of(drawing);
      assertThat(svg.ofClass("heat")).hasSize(64);
      assertThat(svg.root().getElementsByTagName("*").getLength()).isLessThan(250);
      assertThat(SvgPicture.of(drawing).length()).isLessThan(700_000);
    }
    assertThat(svg(explained(ecg), map, HeatmapStyle.STANDARD).texts("lead"))
        .hasSize(13)
        .startsWith("I", "aVR", "V1", "V4")
        .endsWith("II");
  }

  @Test
  void gapsZerosAndStrangeRecordsAreDrawnToo() throws Exception {
    float[] signal = new float[250];
    Arrays.fill(signal, 99, 101, Float.NaN);
    Ecg gap =
        new Ecg(
            "gap",
            null,
            "made",
            Ecg.Kind.RHYTHM,
            List.of("II"),
            250,
            "uV",
            signal,
            Map.of(),
            Waves.NONE);
    assertThat(svg(gap, pair(1), HeatmapStyle.STANDARD).ofClass("heat")).hasSize(1);
    SvgReader zero = svg(gap, new float[250], HeatmapStyle.STANDARD);
    assertThat(zero.ofClass("heat")).isEmpty();
    assertThat(zero.texts("legend-scale")).containsExactly("this map is zero everywhere");
    Ecg slow =
        new Ecg(
            "slow",
            null,
            "made",
            Ecg.Kind.RHYTHM,
            Lead.STANDARD.subList(0, 2),
            10,
            "adu",
            new float[60],
            Map.of(),
            Waves.NONE);
    float[] ends = new float[60];
    ends[0] = 1;
    ends[59] = 1;
    SvgReader svg = svg(slow, ends, BAND);
    // 2.5 mm a sample; half of the first one would lie before the strip.
    double[] first = svg.lines("heat").get(0);
    assertThat(first[0]).isCloseTo(20, within(HUNDREDTH));
    assertThat(first[2]).isCloseTo(21.25, within(HUNDREDTH));
  }

  @Test
  void hostileNamesAreText() throws Exception {
    String id = "<script>alert('1')</script>\"&../";
    ExplainedEcg explained =
        new ExplainedEcg(ramp(id, List.of("V1")), "<b>\u0000", "]]>&", "<u>", 1, null, List.of());
    SvgReader svg = svg(explained, new MethodMap("<i>", pair(1), null), BAND);
    assertThat(svg.root().getElementsByTagName("script").getLength()).isZero();
    assertThat(svg.texts("record")).containsExactly(id);
    assertThat(svg.textOf("title")).isEqualTo("ECG " + id + ": <i> of ]]>& by <b>\ufffd");
    assertThat(svg.texts("legend-most")).containsExactly("raises ]]>&  +1");
  }
}
