package org.ecglens.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Waves;
import org.ecglens.report.page.ChosenCase.Reason;
import org.ecglens.report.paper.ExplainedEcg;
import org.ecglens.report.paper.MethodMap;
import org.ecglens.report.paper.PerturbationTrack;
import org.ecglens.synth.SyntheticEcg;
import org.ecglens.testing.Records;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GalleryDataTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @EnumSource(Ecg.Kind.class)
  void signalAndMapsOfEveryStripCanBeReadBack(Ecg.Kind kind) {
    Ecg ecg = new SyntheticEcg(3, kind).record(0);
    ExplainedEcg explained = ExplainedRecords.explained(ecg, "QT");
    JsonNode one = JSON.valueToTree(gallery(explained)).path("cases").path(0);
    ByteBuffer signal = packed(one.path("signal").path("values"));
    double step = one.path("signal").path("step").asDouble();
    // 3 rows of 4 leads in 2.5 s each and a strip of 10 s; or 12 beats of 1.2 s.
    int values = kind == Ecg.Kind.RHYTHM ? 12 * 1250 + 5000 : 12 * 600;
    assertThat(signal.capacity()).isEqualTo(2 * values);
    for (int map = 0; map < 2; map++) {
      JsonNode heat = one.path("maps").path(map);
      float[] attribution = explained.maps().get(map).attribution();
      double top = top(attribution);
      ByteBuffer shown = packed(heat.path("values"));
      int at = 0;
      for (JsonNode strip : one.path("strips")) {
        for (int i = strip.path("from").asInt(); i < strip.path("to").asInt(); i++, at++) {
          int lead = strip.path("lead").asInt();
          double expected = attribution[lead * ecg.samples() + i] / top;
          assertThat(shown.get(at) / 127.0)
              .isCloseTo(Math.max(-1, Math.min(1, expected)), within(0.004));
          assertThat(signal.getShort(2 * at) * step)
              .isCloseTo(ecg.at(lead, i), within(step * 0.51));
        }
      }
      assertThat(at).isEqualTo(values);
    }
    assertThat(one.path("maps").path(0).path("signed").asBoolean()).isTrue();
    assertThat(one.path("maps").path(1).path("signed").asBoolean()).isFalse();
    assertThat(one.path("strips").path(one.path("lead").asInt()).isMissingNode()).isFalse();
  }

  @Test
  void theMeanOverLeadsHasAScaleOfItsOwn() {
    Ecg ecg = Records.of("two leads", 2, new float[] {1, 2, 3, 4, 5, 6});
    MethodMap map = new MethodMap("m", new float[] {4, -1, 0, -2, 1, 0}, null);
    JsonNode heat = one(ecg, map).path("maps").path(0);
    // Means 3, 1, 0: nine tenths of their sum are reached with 3.
    ByteBuffer averaged = packed(heat.path("averaged"));
    assertThat(List.of(averaged.get(0), averaged.get(1), averaged.get(2)))
        .containsExactly((byte) 127, (byte) 42, (byte) 0);
    assertThat(heat.path("track").isNull()).isTrue();
  }

  @Test
  void whatIsNotFiniteHasNoValueAndIsValidJson() throws Exception {
    Ecg ecg = Records.of("gap", 1, new float[] {-1000, Float.NaN, 500});
    PerturbationTrack track =
        new PerturbationTrack(
            new int[] {2, 70_000}, new int[] {0, 2}, new double[] {1, Double.NaN});
    MethodMap map = new MethodMap("m", new float[] {1, 2, 3}, track);
    String text = JSON.writeValueAsString(one(ecg, map));
    assertThat(text).doesNotContain("NaN");
    JsonNode one = JSON.readTree(text);
    ByteBuffer signal = packed(one.path("signal").path("values"));
    assertThat(signal.getShort(2)).isEqualTo((short) -32768);
    assertThat(signal.getShort(4) * one.path("signal").path("step").asDouble())
        .isCloseTo(500, within(0.1));
    JsonNode read = one.path("maps").path(0).path("track");
    assertThat(packed(read.path("points")).getInt(4)).isEqualTo(70_000);
    assertThat(read.path("ends").toString()).isEqualTo("[0,2]");
    assertThat(read.path("predictions").toString()).isEqualTo("[1.0,null]");
  }

  @Test
  void wavesAreThoseWithBothLimitsAndThePictureIsOneElement() {
    Waves waves = new Waves(1, null, 2, null, 5, 6, 10, 12, 14);
    Ecg ecg = Records.noise("<script>alert(1)</script>").withMeasurements(Map.of(), waves);
    JsonNode one =
        JSON.valueToTree(gallery(ExplainedRecords.explained(ecg, "QT"))).path("cases").path(0);
    assertThat(one.path("waves").toString()).isEqualTo("{\"P\":[1,2],\"T\":[10,14]}");
    assertThat(one.path("picture").asText()).startsWith("<svg ").doesNotContain("<script");
    assertThat(one.path("record").asText()).isEqualTo("<script>alert(1)</script>");
  }

  @Test
  void aPageThatWouldBeTooLargeHoldsTheFirstOfEachTarget() {
    List<ExplainedEcg> explained =
        List.of(
            ExplainedRecords.explained(Records.noise("a"), "QT"),
            ExplainedRecords.explained(Records.noise("b"), "QT"),
            ExplainedRecords.explained(Records.noise("c"), "R"),
            ExplainedRecords.explained(Records.noise("d"), "R"));
    List<ChosenCase> chosen =
        explained.stream().map(one -> ExplainedRecords.chosen(one, Reason.BEST)).toList();
    long all = size(GalleryData.of(chosen, explained));
    assertThat(GalleryData.of(chosen, explained).note()).isNull();
    GalleryData some = GalleryData.of(chosen, explained, all * 6 / 10);
    assertThat(some.cases()).extracting(GalleryCase::record).containsExactly("a", "c");
    assertThat(some.note()).startsWith("2 of the 4 chosen records are shown");
    GalleryData most = GalleryData.of(chosen, explained, all * 8 / 10);
    assertThat(most.cases()).extracting(GalleryCase::record).containsExactly("a", "b", "c");
  }

  @Test
  void aPageWithoutHeatmapsSaysWhy() {
    assertThat(GalleryData.of(List.of(), List.of()).note()).startsWith("No record has the scores");
    assertThat(GalleryData.none("because").note()).isEqualTo("because");
  }

  private static GalleryData gallery(ExplainedEcg explained) {
    return GalleryData.of(
        List.of(ExplainedRecords.chosen(explained, Reason.TYPICAL)), List.of(explained));
  }

  private static JsonNode one(Ecg ecg, MethodMap map) {
    ExplainedEcg explained = new ExplainedEcg(ecg, "net", "QT", null, 1, null, List.of(map));
    return JSON.valueToTree(gallery(explained)).path("cases").path(0);
  }

  private static long size(GalleryData gallery) {
    return JSON.valueToTree(gallery).path("cases").toString().length();
  }

  private static ByteBuffer packed(JsonNode base64) {
    return ByteBuffer.wrap(Base64.getDecoder().decode(base64.asText()))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The smallest size up to which nine tenths of the sum lie, see PROTOCOL §3. */
  static double top(float[] attribution) {
    float[] sizes = new float[attribution.length];
    double rest = 0;
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.abs(attribution[i]);
      rest += sizes[i];
    }
    Arrays.sort(sizes);
    double tenth = rest / 10;
    int i = sizes.length;
    double above = 0;
    while (above + sizes[i - 1] <= tenth) {
      above += sizes[--i];
    }
    return sizes[i - 1];
  }
}
