package org.ecglens.model;

import java.io.Serializable;

/**
 * An output of a network and what it stands for.
 *
 * @param output index of the output element
 * @param name as in tables
 * @param unit of the output, or null
 * @param label key of the records' labels that it is compared with; absent labels are null
 */
public record Target(int output, String name, String unit, String label) implements Serializable {
  private static final long serialVersionUID = 1L;
}
