package org.ecglens.io.edf;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.ecglens.ecg.LeadName;
import org.ecglens.ecg.Voltage;

/**
 * One signal as the header describes it.
 *
 * @param number in the file, from 1
 * @param label type of signal and sensor, such as {@code ECG V1}
 * @param dimension unit of the physical values
 * @param physicalMinimum value that stands for {@code digitalMinimum}
 * @param physicalMaximum value that stands for {@code digitalMaximum}, also below the minimum
 * @param digitalMinimum smallest sample
 * @param digitalMaximum largest sample
 * @param samples in each data record
 */
record EdfSignal(
    int number,
    String label,
    String dimension,
    double physicalMinimum,
    double physicalMaximum,
    double digitalMinimum,
    double digitalMaximum,
    int samples) {
  // Bipolar leads of Holter recorders (MLII, CM5), EASI and orthogonal leads besides the standard.
  private static final Pattern ECG =
      Pattern.compile(
          "(?i).*(?:ecg|ekg).*|ml[ -]?(?:i{1,3}|\\d)|mcl[ -]?\\d?|c[csmb][ -]?\\d|ns|es|as|ai"
              + "|v[xyz]|[xyz]");
  private static final Pattern NAMELESS =
      Pattern.compile("(?i)(?:ch|chan|channel|signal|lead|derivation|kanal|canal)?[ ._#-]*\\d*");

  /** Whether it holds annotations instead of samples. */
  boolean isAnnotations() {
    return label.equals("EDF Annotations") || label.equals("BDF Annotations");
  }

  /** Whether its label is that of a lead or of an electrocardiogram. */
  boolean isEcg() {
    return !isAnnotations() && (LeadName.of(label).known() || ECG.matcher(label).matches());
  }

  /** Whether its label says nothing of what it is. */
  boolean isNameless() {
    return NAMELESS.matcher(label).matches();
  }

  /** The lead that the label names. */
  Optional<String> lead() {
    return Optional.of(LeadName.of(label)).filter(LeadName::known).map(LeadName::name);
  }

  /** How many microvolts its unit is; none if it is no voltage or is not said. */
  OptionalDouble microvolts() {
    return Voltage.inMicrovolts(dimension);
  }

  /** Whether the header leaves the unit out. */
  boolean isWithoutUnit() {
    return dimension.isEmpty();
  }

  /** Physical units of one step of the samples; NaN if the ranges give none. */
  double gain() {
    double gain = (physicalMaximum - physicalMinimum) / (digitalMaximum - digitalMinimum);
    return digitalMaximum > digitalMinimum && Double.isFinite(gain) && gain != 0
        ? gain
        : Double.NaN;
  }

  /** Physical value of the sample 0. */
  double offset() {
    return physicalMinimum - digitalMinimum * gain();
  }
}
