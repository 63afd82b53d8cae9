package org.ecglens.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.ecglens.verdict.Verdict;

/**
 * All that a page shows. It does not grow with the number of records.
 *
 * @param run facts about it
 * @param verdict for each target
 * @param manifest of the run
 * @param tables by the name of their folder in the run
 * @param quarantine what could not be used
 * @param gallery some records with their heatmaps
 */
public record ReportData(
    RunFacts run,
    Verdict verdict,
    JsonNode manifest,
    Map<String, PageTable> tables,
    QuarantinePage quarantine,
    GalleryData gallery) {}
