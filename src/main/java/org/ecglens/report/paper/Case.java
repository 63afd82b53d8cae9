package org.ecglens.report.paper;

import java.io.Serializable;

/**
 * A record before a network, seen for one of its targets.
 *
 * @param recordId the record
 * @param model name of the network
 * @param target name of the target
 */
public record Case(String recordId, String model, String target) implements Serializable {
  private static final long serialVersionUID = 1L;
}
