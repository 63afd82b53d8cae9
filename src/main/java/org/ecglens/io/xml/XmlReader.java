package org.ecglens.io.xml;

import java.util.Locale;
import org.ecglens.io.EcgReader;

/** A reader of an XML format: the ending is shared, the root element tells the formats apart. */
public interface XmlReader extends EcgReader {
  /** Name of the root element, without namespace. */
  String root();

  @Override
  default boolean recognises(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(".xml");
  }

  @Override
  default boolean isKnownByContent() {
    return true;
  }

  @Override
  default boolean accepts(byte[] start) {
    return XmlDocument.rootName(start).filter(root()::equals).isPresent();
  }
}
