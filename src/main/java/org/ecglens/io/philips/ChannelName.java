package org.ecglens.io.philips;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecglens.ecg.Lead;

/** Names of channels: those of leads, where the format has {@code C1} beside {@code V1} for one. */
final class ChannelName {
  private static final Pattern CHEST = Pattern.compile("C([1-9]R?)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]{1,8}");

  private ChannelName() {}

  /** The usual spelling; empty for a text that is no name of a channel and may hold anything. */
  static Optional<String> of(String written) {
    Matcher chest = CHEST.matcher(written.strip());
    String name = Lead.name(chest.matches() ? "V" + chest.group(1) : written);
    return Optional.of(name).filter(text -> NAME.matcher(text).matches());
  }
}
