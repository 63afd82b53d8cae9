package org.ecglens.io.array;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ecglens.ecg.Lead;
import org.ecglens.error.UserException;
import org.ecglens.io.Assumptions;
import org.ecglens.io.EcgReader;

/**
 * Which dimension of an array are the records, the leads and the samples.
 *
 * @param leads names in the order of the file
 * @param records how many there are; 1 where there is no such dimension
 * @param samples of each lead
 * @param several whether there is a dimension of records
 * @param recordsSlowest whether a record is a row, or the array a single record
 * @param recordStride from a record to the next, in numbers
 * @param leadStride from a lead to the next
 * @param sampleStride from a sample to the next
 */
record ArrayLayout(
    List<String> leads,
    int records,
    int samples,
    boolean several,
    boolean recordsSlowest,
    int recordStride,
    int leadStride,
    int sampleStride) {
  private static final int FEWEST_SAMPLES = 200;
  private static final String RECORD = Assumptions.AXES.get(0);
  private static final String LEAD = Assumptions.AXES.get(1);
  private static final String SAMPLE = Assumptions.AXES.get(2);

  /** Copies the leads. */
  ArrayLayout {
    leads = List.copyOf(leads);
  }

  /**
   * The layout of an array.
   *
   * @param path for messages
   * @param named leads that are known by name
   * @param said what the user says that the dimensions are, or null
   * @throws UserException if the sizes do not tell leads from samples, or the record is too large
   */
  static ArrayLayout of(
      String path, NumberArray array, Optional<List<String>> named, List<String> said) {
    int[] sizes = array.dimensions();
    for (int size : sizes) {
      if (size < 1) {
        throw new UserException(path + ": the array " + size(sizes) + " has no samples.");
      }
    }
    List<String> axes = said == null ? found(path, array, named) : checked(path, sizes, said);
    int[] strides = new int[sizes.length];
    long stride = 1;
    for (int i = 0; i < sizes.length; i++) {
      int axis = array.isFirstFastest() ? i : sizes.length - 1 - i;
      strides[axis] = (int) Math.min(stride, Integer.MAX_VALUE);
      stride = Math.min(Integer.MAX_VALUE, stride * sizes[axis]);
    }
    int record = axes.indexOf(RECORD);
    int lead = axes.indexOf(LEAD);
    int sample = axes.indexOf(SAMPLE);
    int slowest = array.isFirstFastest() ? sizes.length - 1 : 0;
    List<String> leads = leads(path, sizes, lead < 0 ? 1 : sizes[lead], named);
    boolean recordsSlowest = record < 0 || record == slowest;
    long values =
        recordsSlowest
            ? (long) leads.size() * sizes[sample]
            : Arrays.stream(sizes).asLongStream().reduce(1, ArrayLayout::product);
    if (values > EcgReader.MOST_VALUES) {
      throw new UserException(
          path
              + ": the array "
              + size(sizes)
              + (recordsSlowest
                  ? " has more values than a record can have."
                  : " is too large to be read as a whole, and its records are no rows; store it with"
                      + " the records as the "
                      + (array.isFirstFastest() ? "last" : "first")
                      + " dimension."));
    }
    return new ArrayLayout(
        leads,
        record < 0 ? 1 : sizes[record],
        sizes[sample],
        record >= 0,
        recordsSlowest,
        record < 0 ? 0 : strides[record],
        lead < 0 ? 0 : strides[lead],
        strides[sample]);
  }

  private static long product(long a, long b) {
    return a > EcgReader.MOST_VALUES ? a : a * b;
  }

  private static List<String> leads(
      String path, int[] sizes, int count, Optional<List<String>> named) {
    List<String> leads =
        named.orElse(count == Lead.STANDARD.size() ? Lead.STANDARD : Lead.INDEPENDENT);
    if (leads.size() != count) {
      throw new UserException(
          path
              + ": the array "
              + size(sizes)
              + " has "
              + count
              + " leads, and "
              + leads.size()
              + " are named; name them in order with --assume-leads.");
    }
    if (new HashSet<>(leads).size() < count) {
      throw new UserException(path + ": a lead is named twice for the array " + size(sizes) + ".");
    }
    return leads;
  }

  private static List<String> checked(String path, int[] sizes, List<String> said) {
    if (said.size() != sizes.length || !said.contains(SAMPLE)) {
      throw new UserException(
          path
              + ": the array has the dimensions "
              + size(sizes)
              + ", --axes says "
              + String.join(",", said)
              + "; name what each is, record, lead or sample.");
    }
    return said;
  }

  /** The only reading that fits. */
  private static List<String> found(String path, NumberArray array, Optional<List<String>> named) {
    int[] sizes = array.dimensions();
    List<List<String>> fitting = new ArrayList<>();
    if (sizes.length == 1 && named.map(List::size).orElse(0) == 1) {
      return List.of(SAMPLE);
    }
    if (sizes.length != 2 && sizes.length != 3) {
      throw new UserException(
          path
              + ": the array has "
              + sizes.length
              + " dimensions; a record has two, leads and samples, and several records three.");
    }
    boolean last = array.mayEndWithRecords() && sizes.length == 3;
    for (int records = 0; records <= (last ? 2 : 0); records += 2) {
      for (boolean leadsFirst : new boolean[] {true, false}) {
        List<String> axes =
            new ArrayList<>(leadsFirst ? List.of(LEAD, SAMPLE) : List.of(SAMPLE, LEAD));
        if (sizes.length == 3) {
          axes.add(records, RECORD);
        }
        if (fits(sizes[axes.indexOf(LEAD)], named)) {
          fitting.add(axes);
        }
      }
    }
    // Recordings may be the first or the last dimension, but none is that short.
    if (fitting.stream().anyMatch(axes -> sizes[axes.indexOf(SAMPLE)] >= FEWEST_SAMPLES)) {
      fitting.removeIf(axes -> last && sizes[axes.indexOf(SAMPLE)] < FEWEST_SAMPLES);
    }
    if (fitting.size() != 1) {
      String wanted = named.map(leads -> String.valueOf(leads.size())).orElse("8 or 12");
      throw new UserException(
          path
              + ": of the array "
              + size(sizes)
              + (fitting.isEmpty() ? " no side" : last ? " several sides" : " both sides")
              + " could be the "
              + wanted
              + " leads; "
              + (fitting.isEmpty()
                  ? "name its leads in order with --assume-leads."
                  : "say what each dimension is with --axes, for example record,sample,lead."));
    }
    return fitting.get(0);
  }

  private static boolean fits(int length, Optional<List<String>> named) {
    return named
        .map(leads -> length == leads.size())
        .orElse(length == Lead.INDEPENDENT.size() || length == Lead.STANDARD.size());
  }

  /** Dimensions as they are written in Java. */
  static String size(int[] dimensions) {
    return Arrays.stream(dimensions)
        .mapToObj(length -> "[" + length + "]")
        .collect(Collectors.joining());
  }

  /**
   * A record.
   *
   * @param values numbers from which it is taken
   * @param first place of its first number
   * @return {@code [lead][sample]}
   */
  float[][] record(float[] values, int first) {
    float[][] record = new float[leads.size()][samples];
    for (int lead = 0; lead < record.length; lead++) {
      for (int i = 0; i < samples; i++) {
        record[lead][i] = values[first + lead * leadStride + i * sampleStride];
      }
    }
    return record;
  }
}
