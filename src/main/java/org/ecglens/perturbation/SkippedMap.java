package org.ecglens.perturbation;

/**
 * A map that cannot be ranked.
 *
 * @param recordId the record
 * @param method attribution method
 * @param target position in the list of asked-for targets
 * @param kind of the problem
 * @param reason what is wrong and where
 */
public record SkippedMap(String recordId, String method, int target, Kind kind, String reason) {

  /** Why a map cannot be ranked. */
  public enum Kind {
    /** There is no map: whoever made the others did not make this one. */
    ABSENT,
    /** A value is NaN or infinite: the map is damaged. */
    NOT_FINITE,
    /** Zero or the same everywhere: the map is sound, but says of no point more than of others. */
    NO_ORDER
  }
}
