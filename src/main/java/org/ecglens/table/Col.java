package org.ecglens.table;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a component of a row is as a column of its table. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Col {
  /** Name in files; the component's in snake case where it is empty. */
  String name() default "";

  /** Whether a value can be absent; it is never NaN for that. */
  boolean nullable() default false;

  /** Unit of the values; {@code 1} for pure numbers, empty for text alone. */
  String unit() default "";

  /** What a value means, and when it is null. */
  String meaning();
}
