package org.ecglens.plan;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The command-line option of a component of a spec, and whether results depend on the component.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Asked {
  /**
   * The option as written, with its dashes; for a record that is made of several options, one for
   * each of its components.
   */
  String[] option();

  /**
   * Whether a run may resume with another value: tables do not depend on it, or depend on the
   * content of a file and not on its path.
   */
  boolean incidental() default false;

  /** The word for an empty list where leaving the option out means something else. */
  String empty() default "";

  /** Whether it may be null. */
  boolean optional() default false;
}
