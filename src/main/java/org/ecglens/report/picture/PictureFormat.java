package org.ecglens.report.picture;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Kinds of files that a drawing is written to. */
public enum PictureFormat {
  /** For the screen and for drawing programs. */
  SVG,
  /** 200 dots an inch. */
  PNG,
  /** For print. */
  PDF;

  private static final int DOTS_PER_INCH = 200;

  /** A file's bytes. */
  public byte[] of(Drawing drawing) {
    return switch (this) {
      case SVG -> SvgPicture.of(drawing).getBytes(StandardCharsets.UTF_8);
      case PNG -> PngPicture.of(drawing, DOTS_PER_INCH);
      case PDF -> PdfPicture.of(drawing);
    };
  }

  /** As on the command line, and at the end of a file's name. */
  public String extension() {
    return name().toLowerCase(Locale.ROOT);
  }
}
