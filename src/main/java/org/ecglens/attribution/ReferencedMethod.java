package org.ecglens.attribution;

import java.util.List;
import java.util.Optional;

/** A method that compares a record with one reference or several. */
public interface ReferencedMethod extends AttributionMethod {

  /** The option that says what the references are. */
  MethodOption BASELINES =
      MethodOption.of(
          "baselines",
          Domain.references(),
          RecordReferences.Kind.RECORDS.toString(),
          RecordReferences.Kind.RECORDS.toString(),
          "what the record is compared with");

  /** The option that says how many records are references. */
  MethodOption COUNT =
      MethodOption.of(
          "count",
          Domain.integers(1, 1000),
          "16",
          "16",
          "how many records are drawn where the baselines are records");

  /** The references. */
  References baselines();

  /** How many records are wanted where the references are records as they are. */
  int count();

  /** The same method with references that are made of records, of the network's input. */
  ReferencedMethod with(List<float[]> references);

  /** What references are to be made of records; empty where none are. */
  default Optional<RecordReferences.Kind> asked() {
    return baselines() instanceof RecordReferences records
        ? Optional.of(records.kind())
        : Optional.empty();
  }
}
