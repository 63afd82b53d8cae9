package org.ecglens.run;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.ecglens.plan.AttributionSpec;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.IngestSpec;
import org.ecglens.plan.NetworkSpec;
import org.ecglens.plan.NetworksSpec;
import org.ecglens.plan.PredictionSpec;
import org.ecglens.plan.RecordsSpec;
import org.ecglens.plan.Spec;
import org.ecglens.plan.SynthSpec;
import org.ecglens.plan.TrainingSpec;

/**
 * Paths of a spec with all that they mean: who reads the spec later sits in another folder, or has
 * another default file system.
 */
final class InputPaths {
  private static final Pattern SCHEME = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:/.*");

  private final Configuration conf;

  private InputPaths(Configuration conf) {
    this.conf = conf;
  }

  /** The spec with qualified paths. */
  static Spec qualified(Spec spec, Configuration conf) throws IOException {
    InputPaths paths = new InputPaths(conf);
    if (spec instanceof PredictionSpec own) {
      return own.with().networks(paths.networks(own)).records(paths.records(own)).build();
    } else if (spec instanceof AttributionSpec own) {
      return own.with().networks(paths.networks(own)).records(paths.records(own)).build();
    } else if (spec instanceof EvaluationSpec own) {
      return own.with()
          .networks(paths.networks(own))
          .records(paths.records(own))
          .attributions(paths.stored(own.attributions()))
          .build();
    } else if (spec instanceof IngestSpec own) {
      return own.with().inputs(paths.stored(own.inputs())).salt(paths.stored(own.salt())).build();
    } else if (spec instanceof TrainingSpec own) {
      return own.with().records(paths.stored(own.records())).build();
    } else if (spec instanceof SynthSpec own) {
      return own.with().generator(local(own.generator())).build();
    }
    throw new IllegalStateException(spec.command());
  }

  private NetworksSpec networks(NetworkSpec spec) {
    return spec.networks()
        .with()
        .paths(spec.networks().paths().stream().map(InputPaths::local).toList())
        .build();
  }

  private RecordsSpec records(NetworkSpec spec) throws IOException {
    return spec.records().with().path(stored(spec.records().path())).build();
  }

  private List<String> stored(List<String> paths) throws IOException {
    String[] stored = new String[paths.size()];
    for (int i = 0; i < stored.length; i++) {
      stored[i] = stored(paths.get(i));
    }
    return List.of(stored);
  }

  /** A path on the default file system, unless it names another. */
  private String stored(String path) throws IOException {
    if (path == null) {
      return null;
    }
    Path hadoop = new Path(path);
    return hadoop.getFileSystem(conf).makeQualified(hadoop).toString();
  }

  /** A path on this machine, unless it names a file system. */
  private static String local(String path) {
    return path == null || SCHEME.matcher(path).matches()
        ? path
        : java.nio.file.Path.of(path).toAbsolutePath().normalize().toString();
  }
}
