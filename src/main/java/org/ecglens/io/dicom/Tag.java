package org.ecglens.io.dicom;

import java.util.Set;

/** Numbers of the data elements that are read, group in the upper and element in the lower half. */
final class Tag {
  static final int TRANSFER_SYNTAX = 0x0002_0010;
  static final int SOP_CLASS = 0x0008_0016;
  static final int DIRECTORY_RECORDS = 0x0004_1220;
  static final int DIRECTORY_RECORD_TYPE = 0x0004_1430;
  static final int REFERENCED_FILE = 0x0004_1500;
  static final int CODE_VALUE = 0x0008_0100;
  static final int CODING_SCHEME = 0x0008_0102;
  static final int CODE_MEANING = 0x0008_0104;
  static final int PATIENT_ID = 0x0010_0020;
  static final int PATIENT_SEX = 0x0010_0040;
  static final int PATIENT_AGE = 0x0010_1010;
  static final int GROUP_TIME_OFFSET = 0x0018_1068;
  static final int TRIGGER_SAMPLE_POSITION = 0x0018_106E;
  static final int WAVEFORM_ORIGINALITY = 0x003A_0004;
  static final int NUMBER_OF_CHANNELS = 0x003A_0005;
  static final int NUMBER_OF_SAMPLES = 0x003A_0010;
  static final int SAMPLING_FREQUENCY = 0x003A_001A;
  static final int MULTIPLEX_GROUP_LABEL = 0x003A_0020;
  static final int CHANNEL_DEFINITIONS = 0x003A_0200;
  static final int CHANNEL_LABEL = 0x003A_0203;
  static final int CHANNEL_SOURCE = 0x003A_0208;
  static final int CHANNEL_SENSITIVITY = 0x003A_0210;
  static final int CHANNEL_SENSITIVITY_UNITS = 0x003A_0211;
  static final int CHANNEL_SENSITIVITY_CORRECTION = 0x003A_0212;
  static final int CHANNEL_BASELINE = 0x003A_0213;
  static final int CHANNEL_TIME_SKEW = 0x003A_0214;
  static final int CHANNEL_SAMPLE_SKEW = 0x003A_0215;
  static final int BITS_STORED = 0x003A_021A;
  static final int MEASUREMENT_UNITS = 0x0040_08EA;
  static final int CONCEPT_NAME = 0x0040_A043;
  static final int REFERENCED_CHANNELS = 0x0040_A0B0;
  static final int TEMPORAL_RANGE_TYPE = 0x0040_A130;
  static final int REFERENCED_SAMPLES = 0x0040_A132;
  static final int ANNOTATION_GROUP = 0x0040_A180;
  static final int NUMERIC_VALUE = 0x0040_A30A;
  static final int ANNOTATIONS = 0x0040_B020;
  static final int UNFORMATTED_TEXT = 0x0070_0006;
  static final int WAVEFORMS = 0x5400_0100;
  static final int BITS_ALLOCATED = 0x5400_1004;
  static final int SAMPLE_INTERPRETATION = 0x5400_1006;
  static final int PADDING_VALUE = 0x5400_100A;
  static final int WAVEFORM_DATA = 0x5400_1010;

  static final int ITEM = 0xFFFE_E000;
  static final int ITEM_END = 0xFFFE_E00D;
  static final int SEQUENCE_END = 0xFFFE_E0DD;

  /** Those that are sequences: implicit transfer syntax does not say so in the file. */
  static final Set<Integer> SEQUENCES =
      Set.of(
          DIRECTORY_RECORDS,
          CHANNEL_DEFINITIONS,
          CHANNEL_SOURCE,
          CHANNEL_SENSITIVITY_UNITS,
          MEASUREMENT_UNITS,
          CONCEPT_NAME,
          ANNOTATIONS,
          WAVEFORMS);

  private Tag() {}

  /** The usual way to write one: {@code (003A,0210)}. */
  static String shown(int tag) {
    return String.format("(%04X,%04X)", tag >>> 16, tag & 0xFFFF);
  }
}
