package org.ecglens.io.ishne;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecglens.error.UserException;
import org.ecglens.io.Person;

/**
 * The part of fixed size at the start of a file.
 *
 * @param order of the bytes of all numbers
 * @param checksum CRC of the bytes from {@link #CHECKED} to the samples
 * @param samples as announced, of each lead or of all together
 * @param start byte at which the samples begin
 * @param leads what is said about each
 * @param rateHz samples a second of each lead
 * @param person in the header
 */
record IshneHeader(
    ByteOrder order,
    int checksum,
    long samples,
    long start,
    List<IshneLead> leads,
    int rateHz,
    Person person) {
  /** How a file begins. */
  static final String MAGIC = "ISHNE1.0";

  /** Bytes of the header. */
  static final int LENGTH = 522;

  /** First byte that the checksum covers. */
  static final int CHECKED = 10;

  private static final int MOST_LEADS = 12;

  /**
   * Parses a header.
   *
   * @param path of the file, for messages
   * @param bytes the first {@link #LENGTH} of the file
   * @throws UserException if a field is damaged
   */
  static IshneHeader parse(String path, byte[] bytes) {
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    // The standard fixes the place of the text behind the header, which shows the order.
    if (header.getInt(18) != LENGTH && Integer.reverseBytes(header.getInt(18)) == LENGTH) {
      header.order(ByteOrder.BIG_ENDIAN);
    }
    int count = header.getShort(156);
    if (count < 1 || count > MOST_LEADS) {
      throw new UserException(
          path + ": the header announces " + count + " leads, 1 to 12 are possible.");
    }
    int rate = Short.toUnsignedInt(header.getShort(272));
    if (header.getShort(272) <= 0) {
      throw new UserException(path + ": the header says no sampling rate above 0.");
    }
    long start = Integer.toUnsignedLong(header.getInt(22));
    if (start < LENGTH) {
      throw new UserException(
          path + ": the samples would begin at byte " + start + ", within the header.");
    }
    List<IshneLead> leads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leads.add(new IshneLead(i + 1, header.getShort(158 + 2 * i), header.getShort(206 + 2 * i)));
    }
    return new IshneHeader(
        header.order(),
        Short.toUnsignedInt(header.getShort(8)),
        Integer.toUnsignedLong(header.getInt(14)),
        start,
        List.copyOf(leads),
        rate,
        person(header));
  }

  private static Person person(ByteBuffer header) {
    String id = text(header, 108, 20);
    String name = (text(header, 28, 40) + " " + text(header, 68, 40)).strip();
    Optional<LocalDate> birth = date(header, 132);
    Optional<LocalDate> recorded = date(header, 138);
    if (id.isEmpty() && !name.isEmpty()) {
      id = name + birth.map(day -> " " + day).orElse("");
    }
    String sex =
        switch (header.getShort(128)) {
          case 1 -> "male";
          case 2 -> "female";
          default -> null;
        };
    Integer age = null;
    if (birth.isPresent() && recorded.isPresent()) {
      int years = Period.between(birth.get(), recorded.get()).getYears();
      age = years >= 0 && years <= Person.OLDEST_EVER ? (Integer) years : null;
    }
    return new Person(id.isEmpty() ? null : id, age, sex, List.of());
  }

  private static String text(ByteBuffer header, int at, int length) {
    String field = StandardCharsets.ISO_8859_1.decode(header.slice(at, length)).toString();
    int end = field.indexOf(0);
    return (end < 0 ? field : field.substring(0, end)).strip();
  }

  /** Day, month and year; −9 stands for what is not known. */
  private static Optional<LocalDate> date(ByteBuffer header, int at) {
    try {
      int year = header.getShort(at + 4);
      return year < 1800
          ? Optional.empty()
          : Optional.of(LocalDate.of(year, header.getShort(at + 2), header.getShort(at)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
