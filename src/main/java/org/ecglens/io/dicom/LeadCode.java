package org.ecglens.io.dicom;

import java.util.Map;
import java.util.Optional;
import org.ecglens.ecg.LeadName;

/**
 * Leads by the code of a channel's source (PS3.16, CID 3001: SCP-ECG, section 5.6.3, and ISO/IEEE
 * 11073-10102, both with the same numbers), and else by its meaning or the channel's label.
 */
final class LeadCode {
  private static final Map<String, String> PREFIXES = Map.of("SCPECG", "5.6.3-9-", "MDC", "2:");

  private static final Map<String, String> LEADS =
      Map.ofEntries(
          Map.entry("1", "I"),
          Map.entry("2", "II"),
          Map.entry("3", "V1"),
          Map.entry("4", "V2"),
          Map.entry("5", "V3"),
          Map.entry("6", "V4"),
          Map.entry("7", "V5"),
          Map.entry("8", "V6"),
          Map.entry("61", "III"),
          Map.entry("62", "aVR"),
          Map.entry("63", "aVL"),
          Map.entry("64", "aVF"));

  private LeadCode() {}

  /** The standard lead of a channel, if it is one. */
  static Optional<String> lead(DataSet channel) {
    Optional<Code> source = channel.code(Tag.CHANNEL_SOURCE);
    if (source.filter(code -> LeadName.isInverted(code.meaning())).isPresent()) {
      // The label may leave the sign out.
      return Optional.empty();
    }
    return source
        .flatMap(LeadCode::byCode)
        .or(() -> source.flatMap(code -> byName(code.meaning())))
        .or(() -> channel.text(Tag.CHANNEL_LABEL).flatMap(LeadCode::byName));
  }

  private static Optional<String> byCode(Code code) {
    String prefix = PREFIXES.get(code.scheme());
    return prefix == null || !code.value().startsWith(prefix)
        ? Optional.empty()
        : Optional.ofNullable(LEADS.get(code.value().substring(prefix.length())));
  }

  private static Optional<String> byName(String name) {
    return Optional.of(LeadName.of(name)).filter(LeadName::known).map(LeadName::name);
  }
}
