package org.ecglens.attribution;

import java.nio.file.Path;
import java.util.List;
import org.ecglens.graph.Graph;
import org.ecglens.graph.InputLayout;
import org.ecglens.net.Network;
import org.ecglens.net.NetworkOptions;
import org.ecglens.net.Networks;
import org.ecglens.onnx.OnnxModel;

/** Opens the networks that the expected attributions belong to. */
final class GoldenModels {
  private GoldenModels() {}

  static Network open(Path onnx, int leads, int samples) {
    OnnxModel model = OnnxModel.read(onnx);
    List<Integer> dims = model.recordDims();
    InputLayout layout = InputLayout.infer(dims, leads, samples);
    Graph graph = model.graph(layout.dims(leads, samples));
    return Networks.open(layout.leadMajor(graph, leads, samples), NetworkOptions.DEFAULT);
  }
}
