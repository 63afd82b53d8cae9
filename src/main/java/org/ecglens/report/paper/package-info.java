/**
 * Electrocardiograms and heatmaps on ECG paper: layout of leads, scale, colours and captions, as a
 * list of marks. Writing marks to a file lives in {@code report.picture}, and the choice of records
 * in {@code finished}.
 *
 * <pre>{@code
 * static String svg(Ecg ecg) {
 *   return SvgPicture.of(EcgPaper.of(ecg).drawing());
 * }
 * }</pre>
 */
package org.ecglens.report.paper;
