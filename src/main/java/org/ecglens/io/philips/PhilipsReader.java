package org.ecglens.io.philips;

import org.ecglens.error.UserException;
import org.ecglens.io.Reading;
import org.ecglens.io.SignalFiles;
import org.ecglens.io.xml.XmlReader;

/**
 * Recognises Philips XML to refuse it by name: its signals are packed by a scheme (XLI) that the
 * maker has not published. What is known of it was found by taking files apart; a reader would have
 * to be held to recordings whose signals are known from elsewhere.
 */
public final class PhilipsReader implements XmlReader {
  private static final String ROOT = "restingecgdata";

  @Override
  public String format() {
    return "philips";
  }

  @Override
  public String root() {
    return ROOT;
  }

  @Override
  public Reading read(SignalFiles files, String name, String recordId) {
    throw new UserException(
        files.path(name)
            + ": Philips XML is not read: its signals are packed in a way that Philips has not"
            + " published. Export the recording as DICOM or as HL7 annotated ECG instead.");
  }
}
