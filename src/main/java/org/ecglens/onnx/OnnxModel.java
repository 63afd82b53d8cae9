package org.ecglens.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ecglens.error.UserException;
import org.ecglens.graph.Graph;

/**
 * A model file whose structure has been checked: one float input, known names, an order in which
 * every value precedes its use. Whether each step can be explained shows when {@link #graph} is
 * asked for, because it depends on the shape of a record.
 */
public final class OnnxModel {

  /**
   * Length of an axis as the file declares it.
   *
   * @param length null if the file leaves it open
   * @param symbol name of an open axis, or null if it has none
   */
  public record Dim(Integer length, String symbol) {
    @Override
    public String toString() {
      return length != null ? length.toString() : symbol != null ? symbol : "?";
    }
  }

  /**
   * An input or output of the file.
   *
   * @param dims the batch axis included; null if the file does not declare a shape
   */
  public record Port(String name, List<Dim> dims) {}

  /** What operators mean in later versions is not known. */
  private static final int NEWEST_OPSET = 25;

  /** One that all exporters write. */
  private static final int WRITTEN_OPSET = 17;

  private static final Set<Integer> REALS =
      Set.of(
          TensorProto.DataType.FLOAT_VALUE,
          TensorProto.DataType.FLOAT16_VALUE,
          TensorProto.DataType.BFLOAT16_VALUE,
          TensorProto.DataType.DOUBLE_VALUE);

  private final String name;
  private final ModelProto proto;
  private final Path folder;
  private final long opset;
  private final Port input;
  private final long size;
  private final String sha256;

  private OnnxModel(String name, byte[] bytes, Path folder) {
    this.name = name;
    this.folder = folder;
    this.size = bytes.length;
    try {
      ModelProto parsed = ModelProto.parseFrom(bytes);
      this.sha256 = new ExternalData(folder).sha256(bytes, parsed);
      this.proto = Functions.inlined(name, parsed);
    } catch (InvalidProtocolBufferException e) {
      throw new UserException(
          name + " is not an ONNX model, or it is truncated (" + e.getMessage() + ")", e);
    } catch (IOException e) {
      throw new UserException(
          "weights of " + name + " in another file cannot be read: " + e.getMessage(), e);
    }
    this.opset = opset(name, proto);
    this.input = new Structure(name, proto.getGraph()).input();
  }

