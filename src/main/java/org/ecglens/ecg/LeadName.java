package org.ecglens.ecg;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a lead as files write it: in any case, with the word for "lead" of several languages
 * before or behind it, in the Romance spelling (DI, D2), with its unit ({@code I (mV)}, {@code
 * V1_uV}), with Roman numerals of one character.
 *
 * <p>An inverted lead (−aVR, of the Cabrera sequence; −I) is not taken for the lead, nor an
 * electrode (C1) or a number (Lead 1) for one: which lead those are depends on the device.
 *
 * @param name the usual spelling of a known lead, else the text without surrounding blanks
 * @param known whether it is a standard lead, V7 to V9 or a right one, V3R to V9R
 * @param unit the unit of voltage that stands behind it, in plain spelling, with the factor if it
 *     has one, or null
 */
public record LeadName(String name, boolean known, String unit) {
  private static final String WORD =
      "(?:mdc[\\s_]*ecg[\\s_]*(?:lead|elec[\\s_]*potl)|leads?|ecg|ekg|einthoven|goldberger|wilson"
          // German, Spanish, Portuguese, French, Italian, Dutch, Swedish, Polish
          + "|ableitung|abl|derivaci[oó]n|deriva[cç][aã]o|d[eé]rivation|deriv|derivazione"
          + "|afleiding|avledning|odprowadzenie|odpr"
          // Russian, Chinese, Japanese
          + "|отведение|отв|肢体导联|肢導|胸导联|标准导联|导联|導聯|第|誘導)";

  private static final int CASELESS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  private static final String VOLTS = "(?:micro|milli|nano)volts?";
  private static final Pattern UNIT =
      Pattern.compile(
          "^(.*?)(?:\\s*[(\\[{]\\s*((?:\\d{1,4}(?:\\.\\d{1,9})?\\s*)?"
              + "(?:[nm\u00b5\u03bcu\ufffd]?V|volts?|"
              + VOLTS
              + "))\\s*[)\\]}]|(?:\\s+[-\u2013])?[\\s_/,]+([nm\u00b5\u03bcu\ufffd]V|"
              + VOLTS
              + "))$",
          CASELESS);
  private static final Pattern BEFORE = Pattern.compile("^" + WORD + "[\\s._:#-]*", CASELESS);
  private static final Pattern BEHIND = Pattern.compile("[\\s._:-]*" + WORD + "$", CASELESS);
  private static final String MINUS = "[-\u2212\u2013\u2014]";

  // A sign before the name or behind it; a hyphen between a word and the name is none.
  private static final Pattern INVERTED =
      Pattern.compile(
          "^[(\\[{]?\\s*"
              + MINUS
              + "|[\\s_(]"
              + MINUS
              + "\\)?(?=[^\\s-]|[\\s_.]*a[\\s_]*V)|"
              + MINUS
              + "\\s*[)\\]}]?$|\\b(?:minus|inv[a-z]*|neg[a-z]*)[\\s_.]*a[\\s_]*V",
          CASELESS);
  private static final Pattern BRACKETS = Pattern.compile("[()\\[\\]{}]");
  private static final Pattern SEPARATORS = Pattern.compile("[\\s._:-]+");

  private static final Map<String, String> SPELLINGS = spellings();

  private static Map<String, String> spellings() {
    Map<String, String> spellings = new HashMap<>();
    Lead.STANDARD.forEach(lead -> spellings.put(lead.toUpperCase(Locale.ROOT), lead));
    List<String> limbs = Lead.STANDARD.subList(0, 3);
    for (int i = 0; i < limbs.size(); i++) {
      spellings.put("D" + limbs.get(i), limbs.get(i));
      spellings.put("D" + (i + 1), limbs.get(i));
    }
    for (int i = 7; i <= 9; i++) {
      spellings.put("V" + i, "V" + i);
    }
    for (int i = 3; i <= 9; i++) {
      spellings.put("V" + i + "R", "V" + i + "R");
      spellings.put("RV" + i, "V" + i + "R");
    }
    return Map.copyOf(spellings);
  }

  /** Reads a name. */
  public static LeadName of(String written) {
    String trimmed = written.strip();
    String plain = SPELLINGS.get(trimmed.toUpperCase(Locale.ROOT));
    if (plain != null) {
      return new LeadName(plain, true, null);
    }
    String text = Normalizer.normalize(trimmed, Normalizer.Form.NFKC);
    String unit = null;
    Matcher matcher = UNIT.matcher(text);
    if (matcher.matches()) {
      text = matcher.group(1);
      unit = unit(matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
    }
    String lead = lead(text);
    return new LeadName(lead == null ? trimmed : lead, lead != null, unit);
  }

  private static String unit(String written) {
    // What is left of the micro sign where a file is not in UTF-8.
    String mended = written.replace('\ufffd', 'u');
    return Voltage.inMicrovolts(mended).isEmpty()
        ? null
        : Voltage.of(mended).map(Voltage::symbol).orElse(mended);
  }

  /** Whether a text says that a lead is turned over, as −aVR of the Cabrera sequence is. */
  public static boolean isInverted(String text) {
    return INVERTED.matcher(Normalizer.normalize(text.strip(), Normalizer.Form.NFKC)).find();
  }

  private static String lead(String text) {
    if (isInverted(text)) {
      return null;
    }
    String rest = BRACKETS.matcher(text).replaceAll(" ").strip();
    for (Optional<String> next = Optional.of(rest); next.isPresent(); next = stripped(rest)) {
      rest = next.get();
    }
    // Cyrillic letters that look like those of the names.
    String key =
        SEPARATORS
            .matcher(rest)
            .replaceAll("")
            .toUpperCase(Locale.ROOT)
            .replace('\u0410', 'A')
            .replace('\u0406', 'I');
    return SPELLINGS.get(key);
  }

  private static Optional<String> stripped(String text) {
    String shorter = BEHIND.matcher(BEFORE.matcher(text).replaceFirst("")).replaceFirst("");
    return shorter.equals(text) ? Optional.empty() : Optional.of(shorter);
  }
}
