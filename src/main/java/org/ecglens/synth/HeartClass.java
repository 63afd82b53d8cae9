package org.ecglens.synth;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a synthetic heart has or has not, and the label, 0 or 1, that says it. A class that is asked
 * for is decided for each record; where it is absent, nothing of it is seen.
 */
public enum HeartClass {
  /** Atrial fibrillation: no P wave; in a rhythm, distances of beats that vary by up to 15 %. */
  AF(0),
  /**
   * Right bundle branch block: QRS of 125 to 160 ms, whose last part points to the right and to the
   * front, late R in V1 and wide S in I and V6; else QRS is 70 to 110 ms.
   */
  RBBB(1),
  /** Long QT: a QTc (Bazett) of 490 to 560 ms; else 360 to 450 ms. */
  LQT(2),
  /** Anterior ST elevation: a current of 250 to 600 µV towards the chest, seen in V2 to V4. */
  STE(3);

  private final int draw;

  HeartClass(int draw) {
    this.draw = draw;
  }

  /** Which of a record's numbers decides the class. */
  int draw() {
    return draw;
  }

  /** The labels. */
  public static final List<String> CODES = Arrays.stream(values()).map(HeartClass::name).toList();

  /** The class that a word stands for, upper and lower case alike. */
  public static Optional<HeartClass> of(String code) {
    return Arrays.stream(values()).filter(one -> one.name().equalsIgnoreCase(code)).findFirst();
  }
}
