package org.ecglens.testing;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ecglens.graph.Tensor;

/** The reference implementation of ONNX, as an oracle for shapes and values. */
public final class OnnxRuntime {

  private OnnxRuntime() {}

  /** All outputs of a model for one float input; the batch is the first axis. */
  public static List<Tensor> run(byte[] model, String input, float[] values, long... dims) {
    try {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        try (OrtSession session = environment.createSession(model, options);
            OnnxTensor x = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), dims);
            OrtSession.Result result = session.run(Map.of(input, x))) {
          List<Tensor> outputs = new ArrayList<>();
          for (Map.Entry<String, OnnxValue> entry : result) {
            OnnxTensor tensor = (OnnxTensor) entry.getValue();
            FloatBuffer buffer = tensor.getFloatBuffer();
            float[] copy = new float[buffer.remaining()];
            buffer.get(copy);
            outputs.add(
                Tensor.of(
                    copy,
                    Arrays.stream(tensor.getInfo().getShape())
                        .mapToObj(dim -> (int) dim)
                        .toList()));
          }
          return outputs;
        }
      }
    } catch (OrtException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
