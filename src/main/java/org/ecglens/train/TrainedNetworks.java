package org.ecglens.train;

import java.util.List;
import java.util.Map;
import org.ecglens.table.TestErrorRow;

/**
 * The result of a training.
 *
 * @param errors rows of the table of test errors, of finished networks alone
 * @param failures name of a network to the reason why it is not trained
 */
public record TrainedNetworks(List<TestErrorRow> errors, Map<String, String> failures) {}
