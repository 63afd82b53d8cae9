package org.ecglens.summary;

import java.util.List;
import org.ecglens.table.AgreementRow;
import org.ecglens.table.BlankingRow;
import org.ecglens.table.ConsistencyRow;
import org.ecglens.table.LocalisationRow;
import org.ecglens.table.SanityRow;

/**
 * Rows of the tables of checks; none where the run does not have the check.
 *
 * @param agreement of methods
 * @param consistency of networks
 * @param localisation in waves, then in leads
 * @param sanity by network, target, method, check, depth and metric
 * @param blanking of waves
 */
public record CheckRows(
    List<AgreementRow> agreement,
    List<ConsistencyRow> consistency,
    List<LocalisationRow> localisation,
    List<SanityRow> sanity,
    List<BlankingRow> blanking) {
  /** Of a run without checks. */
  public static final CheckRows NONE =
      new CheckRows(List.of(), List.of(), List.of(), List.of(), List.of());

  /** Copies the lists. */
  public CheckRows {
    agreement = List.copyOf(agreement);
    consistency = List.copyOf(consistency);
    localisation = List.copyOf(localisation);
    sanity = List.copyOf(sanity);
    blanking = List.copyOf(blanking);
  }
}
