package org.ecglens.attribution;

import java.util.Locale;

/** How methods obtain their maps. The name of a group stands for its methods in a list of them. */
public enum MethodGroup {
  /** Derivatives of an output with respect to the input, or rules in their place. */
  GRADIENT("passes back to the input"),
  /** Activations of a layer, weighted. */
  CAM("activations of a layer"),
  /** Predictions of changed records; nothing but the outputs of the network is used. */
  PERTURBATION("predictions of changed records"),
  /** Maps that explain nothing: {@link Controls}. */
  CONTROL("maps that see no network or no patient");

  private final String meaning;

  MethodGroup(String meaning) {
    this.meaning = meaning;
  }

  /** What its methods look at, in a few words. */
  public String meaning() {
    return meaning;
  }

  /** As on the command line: {@code gradient}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
