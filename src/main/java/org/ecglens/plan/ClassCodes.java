package org.ecglens.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecglens.error.UserException;

/**
 * A class as labels of records say it: diagnoses are there where they were made, so that a class
 * has to be made of them, with records that have it not.
 *
 * @param name of the label that is made
 * @param codes any of which means that a record has the class
 */
public record ClassCodes(String name, List<Code> codes) implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String AT_LEAST = ">=";

  /** Copies the list. */
  public ClassCodes {
    codes = List.copyOf(codes);
  }

  /**
   * A label that means the class.
   *
   * @param label name, as {@code dx:164889003} or {@code scp:AFIB}
   * @param least value that it must have, of SCP statements the likelihood in per cent; null where
   *     it only has to be there, but for a label without a vocabulary, which must not be 0
   */
  public record Code(String label, Double least) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What stands before the colon, colon included; null for a label of no vocabulary. */
    String vocabulary() {
      int colon = label.indexOf(':');
      return colon < 1 ? null : label.substring(0, colon + 1);
    }

    /** Whether a record's value means the class. */
    boolean isMeantBy(double value) {
      return least != null ? value >= least : vocabulary() != null || value != 0;
    }
  }

  /**
   * Reads {@code NAME=CODE+CODE>=50}.
   *
   * @throws UserException if it is none
   */
  public static ClassCodes of(String word) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? "" : word.substring(0, equals).strip();
    if (name.isEmpty() || name.endsWith(">")) {
      throw wrong(word, "it has no name");
    }
    List<Code> codes = new ArrayList<>();
    for (String part : word.substring(equals + 1).split("\\+", -1)) {
      codes.add(code(word, part.strip()));
    }
    return new ClassCodes(name, codes);
  }

  private static Code code(String word, String part) {
    int bound = part.indexOf(AT_LEAST);
    String label = bound < 0 ? part : part.substring(0, bound).strip();
    if (label.isEmpty()) {
      throw wrong(word, "a code is empty");
    }
    if (bound < 0) {
      return new Code(label, null);
    }
    try {
      return new Code(label, Double.valueOf(part.substring(bound + AT_LEAST.length()).strip()));
    } catch (NumberFormatException e) {
      throw new UserException(wrong(word, "what follows >= is no number").getMessage(), e);
    }
  }

  private static UserException wrong(String word, String problem) {
    return new UserException(
        "--classes "
            + word
            + ": "
            + problem
            + "; write NAME=CODE+CODE, as AF=dx:164889003+scp:AFIB>=50.");
  }

  /**
   * Reads several.
   *
   * @throws UserException if one is none, or a name is there twice
   */
  static List<ClassCodes> all(List<String> words) {
    List<ClassCodes> classes = words.stream().map(ClassCodes::of).toList();
    Set<String> names = new HashSet<>();
    for (ClassCodes one : classes) {
      if (!names.add(one.name())) {
        throw new UserException("--classes: " + one.name() + " is named twice.");
      }
    }
    return classes;
  }

  /**
   * The label of a record.
   *
   * @param labels of the record
   * @return 1 where a code means the class; 0 where the record has none of the codes but other
   *     labels of their vocabularies, so that it was looked at; null where that is not known, or a
   *     code is there with too low a value
   */
  public Double label(Map<String, Double> labels) {
    boolean doubtful = false;
    boolean looked = false;
    for (Code code : codes) {
      Double value = labels.get(code.label());
      if (value != null && code.isMeantBy(value)) {
        return 1.0;
      }
      String vocabulary = code.vocabulary();
      doubtful |= value != null && vocabulary != null;
      looked |=
          vocabulary == null
              ? value != null
              : labels.keySet().stream().anyMatch(name -> name.startsWith(vocabulary));
    }
    return looked && !doubtful ? (Double) 0.0 : null;
  }
}
