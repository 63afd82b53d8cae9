package org.ecglens.io.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ecglens.error.UserException;
import org.ecglens.io.SignalFiles;
import org.ecglens.testing.FolderFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XmlDocumentTest {
  @TempDir private Path folder;

  private XmlElement read(String text) throws IOException {
    Files.writeString(folder.resolve("d.xml"), text);
    return XmlDocument.read(new FolderFiles(folder), "d.xml");
  }

  @Test
  void elementsAreFoundByPath() throws IOException {
    XmlElement root =
        read("<?xml version='1.0'?><a x='1'><n:b xmlns:n='u'> 2 </n:b><b>3</b><c/></a>");
    assertThat(root.attribute("x")).contains("1");
    assertThat(root.number("b")).hasValue(2);
    assertThat(root.children("b")).hasSize(2);
    assertThat(root.text("c")).isEmpty();
    assertThat(root.number("a", "b")).isEmpty();
    assertThat(read("<a><b>x</b></a>").number("b")).isEmpty();
  }

  @Test
  void documentTypesArePassedOver() throws IOException {
    assertThat(read("<!DOCTYPE a SYSTEM \"absent.dtd\"><a>1</a>").text()).isEqualTo("1");
  }

  /** An entity that names a file must not bring its content in. */
  @Test
  void entitiesAreNotResolved() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "planted words");
    String document =
        "<!DOCTYPE a [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]><a>before &e; after</a>";
    assertThatThrownBy(() -> read(document))
        .isInstanceOf(UserException.class)
        .hasMessageNotContaining("planted");
  }

  @Test
  void bombsOfEntitiesDoNotGrow() {
    StringBuilder document = new StringBuilder("<!DOCTYPE a [<!ENTITY e0 \"boom\">");
    for (int i = 1; i < 40; i++) {
      document.append("<!ENTITY e%d \"&e%d;&e%d;\">".formatted(i, i - 1, i - 1));
    }
    document.append("]><a>&e39;</a>");
    assertThatThrownBy(() -> read(document.toString())).isInstanceOf(UserException.class);
  }

  @Test
  void depthIsLimited() {
    assertThatThrownBy(() -> read("<a>".repeat(100_000)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("inside each other");
  }

  @Test
  void brokenDocumentsAreRefusedWithoutQuotingThem() {
    for (String text :
        new String[] {"", "no document", "<a>", "<a>\n<b>John</c></a>", "<a>&john;</a>"}) {
      assertThatThrownBy(() -> read(text))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("d.xml")
          .hasMessageNotContainingAny("John", "john");
    }
  }

  /** The JDK's reader has no message for a character in a document type and fails over that. */
  @Test
  void failuresOfTheParserItselfAreRefusals() {
    for (String text :
        new String[] {
          "<!DOCTYPE a [\u0001]><a/>",
          "<!DOCTYPE a \u0001><a/>",
          "<?xml version='1.0' encoding='klingon'?><a/>",
          "<?xml version='1.0' encoding='UTF-16'?><a/>"
        }) {
      assertThatThrownBy(() -> read(text))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("d.xml")
          .hasNoCause();
    }
  }

  @Test
  void encodingsAreThoseOfTheDeclaration() throws IOException {
    Files.write(
        folder.resolve("d.xml"),
        "<?xml version='1.0' encoding='ISO-8859-1'?><a>\u00e9</a>"
            .getBytes(StandardCharsets.ISO_8859_1));
    assertThat(XmlDocument.read(new FolderFiles(folder), "d.xml").text()).isEqualTo("\u00e9");
    Files.write(
        folder.resolve("d.xml"),
        "<?xml version='1.0' encoding='UTF-16'?><a>\u00e9</a>".getBytes(StandardCharsets.UTF_16));
    assertThat(XmlDocument.read(new FolderFiles(folder), "d.xml").text()).isEqualTo("\u00e9");
    assertThat(read("\ufeff<a>\u00e9</a>").text()).isEqualTo("\u00e9");
  }

  /** As CardioSoft declares it. */
  @Test
  void misspeltEncodingsAreUnderstood() throws IOException {
    for (String name : new String[] {"ISO8859-1", "iso8859_1", "ISO_8859-1"}) {
      byte[] text =
          ("<?xml version=\"1.0\" encoding=\"" + name + "\" ?><a>\u00e9</a>")
              .getBytes(StandardCharsets.ISO_8859_1);
      Files.write(folder.resolve("d.xml"), text);
      assertThat(XmlDocument.read(new FolderFiles(folder), "d.xml").text()).isEqualTo("\u00e9");
      assertThat(XmlDocument.rootName(text)).contains("a");
    }
  }

  /** A file that says that it is huge is not opened. */
  @Test
  void sizeIsLimited() {
    SignalFiles huge =
        new SignalFiles() {
          @Override
          public long length(String name) {
            return Long.MAX_VALUE;
          }

          @Override
          public InputStream open(String name) {
            throw new AssertionError("opened");
          }

          @Override
          public String path(String name) {
            return name;
          }
        };
    assertThatThrownBy(() -> XmlDocument.read(huge, "d.xml"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("larger than 64 MB");
  }

  @Test
  void rootsAreRecognisedFromTheBeginning() {
    assertThat(XmlDocument.rootName(bytes("<?xml version='1.0'?><!-- n --><r:a xmlns:r='u'><b>")))
        .contains("a");
    assertThat(XmlDocument.rootName("<?xml version='1.0'?><a>".getBytes(StandardCharsets.UTF_16)))
        .contains("a");
    assertThat(XmlDocument.rootName(bytes("\ufeff \n<a>"))).contains("a");
    assertThat(XmlDocument.rootName(new byte[] {(byte) 0x80, 'x', '<'})).isEmpty();
    assertThat(XmlDocument.rootName(bytes("# header"))).isEmpty();
    assertThat(XmlDocument.rootName(new byte[0])).isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
