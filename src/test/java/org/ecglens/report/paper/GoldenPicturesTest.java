package org.ecglens.report.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Waves;
import org.ecglens.report.picture.Drawing;
import org.ecglens.report.picture.PictureFormat;
import org.ecglens.report.picture.SvgPicture;
import org.ecglens.synth.SyntheticEcg;
import org.junit.jupiter.api.Test;

/**
 * Pictures that somebody has looked at, compared letter by letter. After a wanted change, write
 * them anew and look at {@code target/golden/*.png}:
 *
 * <pre>mvn test -Dtest=GoldenPicturesTest -Decglens.golden=write</pre>
 */
class GoldenPicturesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/org/ecglens/report/golden");
  private static final Path SHOWN = Path.of("target/golden");

  /** Whole µV at 125 or 500 Hz: the last bits of a processor's functions must not matter. */
  private static Ecg ecg(Ecg.Kind kind, int step) {
    Ecg made = new SyntheticEcg(1, kind).record(0);
    int samples = made.samples() / step;
    float[] signal = new float[12 * samples];
    for (int i = 0; i < signal.length; i++) {
      signal[i] = Math.round(made.at(i / samples, i % samples * step));
    }
    return new Ecg(
        made.recordId(),
        null,
        made.source(),
        kind,
        made.leads(),
        made.sampleRateHz() / step,
        "uV",
        signal,
        made.labels(),
        step == 1 ? made.waves() : Waves.NONE);
  }

  /** Steep parts of the trace. */
  private static float[] slopes(Ecg ecg) {
    float[] slopes = new float[12 * ecg.samples()];
    for (int i = 2; i < slopes.length; i++) {
      int sample = i % ecg.samples();
      if (sample > 1) {
        slopes[i] = ecg.at(i / ecg.samples(), sample) - ecg.at(i / ecg.samples(), sample - 2);
      }
    }
    return slopes;
  }

  /** A hill in the middle of the record, the same in every lead, as Grad-CAM makes. */
  private static float[] hill(Ecg ecg) {
    float[] hill = new float[12 * ecg.samples()];
    for (int i = 0; i < hill.length; i++) {
      int sample = i % ecg.samples();
      hill[i] = Math.max(0, 80 - Math.abs(sample - ecg.samples() / 2));
    }
    return hill;
  }

  private static Drawing drawing(Ecg ecg, String method, float[] attribution, HeatmapStyle style) {
    ExplainedEcg explained = new ExplainedEcg(ecg, "QT-1", "QT", "ms", 401.26, 398.0, List.of());
    return HeatmapPaper.of(explained, new MethodMap(method, attribution, null), style).drawing();
  }

  private static Map<String, Drawing> drawings() {
    Ecg rhythm = ecg(Ecg.Kind.RHYTHM, 4);
    Ecg median = ecg(Ecg.Kind.MEDIAN, 1);
    Map<String, Drawing> drawings = new LinkedHashMap<>();
    drawings.put("plain", EcgPaper.of(median).drawing());
    drawings.put("rhythm", drawing(rhythm, "saliency", slopes(rhythm), HeatmapStyle.STANDARD));
    drawings.put(
        "median-trace", drawing(median, "saliency", slopes(median), HeatmapStyle.STANDARD));
    drawings.put(
        "median-band",
        drawing(
            median,
            "grad-cam",
            hill(median),
            new HeatmapStyle(HeatmapView.ALL, HeatmapStyle.Look.BAND, null, false)));
    drawings.put(
        "averaged",
        drawing(
            median,
            "saliency",
            slopes(median),
            new HeatmapStyle(HeatmapView.AVERAGED, HeatmapStyle.Look.TRACE, null, false)));
    drawings.put("blinded", drawing(median, "saliency", slopes(median), HeatmapStyle.BLINDED));
    return drawings;
  }

  @Test
  void picturesAreThoseThatWereLookedAt() throws Exception {
    boolean write = "write".equals(System.getProperty("ecglens.golden"));
    for (Map.Entry<String, Drawing> entry : drawings().entrySet()) {
      Path golden = GOLDEN.resolve(entry.getKey() + ".svg");
      if (write) {
        Files.createDirectories(GOLDEN);
        Files.createDirectories(SHOWN);
        Files.write(golden, PictureFormat.SVG.of(entry.getValue()));
        Files.write(SHOWN.resolve(entry.getKey() + ".png"), PictureFormat.PNG.of(entry.getValue()));
      }
      assertThat(SvgPicture.of(entry.getValue()))
          .as("%s; see the Javadoc", golden)
          .isEqualTo(Files.readString(golden, StandardCharsets.UTF_8));
    }
  }
}
