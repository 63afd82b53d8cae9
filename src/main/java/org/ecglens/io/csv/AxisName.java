package org.ecglens.io.csv;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the name of a column says of the time in it, in English and some other languages.
 *
 * @param kind of name
 * @param unitsInSecond of a name that says its unit, else 0
 */
record AxisName(Kind kind, double unitsInSecond) {
  /** Kinds, the most telling first. */
  enum Kind {
    /** Times in a unit. */
    UNIT,
    /** Times, nobody knows in what. */
    TIME,
    /** Numbers of samples. */
    COUNTER,
    /** Anything. */
    OTHER
  }

  private static final Map<String, Double> UNITS = new HashMap<>();

  static {
    unit(1, "s", "sec", "secs", "second", "seconds", "sekunde", "sekunden", "segundo", "segundos");
    unit(1, "seconde", "secondes", "secondi", "sek", "сек", "с", "секунды", "秒");
    unit(1e3, "ms", "msec", "msecs", "millis", "millisecond", "milliseconds", "millisekunden");
    unit(1e3, "milisegundos", "millisecondes", "millisecondi", "мс", "миллисекунды", "毫秒");
    unit(1e6, "us", "\u03bcs", "usec", "micros", "microsecond", "microseconds", "мкс", "微秒");
    unit(1e9, "ns", "nsec", "nanos", "nanosecond", "nanoseconds");
    unit(1 / 60.0, "min", "minute", "minutes");
  }

  private static final Set<String> TIMES =
      Set.copyOf(
          List.of(
              ("t time times timestamp timestamps datetime date clock elapsed relative rel since"
                      + " start from unix epoch utc local of day the zeit zeitpunkt uhrzeit datum"
                      + " tiempo hora fecha temps heure tempo ora data tid tijd czas время дата"
                      + " 时间 時間 时刻 hh mm ss mmm")
                  .split(" ", -1)));

  private static final Set<String> COUNTERS =
      Set.copyOf(
          List.of(
              ("sample samples index idx n nr no num number id row frame count counter unnamed"
                      + " muestra muestras número amostra amostras echantillon échantillon"
                      + " abtastwert probe nummer campione отсчет отсчёт номер 采样点 样本 序号")
                  .split(" ", -1)));

  private static void unit(double inSecond, String... names) {
    Arrays.stream(names).forEach(name -> UNITS.put(name, inSecond));
  }

  /** Reads a name. */
  static AxisName of(String name) {
    String text =
        Normalizer.normalize(name, Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{M}]+", " ")
            .strip();
    boolean time = false;
    boolean counter = false;
    double unit = 0;
    String[] words = text.split(" ", -1);
    for (String word : words) {
      if (TIMES.contains(word)) {
        time = true;
      } else if (UNITS.containsKey(word)) {
        unit = UNITS.get(word);
      } else if (word.startsWith("time") && UNITS.containsKey(word.substring(4))) {
        time = true;
        unit = UNITS.get(word.substring(4));
      } else if (COUNTERS.contains(word)) {
        counter = true;
      } else {
        return new AxisName(Kind.OTHER, 0);
      }
    }
    // A letter alone may stand for anything.
    boolean said = time || (!counter && text.length() > 1);
    if (unit > 0 && said) {
      return new AxisName(Kind.UNIT, unit);
    }
    return new AxisName(time ? Kind.TIME : counter ? Kind.COUNTER : Kind.OTHER, 0);
  }
}
