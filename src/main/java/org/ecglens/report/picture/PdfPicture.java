package org.ecglens.report.picture;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.apache.pdfbox.util.Matrix;
import org.ecglens.report.text.PlainText;

/**
 * A drawing as a page of PDF in its true size, of lines and text. The font is in the file; a
 * character that it does not have is a question mark. The same drawing gives the same bytes.
 */
public final class PdfPicture {
  private static final double POINTS_PER_MM = 72 / 25.4;

  /** Comes with PDFBox: the outlines that Helvetica's users expect, free to embed. */
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  /** Of the outline that makes letters bold, as a share of their size. */
  private static final double BOLD = 0.04;

  private static final int ROUND = 1;

  private final PDPageContentStream page;
  private final PDFont font;

  private PdfPicture(PDPageContentStream page, PDFont font) {
    this.page = page;
    this.font = font;
  }

  /** The file's bytes. */
  public static byte[] of(Drawing drawing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument();
        InputStream outlines = PDDocument.class.getResourceAsStream(FONT)) {
      float width = (float) (drawing.width() * POINTS_PER_MM);
      float height = (float) (drawing.height() * POINTS_PER_MM);
      PDPage page = new PDPage(new PDRectangle(width, height));
      document.addPage(page);
      describe(document, drawing);
      PDFont font = PDType0Font.load(document, outlines, true);
      try (PDPageContentStream content =
          new PDPageContentStream(document, page, PDPageContentStream.AppendMode.OVERWRITE, true)) {
        // Millimetres from the upper left corner, as in drawings.
        content.transform(
            new Matrix((float) POINTS_PER_MM, 0, 0, (float) -POINTS_PER_MM, 0, height));
        PdfPicture picture = new PdfPicture(content, font);
        for (Drawing.Mark mark : drawing.marks()) {
          picture.paint(mark);
        }
      }
      document.save(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  private static void describe(PDDocument document, Drawing drawing) {
    document.getDocumentInformation().setTitle(PlainText.of(drawing.title()));
    document.getDocumentInformation().setSubject(PlainText.of(drawing.description()));
    document.getDocumentCatalog().setLanguage("en");
    PDViewerPreferences preferences =
        new PDViewerPreferences(document.getDocumentCatalog().getCOSObject());
    preferences.setDisplayDocTitle(true);
    document.getDocumentCatalog().setViewerPreferences(preferences);
    // Else the time of writing would go into the file's identifier.
    document.setDocumentId(0L);
  }

  private void paint(Drawing.Mark mark) throws IOException {
    page.saveGraphicsState();
    if (mark instanceof Drawing.Lines lines) {
      paint(lines);
    } else if (mark instanceof Drawing.Text text) {
      paint(text);
    } else if (mark instanceof Drawing.Areas areas) {
      paint(areas);
    }
    page.restoreGraphicsState();
  }

  private void paint(Drawing.Lines lines) throws IOException {
    if (lines.points().isEmpty()) {
      return;
    }
    Drawing.Stroke stroke = lines.stroke();
    page.setStrokingColor(Color.decode(stroke.colour()));
    page.setLineWidth((float) stroke.width());
    page.setLineJoinStyle(ROUND);
    if (stroke.dashed()) {
      page.setLineDashPattern(Drawing.DASHES, 0);
    }
    if (stroke.opacity() < 1) {
      PDExtendedGraphicsState translucent = new PDExtendedGraphicsState();
      translucent.setStrokingAlphaConstant((float) stroke.opacity());
      page.setGraphicsStateParameters(translucent);
    }
    for (double[] line : lines.points()) {
      page.moveTo((float) line[0], (float) line[1]);
      for (int i = 2; i < line.length; i += 2) {
        page.lineTo((float) line[i], (float) line[i + 1]);
      }
    }
    page.stroke();
  }

  private void paint(Drawing.Areas areas) throws IOException {
    page.setNonStrokingColor(Color.decode(areas.colour()));
    for (double[] box : areas.boxes()) {
      page.addRect((float) box[0], (float) box[1], (float) box[2], (float) box[3]);
    }
    page.fill();
  }

  private void paint(Drawing.Text text) throws IOException {
    String plain = encodable(PlainText.of(text.text()));
    if (plain.isEmpty()) {
      return;
    }
    double width = font.getStringWidth(plain) / 1000 * text.size();
    double shift =
        switch (text.anchor()) {
          case START -> 0;
          case MIDDLE -> width / 2;
          case END -> width;
        };
    Color colour = Color.decode(text.colour());
    page.setNonStrokingColor(colour);
    if (text.bold()) {
      page.setStrokingColor(colour);
      page.setLineWidth((float) (BOLD * text.size()));
      page.setRenderingMode(RenderingMode.FILL_STROKE);
    }
    page.beginText();
    page.setFont(font, (float) text.size());
    // The page grows downwards, letters do not.
    page.setTextMatrix(new Matrix(1, 0, 0, -1, (float) (text.x() - shift), (float) text.y()));
    page.showText(plain);
    page.endText();
  }

  private String encodable(String text) {
    StringBuilder kept = new StringBuilder();
    text.codePoints()
        .mapToObj(Character::toString)
        .forEach(character -> kept.append(isEncodable(character) ? character : "?"));
    return kept.toString();
  }

  private boolean isEncodable(String character) {
    try {
      font.encode(character);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }
}
