package org.ecglens.io.dicom;

/** A recording of somebody whose name nobody may find again. */
public final class DicomExample {
  public static final String PATIENT_ID = "MRN8675309";
  private static final String PATIENT_NAME = "Zzyzx^Jane";
  private static final String BIRTH_DATE = "19470203";
  private static final String TWELVE_LEADS = "1.2.840.10008.5.1.4.1.1.9.1.1";

  private DicomExample() {}

  /** Explicit little-endian, two samples of one byte. */
  public static byte[] file() {
    return file(true, false, DicomBytes.EXPLICIT, "SB", new byte[] {1, -2, 3, (byte) 0x80});
  }

  /** A general ECG of two channels in mV; the second has another baseline. */
  public static byte[] file(
      boolean explicit, boolean undefined, String syntax, String samples, byte[] data) {
    DicomBytes[] channels = new DicomBytes[2];
    for (int i = 0; i < 2; i++) {
      channels[i] =
          empty(explicit, undefined)
              .sequence(
                  Tag.CHANNEL_SOURCE,
                  empty(explicit, undefined)
                      .text(Tag.CODE_VALUE, "SH", i == 0 ? "2:2" : "x")
                      .text(Tag.CODING_SCHEME, "SH", "MDC")
                      .text(Tag.CODE_MEANING, "LO", i == 0 ? "any" : "Lead aVR"))
              .text(Tag.CHANNEL_SENSITIVITY, "DS", "0.5")
              .sequence(
                  Tag.CHANNEL_SENSITIVITY_UNITS,
                  empty(explicit, undefined).text(Tag.CODE_VALUE, "SH", "mV"))
              .text(Tag.CHANNEL_SENSITIVITY_CORRECTION, "DS", "2")
              .text(Tag.CHANNEL_BASELINE, "DS", i == 0 ? "0" : "0.25");
    }
    boolean bytes = samples.endsWith("B");
    return empty(explicit, undefined)
        .text(Tag.SOP_CLASS, "UI", TWELVE_LEADS)
        .text(0x0010_0010, "PN", PATIENT_NAME)
        .text(Tag.PATIENT_ID, "LO", PATIENT_ID)
        .text(0x0010_0030, "DA", BIRTH_DATE)
        .text(Tag.PATIENT_SEX, "CS", "F")
        .text(Tag.PATIENT_AGE, "AS", "018M")
        .sequence(
            Tag.WAVEFORMS,
            empty(explicit, undefined)
                .shorts(Tag.NUMBER_OF_CHANNELS, 2)
                .number(Tag.NUMBER_OF_SAMPLES, 2)
                .text(Tag.SAMPLING_FREQUENCY, "DS", "250")
                .sequence(Tag.CHANNEL_DEFINITIONS, channels)
                .shorts(Tag.BITS_ALLOCATED, bytes ? 8 : 16)
                .text(Tag.SAMPLE_INTERPRETATION, "CS", samples)
                .element(Tag.PADDING_VALUE, "OW", new byte[] {(byte) 0x80, (byte) 0x80})
                .element(Tag.WAVEFORM_DATA, "OW", data))
        .file(syntax);
  }

  static DicomBytes empty(boolean explicit, boolean undefined) {
    return new DicomBytes(explicit, undefined);
  }
}
