package org.ecglens.table;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the class of a row says of its table. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface TableInfo {
  /** Folder of the table below the run's; it begins with an underscore where it is internal. */
  String folder();

  /** What the table holds. */
  String meaning();

  /** Commands that write it. */
  String[] writtenBy();

  /** Whether it is a run's own, not for readers. */
  boolean internal() default false;
}
