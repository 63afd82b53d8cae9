package org.ecglens.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.ecglens.ecg.Ecg;
import org.ecglens.report.paper.ExplainedEcg;
import org.ecglens.report.paper.HeatmapPaper;
import org.ecglens.report.paper.HeatmapStyle;
import org.ecglens.report.paper.MethodMap;
import org.ecglens.synth.SyntheticEcg;
import org.junit.jupiter.api.Test;

/** Files opened by PDFBox. */
class PdfPictureTest {
  private static Drawing heatmap() {
    Ecg ecg = new SyntheticEcg(1, Ecg.Kind.MEDIAN).record(0);
    ExplainedEcg explained =
        new ExplainedEcg(ecg, "network-7", "QT", "µV", 401.26, 398.0, List.of());
    return HeatmapPaper.of(
            explained, new MethodMap("saliency", ecg.signal(), null), HeatmapStyle.STANDARD)
        .drawing();
  }

  @Test
  void isAPageInItsTrueSizeWithItsTexts() throws Exception {
    Drawing drawing = heatmap();
    try (PDDocument document = Loader.loadPDF(PdfPicture.of(drawing))) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
      assertThat(document.getPage(0).getMediaBox().getWidth() / 72 * 25.4)
          .isCloseTo(drawing.width(), within(0.01));
      assertThat(document.getPage(0).getMediaBox().getHeight() / 72 * 25.4)
          .isCloseTo(drawing.height(), within(0.01));
      assertThat(new PDFTextStripper().getText(document))
          .contains(
              "saliency · network network-7 · target QT · predicted 401.3 µV",
              "25 mm/s · 10 mm/mV",
              "aVF",
              "−1  lowers QT",
              "90 % of the sum of |attribution|");
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo(drawing.title());
      assertThat(document.getDocumentInformation().getCreationDate()).isNull();
      assertThat(document.getPage(0).getResources().getFontNames()).hasSize(1);
      for (var name : document.getPage(0).getResources().getFontNames()) {
        assertThat(document.getPage(0).getResources().getFont(name).isEmbedded()).isTrue();
      }
    }
  }

  @Test
  void sameDrawingsAreSameBytes() {
    assertThat(PdfPicture.of(heatmap())).isEqualTo(PdfPicture.of(heatmap()));
  }

  @Test
  void charactersOutsideTheFontAreQuestionMarks() throws Exception {
    String text = "ä µ 心電図 \ud83d\udc93 \u0000 \ud800 <script>";
    Drawing drawing =
        new Drawing(
            50,
            20,
            text,
            text,
            List.of(
                new Drawing.Text("t", text, 5, 10, 3, Drawing.Anchor.END, true, "#000000"),
                new Drawing.Text("t", "", 5, 10, 3, Drawing.Anchor.START, false, "#000000"),
                new Drawing.Lines("l", List.of(), Drawing.Stroke.solid("#000000", 1))));
    byte[] bytes = PdfPicture.of(drawing);
    try (PDDocument document = Loader.loadPDF(bytes)) {
      assertThat(new PDFTextStripper().getText(document)).contains("ä µ ??? ?", "<script>");
    }
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("/JavaScript");
  }

  @Test
  void marksStandWhereTheyStandInOtherFormats() throws Exception {
    Drawing drawing =
        new Drawing(
            100,
            50,
            "t",
            "d",
            List.of(
                new Drawing.Areas("a", List.of(new double[] {10, 5, 20, 10}), "#b35806"),
                new Drawing.Lines(
                    "l",
                    List.of(new double[] {60, 40, 90, 40}),
                    new Drawing.Stroke("#0000ff", 4, 0.5, false))));
    try (PDDocument document = Loader.loadPDF(PdfPicture.of(drawing))) {
      var image = new PDFRenderer(document).renderImage(0, (float) (25.4 / 72 * 10));
      assertThat(image.getRGB(200, 100) & 0xffffff).isEqualTo(0xb35806);
      assertThat(image.getRGB(320, 100) & 0xffffff).isEqualTo(0xffffff);
      assertThat(image.getRGB(200, 400) & 0xffffff).isEqualTo(0xffffff);
      assertThat(image.getRGB(750, 400) & 0xff).isEqualTo(0xff);
      assertThat((image.getRGB(750, 400) >> 8) & 0xff).isCloseTo(0x80, within(2));
    }
  }
}
