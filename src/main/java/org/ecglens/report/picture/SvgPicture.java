package org.ecglens.report.picture;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.ecglens.report.text.PlainText;

/** A drawing as SVG 1.1 in its true size: one user unit is a millimetre, text is text. */
public final class SvgPicture {
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";

  private final XMLStreamWriter xml;

  private SvgPicture(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** The document. */
  public static String of(Drawing drawing) {
    StringWriter text = new StringWriter();
    try {
      // The one of the JDK: others on the class path escape differently.
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new SvgPicture(xml).write(drawing);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing to memory", e);
    }
    return text.toString();
  }

  private void write(Drawing drawing) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("svg");
    xml.writeDefaultNamespace(NAMESPACE);
    xml.writeAttribute("width", number(drawing.width()) + "mm");
    xml.writeAttribute("height", number(drawing.height()) + "mm");
    xml.writeAttribute(
        "viewBox", "0 0 " + number(drawing.width()) + " " + number(drawing.height()));
    xml.writeAttribute("role", "img");
    xml.writeAttribute("font-family", "Helvetica, Arial, 'DejaVu Sans', sans-serif");
    element("title", drawing.title());
    element("desc", drawing.description());
    for (Drawing.Mark mark : drawing.marks()) {
      xml.writeCharacters("\n");
      if (mark instanceof Drawing.Lines lines) {
        write(lines);
      } else if (mark instanceof Drawing.Text text) {
        write(text);
      } else if (mark instanceof Drawing.Areas areas) {
        write(areas);
      }
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void write(Drawing.Lines lines) throws XMLStreamException {
    StringBuilder path = new StringBuilder();
    for (double[] line : lines.points()) {
      // Steps from rounded to rounded point: shorter, and errors do not add up.
      long x = hundredths(line[0]);
      long y = hundredths(line[1]);
      path.append('M').append(number(x)).append(' ').append(number(y));
      for (int i = 2; i < line.length; i += 2) {
        String right = number(hundredths(line[i]) - x);
        String down = number(hundredths(line[i + 1]) - y);
        path.append(i == 2 ? "l" : right.startsWith("-") ? "" : " ").append(right);
        path.append(down.startsWith("-") ? "" : " ").append(down);
        x = hundredths(line[i]);
        y = hundredths(line[i + 1]);
      }
    }
    xml.writeEmptyElement("path");
    xml.writeAttribute("class", lines.name());
    xml.writeAttribute("fill", "none");
    Drawing.Stroke stroke = lines.stroke();
    xml.writeAttribute("stroke", stroke.colour());
    xml.writeAttribute("stroke-width", number(stroke.width()));
    xml.writeAttribute("stroke-linejoin", "round");
    if (stroke.opacity() < 1) {
      xml.writeAttribute("stroke-opacity", number(stroke.opacity()));
    }
    if (stroke.dashed()) {
      xml.writeAttribute(
          "stroke-dasharray", number(Drawing.DASHES[0]) + " " + number(Drawing.DASHES[1]));
    }
    xml.writeAttribute("d", path.toString());
  }

  private void write(Drawing.Text text) throws XMLStreamException {
    xml.writeStartElement("text");
    xml.writeAttribute("class", text.name());
    xml.writeAttribute("x", number(text.x()));
    xml.writeAttribute("y", number(text.y()));
    xml.writeAttribute("font-size", number(text.size()));
    xml.writeAttribute("fill", text.colour());
    if (text.anchor() != Drawing.Anchor.START) {
      xml.writeAttribute("text-anchor", text.anchor().name().toLowerCase(Locale.ROOT));
    }
    if (text.bold()) {
      xml.writeAttribute("font-weight", "bold");
    }
    xml.writeCharacters(PlainText.of(text.text()));
    xml.writeEndElement();
  }

  private void write(Drawing.Areas areas) throws XMLStreamException {
    StringBuilder path = new StringBuilder();
    for (double[] box : areas.boxes()) {
      String width = number(box[2]);
      path.append('M').append(number(box[0])).append(' ').append(number(box[1]));
      path.append('h').append(width).append('v').append(number(box[3]));
      path.append("h-").append(width).append('z');
    }
    xml.writeEmptyElement("path");
    xml.writeAttribute("class", areas.name());
    xml.writeAttribute("fill", areas.colour());
    xml.writeAttribute("d", path.toString());
  }

  private void element(String name, String text) throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeStartElement(name);
    xml.writeCharacters(PlainText.of(text));
    xml.writeEndElement();
  }

  private static String number(double value) {
    return number(hundredths(value));
  }

  /** Hundredths of a millimetre are finer than any printer. */
  private static long hundredths(double value) {
    return Math.round(value * 100);
  }

  private static String number(long hundredths) {
    long rest = Math.abs(hundredths % 100);
    String sign = hundredths < 0 ? "-" : "";
    String whole = sign + Math.abs(hundredths) / 100;
    if (rest == 0) {
      return whole;
    }
    return whole + (rest % 10 == 0 ? "." + rest / 10 : rest < 10 ? ".0" + rest : "." + rest);
  }
}
