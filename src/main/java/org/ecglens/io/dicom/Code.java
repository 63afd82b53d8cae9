package org.ecglens.io.dicom;

/**
 * A coded concept (PS3.3, table 8.8-1).
 *
 * @param scheme that defines the code, empty if it is absent
 * @param value the code, empty if it is absent
 * @param meaning in words, empty if it is absent
 */
record Code(String scheme, String value, String meaning) {
  static Code of(DataSet item) {
    return new Code(
        item.text(Tag.CODING_SCHEME).orElse(""),
        item.text(Tag.CODE_VALUE).orElse(""),
        item.text(Tag.CODE_MEANING).orElse(""));
  }
}
