package org.ecglens.attribution;

import org.ecglens.error.UserException;

/** A constant of a method that can be set. */
public final class MethodOption {
  private final String name;
  private final String meaning;
  private final Domain domain;
  private final String paper;
  private final String captum;
  private final String alternative;

  private MethodOption(
      String name, String meaning, Domain domain, String paper, String captum, String alternative) {
    this.name = name;
    this.meaning = meaning;
    this.domain = domain;
    this.paper = paper;
    this.captum = captum;
    this.alternative = alternative;
  }

  /** An option of which each preset has a value. */
  static MethodOption of(String name, Domain domain, String paper, String captum, String meaning) {
    return new MethodOption(name, meaning, domain, paper, captum, null);
  }

  /** An option that stands for another one: only one of the two has a value; null means none. */
  static MethodOption insteadOf(
      String alternative, String name, Domain domain, String paper, String captum, String meaning) {
    return new MethodOption(name, meaning, domain, paper, captum, alternative);
  }

  /** Name without the method's. */
  public String name() {
    return name;
  }

  /** What it does, in one line. */
  public String meaning() {
    return meaning;
  }

  /** What it can be set to, to complete "must be …". */
  public String range() {
    return domain.text();
  }

  /** The value in a preset; null if the alternative has one there. */
  public String defaultValue(Preset preset) {
    return preset == Preset.PAPER ? paper : captum;
  }

  /** The option that this one replaces when it is set; null if there is none. */
  String alternative() {
    return alternative;
  }

  Object parse(String method, String value) {
    try {
      return domain.parser().apply(value);
    } catch (IllegalArgumentException e) {
      throw new UserException(
          "option " + method + "." + name + "=" + value + ": must be " + domain.text(), e);
    }
  }
}
