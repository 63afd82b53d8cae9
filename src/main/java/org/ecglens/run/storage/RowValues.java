package org.ecglens.run.storage;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.ecglens.ecg.Waves;
import org.ecglens.table.RecordClass;

/** Hands the values of a row to Parquet one by one. */
final class RowValues {
  private static final RecordClass<Waves> WAVES = RecordClass.of(Waves.class);
  private static final List<String> WAVE_NAMES = WAVES.names();

  private final List<String> names;
  private final RecordConsumer consumer;

  /**
   * Hands them to a consumer.
   *
   * @param names of the columns
   */
  RowValues(List<String> names, RecordConsumer consumer) {
    this.names = names;
    this.consumer = consumer;
  }

  /**
   * Hands over a row.
   *
   * @param values of the columns, null where there is none
   */
  void write(List<Object> values) {
    consumer.startMessage();
    for (int i = 0; i < names.size(); i++) {
      if (values.get(i) != null) {
        field(names.get(i), i, values.get(i));
      }
    }
    consumer.endMessage();
  }

  /** Hands over what is held back. */
  void flush() {
    consumer.flush();
  }

  private void field(String name, int index, Object value) {
    consumer.startField(name, index);
    value(value);
    consumer.endField(name, index);
  }

  private void value(Object value) {
    if (value instanceof String text) {
      consumer.addBinary(Binary.fromString(text));
    } else if (value instanceof Double number) {
      consumer.addDouble(number);
    } else if (value instanceof Integer number) {
      consumer.addInteger(number);
    } else if (value instanceof Long number) {
      consumer.addLong(number);
    } else if (value instanceof double[] array) {
      list(array.length, i -> consumer.addDouble(array[i]));
    } else if (value instanceof int[] array) {
      list(array.length, i -> consumer.addInteger(array[i]));
    } else if (value instanceof long[] array) {
      list(array.length, i -> consumer.addLong(array[i]));
    } else if (value instanceof List<?> items) {
      list(items.size(), i -> value(items.get(i)));
    } else if (value instanceof Map<?, ?> entries) {
      map(entries);
    } else if (value instanceof Waves waves) {
      group(waves);
    } else {
      throw new IllegalArgumentException("a value of " + value.getClass());
    }
  }

  private void list(int size, IntConsumer element) {
    consumer.startGroup();
    if (size > 0) {
      consumer.startField("list", 0);
      for (int i = 0; i < size; i++) {
        consumer.startGroup();
        consumer.startField("element", 0);
        element.accept(i);
        consumer.endField("element", 0);
        consumer.endGroup();
      }
      consumer.endField("list", 0);
    }
    consumer.endGroup();
  }

  private void map(Map<?, ?> entries) {
    consumer.startGroup();
    if (!entries.isEmpty()) {
      consumer.startField("key_value", 0);
      // Ascending, so that equal maps give equal bytes.
      new TreeMap<>(entries)
          .forEach(
              (key, value) -> {
                consumer.startGroup();
                field("key", 0, key);
                field("value", 1, value);
                consumer.endGroup();
              });
      consumer.endField("key_value", 0);
    }
    consumer.endGroup();
  }

  private void group(Waves waves) {
    consumer.startGroup();
    Object[] values = WAVES.values(waves);
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        field(WAVE_NAMES.get(i), i, values[i]);
      }
    }
    consumer.endGroup();
  }
}
