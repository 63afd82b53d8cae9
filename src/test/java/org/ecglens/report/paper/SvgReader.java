package org.ecglens.report.paper;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.ecglens.report.picture.Drawing;
import org.ecglens.report.picture.SvgPicture;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A drawing's SVG read back with an XML parser. */
final class SvgReader {
  private static final Pattern TOKEN = Pattern.compile("[Mlhvz]|-?[0-9.]+");

  private final Element svg;

  private SvgReader(Element svg) {
    this.svg = svg;
  }

  static SvgReader of(Drawing drawing) throws Exception {
    byte[] text = SvgPicture.of(drawing).getBytes(StandardCharsets.UTF_8);
    return new SvgReader(
        DocumentBuilderFactory.newDefaultNSInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(text))
            .getDocumentElement());
  }

  Element root() {
    return svg;
  }

  String textOf(String element) {
    return svg.getElementsByTagName(element).item(0).getTextContent();
  }

  List<Element> ofClass(String name) {
    NodeList all = svg.getElementsByTagName("*");
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      if (element.getAttribute("class").equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  List<String> texts(String name) {
    return ofClass(name).stream().map(Element::getTextContent).toList();
  }

  /** Lines of the paths of a class: {@code [line][x0, y0, x1, y1, …]}. */
  List<double[]> lines(String name) {
    return ofClass(name).stream().flatMap(path -> lines(path).stream()).toList();
  }

  /** Lines of a path of moves to places and of lines by steps; rectangles as their four corners. */
  static List<double[]> lines(Element path) {
    List<List<Double>> lines = new ArrayList<>();
    Matcher tokens = TOKEN.matcher(path.getAttribute("d"));
    char command = 'M';
    double x = 0;
    double y = 0;
    while (tokens.find()) {
      String token = tokens.group();
      if (Character.isLetter(token.charAt(0))) {
        command = token.charAt(0);
        continue;
      }
      double number = Double.parseDouble(token);
      switch (command) {
        case 'h' -> x += number;
        case 'v' -> y += number;
        default -> {
          tokens.find();
          double second = Double.parseDouble(tokens.group());
          x = command == 'M' ? number : x + number;
          y = command == 'M' ? second : y + second;
        }
      }
      if (command == 'M') {
        lines.add(new ArrayList<>());
      }
      lines.get(lines.size() - 1).addAll(List.of(x, y));
    }
    return lines.stream()
        .map(line -> line.stream().mapToDouble(Double::doubleValue).toArray())
        .toList();
  }
}
