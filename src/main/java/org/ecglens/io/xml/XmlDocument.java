package org.ecglens.io.xml;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.ecglens.error.UserException;
import org.ecglens.io.SignalFiles;

/**
 * Reads a document into memory, within bounds: a document type declaration is passed over, entities
 * of it are never resolved, and size, depth and number of elements are limited.
 */
public final class XmlDocument {
  /** Fifty times a strip of ten seconds at 1000 Hz as text; bounds what a document takes. */
  private static final long MOST_BYTES = 1L << 26;

  private static final int MOST_ELEMENTS = 1_000_000;
  private static final int DEEPEST = 100;

  private static final int DECLARATION_BYTES = 256;
  private static final Pattern MISSPELT =
      Pattern.compile("^<\\?xml[^>]{1,99}encoding\\s*=\\s*[\"'](?i:ISO)_?8859[-_](\\d{1,2})[\"']");

  private XmlDocument() {}

  /**
   * The root element.
   *
   * @throws UserException if the file is missing, too large or no well-formed document
   */
  public static XmlElement read(SignalFiles files, String name) throws IOException {
    String path = files.path(name);
    try {
      if (files.length(name) > MOST_BYTES) {
        throw new UserException(
            path + ": the file is larger than " + (MOST_BYTES >> 20) + " MB; no ECG is.");
      }
      try (InputStream in = files.open(name)) {
        return root(path, in);
      }
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw new UserException(path + ": there is no such file.", e);
    }
  }

  /**
   * Name of the root element, from the beginning of a file.
   *
   * @return empty if the beginning is not that of a document
   */
  public static Optional<String> rootName(byte[] start) {
    if (!beginsWithMarkup(start)) {
      return Optional.empty();
    }
    try {
      XMLStreamReader reader = parser(new ByteArrayInputStream(start));
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT) {
          return Optional.of(reader.getLocalName());
        }
      }
      return Optional.empty();
    } catch (XMLStreamException | IOException | RuntimeException e) {
      // See root: exceptions of either kind say that it is no document.
      return Optional.empty();
    }
  }

  /**
   * Whether the first character is that of markup, in any encoding of Unicode: the parser prints a
   * line for each file of other bytes that it is shown.
   */
  private static boolean beginsWithMarkup(byte[] start) {
    for (byte one : start) {
      boolean mark = one == (byte) 0xEF || one == (byte) 0xBB || one == (byte) 0xBF;
      boolean order = one == (byte) 0xFE || one == (byte) 0xFF || one == 0;
      if (!mark && !order && !Character.isWhitespace(one)) {
        return one == '<';
      }
    }
    return false;
  }

  private static XmlElement root(String path, InputStream in) throws IOException {
    Deque<Open> open = new ArrayDeque<>();
    int elements = 0;
    try {
      XMLStreamReader reader = parser(in);
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            if (++elements > MOST_ELEMENTS || open.size() >= DEEPEST) {
              throw new UserException(
                  path
                      + ": the document has more than "
                      + (elements > MOST_ELEMENTS
                          ? MOST_ELEMENTS + " elements"
                          : DEEPEST + " elements inside each other")
                      + "; no ECG has.");
            }
            open.push(new Open(reader));
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
            if (!open.isEmpty()) {
              open.peek().text.append(reader.getText());
            }
          }
          case XMLStreamConstants.ENTITY_REFERENCE ->
              throw new UserException(
                  path + ": the document refers to an entity of its own; entities are not read.");
          case XMLStreamConstants.END_ELEMENT -> {
            XmlElement done = open.pop().element();
            if (open.isEmpty()) {
              return done;
            }
            open.peek().children.add(done);
          }
          default -> {
            // Comments, instructions and the document type say nothing about the ECG.
          }
        }
      }
    } catch (UserException e) {
      throw e;
    } catch (XMLStreamException e) {
      if (e.getNestedException() instanceof IOException storage
          && !(storage instanceof CharConversionException)) {
        throw storage;
      }
      Location location = e.getLocation();
      throw broken(path, location == null ? "" : " after line " + location.getLineNumber());
    } catch (RuntimeException e) {
      // The JDK's reader ends some malformed input with exceptions of its own.
      throw broken(path, "");
    }
    throw broken(path, "");
  }

  /** Without the parser's exception as cause: its message quotes the document. */
  private static UserException broken(String path, String where) {
    return new UserException(
        path + ": the document is not well-formed XML" + where + "; export it again.");
  }

  /**
   * A parser of the declared encoding. Electrocardiographs of GE write ISO 8859 in a spelling that
   * is no name of it and that the JDK's parser does not know.
   */
  private static XMLStreamReader parser(InputStream in) throws IOException, XMLStreamException {
    BufferedInputStream buffered = new BufferedInputStream(in);
    buffered.mark(DECLARATION_BYTES);
    String start = new String(buffered.readNBytes(DECLARATION_BYTES), StandardCharsets.ISO_8859_1);
    buffered.reset();
    Matcher spelling = MISSPELT.matcher(start);
    String name = spelling.find() ? "ISO-8859-" + spelling.group(1) : "";
    return !name.isEmpty() && Charset.isSupported(name)
        ? factory().createXMLStreamReader(new InputStreamReader(buffered, Charset.forName(name)))
        : factory().createXMLStreamReader(buffered);
  }

  private static XMLInputFactory factory() {
    // Not newFactory: what stands on a cluster's class path may be another parser.
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    return factory;
  }

  /** An element whose end has not been seen yet. */
  private static final class Open {
    private final String name;
    private final Map<String, String> attributes = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    private final List<XmlElement> children = new ArrayList<>();

    Open(XMLStreamReader reader) {
      name = reader.getLocalName();
      for (int i = 0; i < reader.getAttributeCount(); i++) {
        attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
      }
    }

    XmlElement element() {
      return new XmlElement(name, attributes, text.toString().strip(), children);
    }
  }
}
