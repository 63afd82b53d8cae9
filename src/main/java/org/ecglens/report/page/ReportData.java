package org.ecglens.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.ecglens.verdict.MethodCheck;
import org.ecglens.verdict.Verdict;

/**
 * All that a page shows. It does not grow with the number of records.
 *
 * @param run facts about it
 * @param verdict for each target
 * @param manifest of the run
 * @param tables by the name of their folder in the run
 * @param checks what each check that can make a method unsound says of each method
 * @param quarantine what could not be used
 * @param gallery some records with their heatmaps
 */
public record ReportData(
    RunFacts run,
    Verdict verdict,
    JsonNode manifest,
    Map<String, PageTable> tables,
    List<MethodCheck> checks,
    QuarantinePage quarantine,
    GalleryData gallery) {}
