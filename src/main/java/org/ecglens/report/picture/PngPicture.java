package org.ecglens.report.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.ecglens.report.text.PlainText;

/** A drawing as PNG, with its true size written down in the file. */
public final class PngPicture {
  private static final double MM_PER_INCH = 25.4;
  private static final String FORMAT = "javax_imageio_png_1.0";

  private PngPicture() {}

  /** The file's bytes. */
  public static byte[] of(Drawing drawing, int dotsPerInch) {
    // Pictures need no screen, and one that cannot be reached must not stop them.
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
    double scale = dotsPerInch / MM_PER_INCH;
    BufferedImage image =
        new BufferedImage(
            (int) Math.ceil(drawing.width() * scale),
            (int) Math.ceil(drawing.height() * scale),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.scale(scale, scale);
      for (Drawing.Mark mark : drawing.marks()) {
        if (mark instanceof Drawing.Lines lines) {
          paint(lines, graphics);
        } else if (mark instanceof Drawing.Text text) {
          paint(text, graphics);
        } else if (mark instanceof Drawing.Areas areas) {
          paint(areas, graphics);
        }
      }
    } finally {
      graphics.dispose();
    }
    return encoded(image, scale);
  }

  private static void paint(Drawing.Lines lines, Graphics2D graphics) {
    Drawing.Stroke stroke = lines.stroke();
    Color opaque = Color.decode(stroke.colour());
    int alpha = (int) Math.round(255 * stroke.opacity());
    graphics.setColor(new Color(opaque.getRed(), opaque.getGreen(), opaque.getBlue(), alpha));
    graphics.setStroke(
        new BasicStroke(
            (float) stroke.width(),
            BasicStroke.CAP_BUTT,
            BasicStroke.JOIN_ROUND,
            1,
            stroke.dashed() ? Drawing.DASHES : null,
            0));
    // As one path: where translucent lines cross they are not darker.
    Path2D path = new Path2D.Double();
    for (double[] line : lines.points()) {
      path.moveTo(line[0], line[1]);
      for (int i = 2; i < line.length; i += 2) {
        path.lineTo(line[i], line[i + 1]);
      }
    }
    graphics.draw(path);
  }

  private static void paint(Drawing.Areas areas, Graphics2D graphics) {
    graphics.setColor(Color.decode(areas.colour()));
    for (double[] box : areas.boxes()) {
      graphics.fill(new Rectangle2D.Double(box[0], box[1], box[2], box[3]));
    }
  }

  private static void paint(Drawing.Text text, Graphics2D graphics) {
    graphics.setColor(Color.decode(text.colour()));
    graphics.setFont(
        new Font(Font.SANS_SERIF, text.bold() ? Font.BOLD : Font.PLAIN, 1)
            .deriveFont((float) text.size()));
    String plain = PlainText.of(text.text());
    double width =
        graphics.getFont().getStringBounds(plain, graphics.getFontRenderContext()).getWidth();
    double shift =
        switch (text.anchor()) {
          case START -> 0;
          case MIDDLE -> width / 2;
          case END -> width;
        };
    graphics.drawString(plain, (float) (text.x() - shift), (float) text.y());
  }

  private static byte[] encoded(BufferedImage image, double dotsPerMm) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(
              ImageTypeSpecifier.createFromRenderedImage(image), writer.getDefaultWriteParam());
      IIOMetadataNode size = new IIOMetadataNode("pHYs");
      String dotsPerMetre = String.valueOf(Math.round(dotsPerMm * 1000));
      size.setAttribute("pixelsPerUnitXAxis", dotsPerMetre);
      size.setAttribute("pixelsPerUnitYAxis", dotsPerMetre);
      size.setAttribute("unitSpecifier", "meter");
      IIOMetadataNode root = new IIOMetadataNode(FORMAT);
      root.appendChild(size);
      metadata.mergeTree(FORMAT, root);
      writer.setOutput(out);
      writer.write(new IIOImage(image, null, metadata));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
