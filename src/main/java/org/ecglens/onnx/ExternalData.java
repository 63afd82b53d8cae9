package org.ecglens.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Weights that lie in files beside the model.
 *
 * @param folder of the model, or null if there may be none
 */
record ExternalData(Path folder) {

  /**
   * The file of a tensor. Links are followed before it is compared, so that none leads outside.
   *
   * @throws UnsupportedNodeException if it is missing or outside the folder
   */
  Path file(TensorProto tensor, String location) {
    if (folder == null) {
      throw new UnsupportedNodeException(
          "tensor '" + tensor.getName() + "' lies in the external file " + location);
    }
    try {
      Path relative = Path.of(location);
      boolean climbs = false;
      for (Path part : relative) {
        climbs |= part.toString().equals("..");
      }
      Path root = folder.toRealPath();
      if (!location.isBlank() && !relative.isAbsolute() && !climbs) {
        Path file = root.resolve(relative);
        if (!Files.exists(file)) {
          throw new UnsupportedNodeException(
              "the external data " + location + " is missing in the model's folder");
        }
        file = file.toRealPath();
        if (file.startsWith(root) && Files.isRegularFile(file)) {
          return file;
        }
      }
    } catch (IOException | InvalidPathException e) {
      throw new UnsupportedNodeException(
          "the external data " + location + " cannot be read: " + e.getMessage());
    }
    throw new UnsupportedNodeException(
        "tensor '"
            + tensor.getName()
            + "' asks for the external data '"
            + location
            + "', which is not a file inside the model's folder");
  }

  /**
   * SHA-256 of all that a model is read from, in hexadecimal: of its file alone where that holds
   * everything, so that it is what other programs say of the file; else of the file's digest and,
   * for each file beside it in the order of their names, name and digest. A file that cannot be
   * read counts as missing: whoever needs it says so.
   *
   * @param bytes of the model's file
   */
  String sha256(byte[] bytes, ModelProto model) throws IOException {
    MessageDigest own = sha256();
    own.update(bytes);
    SortedSet<String> locations = locations(model);
    if (locations.isEmpty()) {
      return HexFormat.of().formatHex(own.digest());
    }
    MessageDigest all = sha256();
    all.update(own.digest());
    for (String location : locations) {
      all.update(location.getBytes(StandardCharsets.UTF_8));
      all.update((byte) 0);
      all.update(content(location));
    }
    return HexFormat.of().formatHex(all.digest());
  }

  private byte[] content(String location) throws IOException {
    Path file;
    try {
      file = file(TensorProto.getDefaultInstance(), location);
    } catch (UnsupportedNodeException missing) {
      return new byte[0];
    }
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return digest.digest();
  }

  /** Names of the files that a model's tensors lie in, ascending. */
  static SortedSet<String> locations(ModelProto model) {
    List<TensorProto> tensors = new ArrayList<>();
    collect(model.getGraph(), tensors);
    SortedSet<String> locations = new TreeSet<>();
    tensors.forEach(tensor -> locations.add(location(tensor)));
    return locations;
  }

  private static void collect(GraphProto graph, List<TensorProto> into) {
    graph.getInitializerList().forEach(tensor -> add(tensor, into));
    for (NodeProto node : graph.getNodeList()) {
      for (AttributeProto attribute : node.getAttributeList()) {
        if (attribute.hasT()) {
          add(attribute.getT(), into);
        }
        attribute.getTensorsList().forEach(tensor -> add(tensor, into));
        if (attribute.hasG()) {
          collect(attribute.getG(), into);
        }
        attribute.getGraphsList().forEach(inner -> collect(inner, into));
      }
    }
  }

  private static void add(TensorProto tensor, List<TensorProto> into) {
    if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
      into.add(tensor);
    }
  }

  private static String location(TensorProto tensor) {
    return tensor.getExternalDataList().stream()
        .filter(entry -> entry.getKey().equals("location"))
        .map(StringStringEntryProto::getValue)
        .findFirst()
        .orElse("");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