  /**
   * Reads a model file.
   *
   * @throws UserException if the file is missing, unreadable, not a sound ONNX model, or has more
   *     than one input
   */
  public static OnnxModel read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UserException("there is no model file " + file + "; check --model");
    }
    try {
      long size = Files.size(file);
      if (size > Integer.MAX_VALUE - 8) {
        throw new UserException(file + " has " + size + " bytes; an ONNX file holds at most 2 GB");
      }
      return parse(file.toString(), Files.readAllBytes(file), file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new UserException("the model " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Names of the files, beside a model's, that its weights lie in.
   *
   * @return none where the file is no model: who reads it says so
   */
  public static Set<String> externalFiles(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return ExternalData.locations(ModelProto.parseFrom(in));
    } catch (InvalidProtocolBufferException e) {
      return Set.of();
    }
  }

  /**
   * Reads a model from memory.
   *
   * @param name for messages
   * @param folder where weights in separate files may lie, or null if there may be none
   * @throws UserException as {@link #read}
   */
  public static OnnxModel parse(String name, byte[] bytes, Path folder) {
    return new OnnxModel(name, bytes, folder);
  }

  private static long opset(String name, ModelProto proto) {
    if (!proto.hasGraph() || proto.getGraph().getNodeCount() == 0) {
      throw new UserException(name + " is not an ONNX model, or its graph is empty");
    }
    for (OperatorSetIdProto set : proto.getOpsetImportList()) {
      if (set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx")) {
        if (set.getVersion() < 1 || set.getVersion() > NEWEST_OPSET) {
          throw new UserException(
              "%s is written in version %d of the ONNX operator set; versions up to %d are known. Export it with opset_version=%d"
                  .formatted(name, set.getVersion(), NEWEST_OPSET, WRITTEN_OPSET));
        }
        return set.getVersion();
      }
    }
    throw new UserException(name + " names no version of the ONNX operator set (opset_import)");
  }

  /** Path of the file, or the name that was given. */
  public String name() {
    return name;
  }

  /** Program that wrote the file, with its version; may be empty. */
  public String producer() {
    return (proto.getProducerName() + " " + proto.getProducerVersion()).strip();
  }

  /** Version of the file format. */
  public long irVersion() {
    return proto.getIrVersion();
  }

  /** Version of the standard operator set. */
  public long opset() {
    return opset;
  }

  /** The one input. */
  public Port input() {
    return input;
  }

  /** The outputs, in the order in which targets number them. */
  public List<Port> outputs() {
    return proto.getGraph().getOutputList().stream().map(OnnxModel::port).toList();
  }

  /** How often each operator occurs, by name. */
  public Map<String, Integer> operators() {
    Map<String, Integer> counts = new TreeMap<>();
    for (NodeProto node : proto.getGraph().getNodeList()) {
      String domain = node.getDomain();
      boolean standard = domain.isEmpty() || domain.equals("ai.onnx");
      counts.merge(standard ? node.getOpType() : domain + "." + node.getOpType(), 1, Integer::sum);
    }
    return counts;
  }

  /** Number of values in the file's floating point weights. */
  public long parameters() {
    return proto.getGraph().getInitializerList().stream()
        .filter(tensor -> REALS.contains(tensor.getDataType()))
        .mapToLong(tensor -> tensor.getDimsList().stream().reduce(1L, (a, b) -> a * b))
        .sum();
  }

  /**
   * SHA-256, in hexadecimal, of the file's bytes, and of the files that weights lie in where there
   * are such.
   */
  public String sha256() {
    return sha256;
  }

  /** Length of the file in bytes. */
  public long size() {
    return size;
  }

  /**
   * Axis lengths of one record as the file declares them, without the batch axis.
   *
   * @return null where open; null itself if the file declares no shape
   */
  public List<Integer> recordDims() {
    if (input.dims() == null || input.dims().isEmpty()) {
      return null;
    }
    List<Integer> dims = new ArrayList<>();
    input.dims().subList(1, input.dims().size()).forEach(dim -> dims.add(dim.length()));
    return dims;
  }

  /**
   * The network for records of a shape.
   *
   * @param recordDims axis lengths without the batch axis
   * @throws UserException if the shape is not the declared one
   * @throws UnsupportedModelException naming every node that cannot be explained
   */
  public Graph graph(List<Integer> recordDims) {
    GraphBuilder builder = builder(recordDims);
    if (!builder.problems().isEmpty()) {
      throw new UnsupportedModelException(name, builder.problems());
    }
    return builder.graph();
  }

  /**
   * Every node that cannot be explained, for records of a shape; empty if {@link #graph} works.
   *
   * @throws UserException if the shape is not the declared one
   */
  public List<Problem> problems(List<Integer> recordDims) {
    return List.copyOf(builder(recordDims).problems());
  }

  private GraphBuilder builder(List<Integer> recordDims) {
    List<Integer> declared = recordDims();
    boolean fits = declared == null || declared.size() == recordDims.size();
    for (int i = 0; fits && declared != null && i < declared.size(); i++) {
      fits = declared.get(i) == null || declared.get(i).equals(recordDims.get(i));
    }
    if (!fits) {
      throw new UserException(
          "the input '%s' of %s has the shape %s, which does not fit records of shape %s"
              .formatted(input.name(), name, input.dims(), recordDims));
    }
    double values = 1;
    for (int length : recordDims) {
      values *= length;
    }
    if (values > Budget.LARGEST) {
      throw new UserException(
          "the input '%s' of %s takes records of shape %s, more than the %d values that a record may have"
              .formatted(input.name(), name, recordDims, Budget.LARGEST));
    }
    Integer declaredBatch = input.dims() == null ? null : input.dims().get(0).length();
    int batch = declaredBatch == null ? 1 : declaredBatch;
    return new GraphBuilder(
        proto.getGraph(), opset, input.name(), recordDims, batch, new TensorReader(folder));
  }

  private static Port port(ValueInfoProto info) {
    if (!info.getType().getTensorType().hasShape()) {
      return new Port(info.getName(), null);
    }
    List<Dim> dims = new ArrayList<>();
    for (Dimension dim : info.getType().getTensorType().getShape().getDimList()) {
      boolean known = dim.hasDimValue() && dim.getDimValue() > 0;
      dims.add(
          new Dim(
              known ? Math.toIntExact(Math.min(dim.getDimValue(), Integer.MAX_VALUE)) : null,
              dim.hasDimParam() && !dim.getDimParam().isEmpty() ? dim.getDimParam() : null));
    }
    return new Port(info.getName(), List.copyOf(dims));
  }

  /** Checks of names and order. */
  private record Structure(String model, GraphProto graph) {

    Port input() {
      Set<String> defined = new HashSet<>();
      for (TensorProto tensor : graph.getInitializerList()) {
        define(defined, tensor.getName());
      }
      if (graph.getSparseInitializerCount() > 0) {
        throw new UserException(model + " has sparse weights, which are not supported");
      }
      List<ValueInfoProto> inputs =
          graph.getInputList().stream().filter(info -> !defined.contains(info.getName())).toList();
      if (inputs.size() != 1) {
        throw new UserException(
            "%s has %d inputs %s; networks of one input are supported"
                .formatted(
                    model, inputs.size(), inputs.stream().map(ValueInfoProto::getName).toList()));
      }
      ValueInfoProto only = inputs.get(0);
      checkType(only);
      define(defined, only.getName());
      checkOrder(defined);
      if (graph.getOutputCount() == 0) {
        throw new UserException(model + " has no output");
      }
      for (ValueInfoProto output : graph.getOutputList()) {
        if (!defined.contains(output.getName())) {
          throw new UserException(
              model + ": nothing computes the output '" + output.getName() + "'");
        }
      }
      return port(only);
    }

    private void checkType(ValueInfoProto info) {
      int type = info.getType().getTensorType().getElemType();
      if (!info.getType().hasTensorType() || !REALS.contains(type)) {
        throw new UserException(
            "%s: the input '%s' is not an array of floating point numbers (element type %s)"
                .formatted(model, info.getName(), TensorProto.DataType.forNumber(type)));
      }
      if (info.getType().getTensorType().hasShape()
          && info.getType().getTensorType().getShape().getDimCount() < 2) {
        throw new UserException(
            "%s: the input '%s' needs a batch axis and at least one more"
                .formatted(model, info.getName()));
      }
    }

    private void define(Set<String> defined, String value) {
      if (value.isEmpty() || !defined.add(value)) {
        throw new UserException(model + ": the value '" + value + "' is defined more than once");
      }
    }

    private void checkOrder(Set<String> defined) {
      for (NodeProto node : graph.getNodeList()) {
        for (String input : node.getInputList()) {
          if (!input.isEmpty() && !defined.contains(input)) {
            boolean later =
                graph.getNodeList().stream().anyMatch(n -> n.getOutputList().contains(input));
            throw new UserException(
                "%s: node '%s' (%s) uses the value '%s', which %s"
                    .formatted(
                        model,
                        node.getName(),
                        node.getOpType(),
                        input,
                        later
                            ? "is computed only after it: the graph has a cycle or is not sorted"
                            : "nothing computes"));
          }
        }
        for (String output : node.getOutputList()) {
          if (!output.isEmpty()) {
            define(defined, output);
          }
        }
      }
    }
  }
}
