package org.ecglens.io;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of columns, signals and datasets that messages may repeat: made of technical words. Any
 * other may hold the name of a person, a number or a date.
 */
public final class TechnicalName {
  private static final int LONGEST = 40;
  private static final Pattern NUMBER = Pattern.compile("\\d{4}");
  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}]+");
  private static final Pattern HUMPS = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");

  // Letters alone and names of leads, such as MLII or CM5.
  private static final Pattern LEAD =
      Pattern.compile("\\p{L}|d?i{1,3}|a?v[rlf]|ml?i{1,3}|mcl|cm|cs|cc|ns|es|as|ai|ch|rv");

  private static final Set<String> WORDS =
      Set.of(
          ("abp acc acceleration age amplitude annotation annotations art artifact atrial aux axis"
                  + " baseline battery beat beats bit bp calibration channel class code comment"
                  + " control count counter cvp data date detection diagnosis ecg ecgs ectopic ekg"
                  + " electrode emg eog event events exam fibrillation file filter filtered flag"
                  + " flutter frame frequency gain gender gyro heart hr hz id impedance index"
                  + " interval kind label labels lead leads mark marker median medians mhz min ml"
                  + " mv name names noise none note notes offset onset pa pace paced pacer pacing"
                  + " patient peak person pleth ppg pressure ptb pulse qrs qt quality rate raw"
                  + " record recording records reference resp respiration rhythm rhythms rr sample"
                  + " samples sampling sd sec seconds segment sensor sex signal signals skin"
                  + " source spare spo st status step strip strips subject sync synchronisation"
                  + " temp temperature test time timestamp tracing tracings train trig trigger type"
                  + " unit unnamed utc uv validation value values voltage wave waveform waveforms"
                  + " xl")
              .split(" ", -1));

  private TechnicalName() {}

  /** Whether a name may stand in a message. */
  public static boolean isOne(String name) {
    return !name.isBlank()
        && name.length() <= LONGEST
        && !NUMBER.matcher(name).find()
        && name.chars().noneMatch(Character::isISOControl)
        && Arrays.stream(SEPARATORS.split(name, -1))
            .allMatch(
                word ->
                    isWord(word)
                        || Arrays.stream(HUMPS.split(word, -1)).allMatch(TechnicalName::isWord));
  }

  private static boolean isWord(String written) {
    String word = written.toLowerCase(Locale.ROOT);
    return word.isEmpty() || WORDS.contains(word) || LEAD.matcher(word).matches();
  }

  /** The name in quotes if it may be shown, else words that stand for it. */
  public static String shown(String name) {
    return isOne(name) ? "'" + name + "'" : "of another name";
  }
}
