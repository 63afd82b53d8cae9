package org.ecglens.train;

import java.util.List;
import java.util.Map;
import org.ecglens.table.PerformanceRow;
import org.ecglens.table.TestErrorRow;

/**
 * The result of a training.
 *
 * @param errors rows of the table of test errors, of finished networks of quantities
 * @param performance rows of that table, of finished networks of classes
 * @param failures name of a network to the reason why it is not trained
 */
public record TrainedNetworks(
    List<TestErrorRow> errors, List<PerformanceRow> performance, Map<String, String> failures) {}
