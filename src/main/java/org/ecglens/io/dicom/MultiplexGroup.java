package org.ecglens.io.dicom;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Voltage;
import org.ecglens.error.UserException;
import org.ecglens.io.EcgReader;
import org.ecglens.io.Notice;

/**
 * Channels that were sampled together: one item of the waveform sequence (PS3.3 C.10.9).
 *
 * <p>The voltage of a sample is sample · sensitivity · correction factor + baseline, in the units
 * of the sensitivity (C.10.9.1.4.2): the baseline is what a sample of 0 stands for.
 */
final class MultiplexGroup {
  // A thousand volts: beyond it a field is damaged, and samples would overflow.
  private static final double MOST_MICROVOLTS = 1e9;

  private final String path;
  private final int number;
  private final DataSet item;
  private final List<DataSet> channels;

  /**
   * One item.
   *
   * @param number of the group in the file, from 1 as annotations count
   */
  MultiplexGroup(String path, int number, DataSet item) {
    this.path = path;
    this.number = number;
    this.item = item;
    this.channels = item.items(Tag.CHANNEL_DEFINITIONS);
    if (channels.isEmpty() || item.number(Tag.NUMBER_OF_CHANNELS).orElse(0) != channels.size()) {
      throw refused(
          "has "
              + channels.size()
              + " channel definitions for "
              + item.number(Tag.NUMBER_OF_CHANNELS).orElse(0)
              + " channels");
    }
  }

  int number() {
    return number;
  }

  int channels() {
    return channels.size();
  }

  /** A beat that a program made, by the group's label, else by its originality; else a strip. */
  Ecg.Kind kind() {
    String label = item.text(Tag.MULTIPLEX_GROUP_LABEL).orElse("").toUpperCase(Locale.ROOT);
    String originality = item.text(Tag.WAVEFORM_ORIGINALITY).orElse("");
    boolean median =
        label.contains("MEDIAN") || (originality.equals("DERIVED") && !label.contains("RHYTHM"));
    return median ? Ecg.Kind.MEDIAN : Ecg.Kind.RHYTHM;
  }

  /** The sample, counted from 1, that the beat was aligned at. */
  OptionalLong triggerSample() {
    return item.number(Tag.TRIGGER_SAMPLE_POSITION);
  }

  /** When it begins, in ms from the start of the acquisition, if it says so. */
  OptionalDouble offsetMs() {
    return item.decimal(Tag.GROUP_TIME_OFFSET);
  }

  /** Samples of each channel as they are announced, at most those of a record. */
  int samples() {
    return (int) Math.min(EcgReader.MOST_VALUES, item.number(Tag.NUMBER_OF_SAMPLES).orElse(0));
  }

  /** Samples a second. */
  double sampleRateHz() {
    OptionalDouble rate = item.decimal(Tag.SAMPLING_FREQUENCY);
    if (rate.isEmpty() || !(rate.getAsDouble() > 0)) {
      throw refused("has no sampling frequency (003A,001A) above 0");
    }
    return rate.getAsDouble();
  }

