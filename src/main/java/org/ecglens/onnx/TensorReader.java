package org.ecglens.onnx;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

/**
 * Tensors of a model file, inside it or in a file beside it. The size that the axis lengths claim
 * is compared with the bytes that exist before any memory is taken.
 */
final class TensorReader {
  private final ExternalData data;

  /**
   * A reader.
   *
   * @param folder where external data may lie, or null if it may not
   */
  TensorReader(Path folder) {
    this.data = new ExternalData(folder);
  }

  /**
   * Reads a tensor.
   *
   * @throws UnsupportedNodeException if sizes do not agree, the type is not supported or external
   *     data is outside the folder
   */
  Constant read(TensorProto tensor) {
    List<Integer> dims = new ArrayList<>();
    long size = size(tensor);
    for (long dim : tensor.getDimsList()) {
      dims.add((int) dim);
    }
    if (tensor.hasSegment()) {
      throw new UnsupportedNodeException("tensor '" + tensor.getName() + "' is stored in segments");
    }
    if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
      return packed(tensor, dims, (int) size, external(tensor, size * width(tensor)));
    }
    if (tensor.hasRawData()) {
      ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer();
      expect(tensor, size * width(tensor), bytes.remaining(), "bytes");
      return packed(tensor, dims, (int) size, bytes);
    }
    return listed(tensor, dims, (int) size);
  }

  /** Number of elements that the axis lengths claim. */
  static long size(TensorProto tensor) {
    long size = 1;
    for (long dim : tensor.getDimsList()) {
      if (dim < 0 || dim > Integer.MAX_VALUE) {
        throw new UnsupportedNodeException(
            "tensor '" + tensor.getName() + "' has an axis of length " + dim);
      }
      size *= dim;
      if (size > Integer.MAX_VALUE / 8) {
        throw new UnsupportedNodeException(
            "tensor '" + tensor.getName() + "' is too large: " + tensor.getDimsList());
      }
    }
    return size;
  }

  private static TensorProto.DataType type(TensorProto tensor) {
    TensorProto.DataType type = TensorProto.DataType.forNumber(tensor.getDataType());
    if (type == null) {
      throw new UnsupportedNodeException(
          "tensor '" + tensor.getName() + "' has the unknown type " + tensor.getDataType());
    }
    return type;
  }

  private static UnsupportedNodeException unsupported(TensorProto tensor) {
    return new UnsupportedNodeException(
        "tensor '" + tensor.getName() + "' has the type " + type(tensor));
  }

  private static int width(TensorProto tensor) {
    return switch (type(tensor)) {
      case BOOL, INT8, UINT8 -> 1;
      case FLOAT16, BFLOAT16, INT16, UINT16 -> 2;
      case FLOAT, INT32, UINT32 -> 4;
      case DOUBLE, INT64, UINT64 -> 8;
      default -> throw unsupported(tensor);
    };
  }

  private static void expect(TensorProto tensor, long claimed, long found, String unit) {
    if (claimed != found) {
      throw new UnsupportedNodeException(
          "tensor '%s' of shape %s needs %d %s but has %d"
              .formatted(tensor.getName(), tensor.getDimsList(), claimed, unit, found));
    }
  }

  private static Constant packed(
      TensorProto tensor, List<Integer> dims, int size, ByteBuffer data) {
    ByteBuffer bytes = data.order(ByteOrder.LITTLE_ENDIAN);
    return switch (type(tensor)) {
      case FLOAT -> reals(dims, size, i -> bytes.getFloat(4 * i));
      case FLOAT16 -> reals(dims, size, i -> half(bytes.getShort(2 * i)));
      case BFLOAT16 -> reals(dims, size, i -> brain(bytes.getShort(2 * i)));
      case DOUBLE -> {
        double[] values = new double[size];
        bytes.asDoubleBuffer().get(values);
        yield Constant.ofReals(Constant.Type.DOUBLE, dims, values);
      }
      case INT64, UINT64 -> integers(Constant.Type.INT64, dims, size, i -> bytes.getLong(8 * i));
      case INT32 -> integers(Constant.Type.INT32, dims, size, i -> bytes.getInt(4 * i));
      case UINT32 ->
          integers(
              Constant.Type.INT64, dims, size, i -> Integer.toUnsignedLong(bytes.getInt(4 * i)));
      case INT16 -> integers(Constant.Type.INT64, dims, size, i -> bytes.getShort(2 * i));
      case UINT16 ->
          integers(
              Constant.Type.INT64, dims, size, i -> Short.toUnsignedLong(bytes.getShort(2 * i)));
      case INT8 -> integers(Constant.Type.INT64, dims, size, bytes::get);
      case UINT8 ->
          integers(Constant.Type.INT64, dims, size, i -> Byte.toUnsignedLong(bytes.get(i)));
      case BOOL -> integers(Constant.Type.BOOL, dims, size, i -> bytes.get(i) == 0 ? 0 : 1);
      default -> throw unsupported(tensor);
    };
  }

  private static Constant listed(TensorProto tensor, List<Integer> dims, int size) {
    switch (type(tensor)) {
      case FLOAT -> {
        expect(tensor, size, tensor.getFloatDataCount(), "values");
        return reals(dims, size, tensor::getFloatData);
      }
      case DOUBLE -> {
        expect(tensor, size, tensor.getDoubleDataCount(), "values");
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
          values[i] = tensor.getDoubleData(i);
        }
        return Constant.ofReals(Constant.Type.DOUBLE, dims, values);
      }
      case INT64 -> {
        expect(tensor, size, tensor.getInt64DataCount(), "values");
        return integers(Constant.Type.INT64, dims, size, tensor::getInt64Data);
      }
      case UINT64, UINT32 -> {
        expect(tensor, size, tensor.getUint64DataCount(), "values");
        return integers(Constant.Type.INT64, dims, size, tensor::getUint64Data);
      }
      case FLOAT16 -> {
        expect(tensor, size, tensor.getInt32DataCount(), "values");
        return reals(dims, size, i -> half((short) tensor.getInt32Data(i)));
      }
      case BFLOAT16 -> {
        expect(tensor, size, tensor.getInt32DataCount(), "values");
        return reals(dims, size, i -> brain((short) tensor.getInt32Data(i)));
      }
      case INT32, INT16, INT8, UINT16, UINT8 -> {
        expect(tensor, size, tensor.getInt32DataCount(), "values");
        return integers(Constant.Type.INT32, dims, size, tensor::getInt32Data);
      }
      case BOOL -> {
        expect(tensor, size, tensor.getInt32DataCount(), "values");
        return integers(Constant.Type.BOOL, dims, size, i -> tensor.getInt32Data(i) == 0 ? 0 : 1);
      }
      default -> throw unsupported(tensor);
    }
  }

  private static Constant reals(List<Integer> dims, int size, IntToDoubleFunction element) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) element.applyAsDouble(i);
    }
    return Constant.ofFloats(dims, values);
  }

  private static Constant integers(
      Constant.Type type, List<Integer> dims, int size, IntToLongFunction element) {
    long[] values = new long[size];
    for (int i = 0; i < size; i++) {
      values[i] = element.applyAsLong(i);
    }
    return Constant.ofIntegers(type, dims, values);
  }

  private static float brain(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  private static double half(short bits) {
    int exponent = (bits >> 10) & 0x1f;
    int mantissa = bits & 0x3ff;
    double magnitude;
    if (exponent == 0) {
      magnitude = Math.scalb((double) mantissa, -24);
    } else if (exponent == 31) {
      magnitude = mantissa == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else {
      magnitude = Math.scalb(1024.0 + mantissa, exponent - 25);
    }
    return bits < 0 ? -magnitude : magnitude;
  }

  private ByteBuffer external(TensorProto tensor, long bytes) {
    String location = "";
    long offset = 0;
    long length = bytes;
    for (StringStringEntryProto entry : tensor.getExternalDataList()) {
      switch (entry.getKey()) {
        case "location" -> location = entry.getValue();
        case "offset" -> offset = number(tensor, entry);
        case "length" -> length = number(tensor, entry);
        default -> {}
      }
    }
    expect(tensor, bytes, length, "bytes");
    Path file = data.file(tensor, location);
    try (FileChannel channel = FileChannel.open(file)) {
      if (offset < 0 || offset > channel.size() - length) {
        throw new UnsupportedNodeException(
            "tensor '%s' needs bytes %d to %d of %s, which has %d"
                .formatted(tensor.getName(), offset, offset + length, location, channel.size()));
      }
      ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(length));
      while (content.hasRemaining()) {
        if (channel.read(content, offset + content.position()) < 0) {
          throw new UnsupportedNodeException("the external data " + location + " ended early");
        }
      }
      return content.flip();
    } catch (IOException e) {
      throw new UnsupportedNodeException(
          "the external data " + location + " cannot be read: " + e.getMessage());
    }
  }

  private static long number(TensorProto tensor, StringStringEntryProto entry) {
    try {
      return Long.parseLong(entry.getValue());
    } catch (NumberFormatException e) {
      throw new UnsupportedNodeException(
          "tensor '%s' has the external data %s '%s', which is not a number"
              .formatted(tensor.getName(), entry.getKey(), entry.getValue()));
    }
  }
}