  /**
   * Lead names in the order of the channels; a channel that is no standard lead is called by its
   * number, as text of the file might name a person.
   */
  List<String> leads() {
    List<String> leads = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < channels.size(); i++) {
      String lead = LeadCode.lead(channels.get(i)).orElse("channel " + (i + 1));
      if (!seen.add(lead)) {
        throw refused("has two channels of lead " + lead);
      }
      leads.add(lead);
    }
    return leads;
  }

  /** Whether channels were sampled at different times, which is not corrected. */
  boolean skewed() {
    return channels.stream()
        .anyMatch(
            channel ->
                channel.decimal(Tag.CHANNEL_SAMPLE_SKEW).orElse(0) != 0
                    || channel.decimal(Tag.CHANNEL_TIME_SKEW).orElse(0) != 0);
  }

  /**
   * The samples in µV, {@code [lead * samples + sample]}, NaN for the padding value.
   *
   * @param notices takes channels whose samples have more bits than they say, or a sign that was
   *     restored
   */
  float[] signal(Consumer<Notice> notices) {
    SampleFormat format = format();
    ByteBuffer data =
        item.bytes(Tag.WAVEFORM_DATA)
            .orElseThrow(() -> refused("has no waveform data (5400,1010)"));
    long samples = item.number(Tag.NUMBER_OF_SAMPLES).orElse(0);
    long values = samples * channels.size();
    if (samples == 0 || values > data.remaining() / format.bytes()) {
      throw refused(
          "has "
              + data.remaining()
              + " bytes of data for "
              + channels.size()
              + " channels of "
              + samples
              + " samples");
    }
    if (values > EcgReader.MOST_VALUES) {
      throw refused("has " + values + " values, more than " + EcgReader.MOST_VALUES);
    }
    Optional<Integer> padding =
        item.bytes(Tag.PADDING_VALUE)
            .filter(bytes -> bytes.remaining() >= format.bytes())
            .map(bytes -> format.value(bytes, 0));
    int length = (int) samples;
    float[] signal = new float[(int) values];
    int[] stored = new int[length];
    int restored = 0;
    for (int channel = 0; channel < channels.size(); channel++) {
      Scale scale = scale(channel);
      for (int i = 0; i < length; i++) {
        stored[i] = format.value(data, i * channels.size() + channel);
      }
      StoredBits bits =
          StoredBits.of(
              format, channels.get(channel).number(Tag.BITS_STORED).orElse(0), stored, padding);
      if (bits.contradicted()) {
        notices.accept(
            Notice.Kind.HEADER.of(
                path
                    + ": channel "
                    + (channel + 1)
                    + " of multiplex group "
                    + number
                    + " has samples of more bits than (003A,021A) says; they are read as they are."));
      }
      restored += bits.sign() != 0 ? 1 : 0;
      for (int i = 0; i < length; i++) {
        signal[channel * length + i] =
            padding.isPresent() && padding.get() == stored[i]
                ? Float.NaN
                : (float) (bits.value(stored[i]) * scale.factor() + scale.offset());
      }
    }
    if (restored > 0) {
      notices.accept(
          Notice.Kind.HEADER.of(
              path
                  + ": "
                  + restored
                  + " channels of multiplex group "
                  + number
                  + " have signed samples without a sign in their upper bits; the highest of the bits"
                  + " stored (003A,021A) is taken as the sign."));
    }
    return signal;
  }

  private SampleFormat format() {
    String name = item.text(Tag.SAMPLE_INTERPRETATION).orElse("absent");
    SampleFormat format =
        SampleFormat.of(name)
            .orElseThrow(
                () ->
                    refused(
                        "has samples of interpretation "
                            + SampleFormat.shown(name)
                            + " (5400,1006); SB, UB, SS, US and SL are read"));
    long bits = item.number(Tag.BITS_ALLOCATED).orElse(0);
    if (bits != 8L * format.bytes()) {
      throw refused("has " + bits + " bits allocated (5400,1004) for samples of " + format);
    }
    if (format.bytes() == 1 && item.isBigEndian()) {
      throw refused("has samples of 8 bits in a big-endian file, whose order is not known");
    }
    return format;
  }

  /** Microvolts: value · factor + offset. */
  private record Scale(double factor, double offset) {}

  private Scale scale(int index) {
    DataSet channel = channels.get(index);
    Optional<Voltage> unit =
        channel.code(Tag.CHANNEL_SENSITIVITY_UNITS).map(Code::value).flatMap(Voltage::of);
    OptionalDouble sensitivity = channel.decimal(Tag.CHANNEL_SENSITIVITY);
    if (unit.isEmpty() || sensitivity.isEmpty() || sensitivity.getAsDouble() == 0) {
      throw refused(
          "has no sensitivity in volts for channel "
              + (index + 1)
              + " ((003A,0210), (003A,0211)): its voltage is not known");
    }
    double microvolts = unit.get().microvolts();
    double correction = channel.decimal(Tag.CHANNEL_SENSITIVITY_CORRECTION).orElse(1);
    double baseline = channel.decimal(Tag.CHANNEL_BASELINE).orElse(0);
    Scale scale =
        new Scale(sensitivity.getAsDouble() * correction * microvolts, baseline * microvolts);
    if (!(Math.abs(scale.factor()) < MOST_MICROVOLTS
        && Math.abs(scale.offset()) < MOST_MICROVOLTS)) {
      throw refused("has a sensitivity or baseline of channel " + (index + 1) + " beyond any ECG");
    }
    return scale;
  }

  private UserException refused(String found) {
    return new UserException(
        path + ": multiplex group " + number + " " + found + "; export the recording again.");
  }
}
