package org.ecglens.job.option;

import java.util.Set;
import java.util.stream.Collectors;
import org.ecglens.error.UserException;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.Protocol;
import org.ecglens.verdict.Deviation;
import picocli.CommandLine.Option;

/** The protocol that an evaluation is held to. */
public final class ProtocolOptions {
  private static final String FILE = "protocol";
  private static final String DEVIATIONS = "allow-deviations";

  /** Long names, without dashes, of the options that no protocol registers. */
  static final Set<String> NAMES = Set.of(FILE, DEVIATIONS);

  /** The option that names the file. */
  public static final String OPTION = "--" + FILE;

  @Option(
      names = OPTION,
      paramLabel = "FILE",
      description =
          "values of options that were registered before the run, as conf/protocol.yaml has them;"
              + " they hold where an option is left out, and one that says otherwise is refused")
  private String path;

  @Option(
      names = "--" + DEVIATIONS,
      defaultValue = "false",
      fallbackValue = "true",
      arity = "0..1",
      description =
          "let options say otherwise than --protocol; manifest, verdict and report then name each")
  private boolean allowed;

  /**
   * Holds an evaluation to the protocol, if there is one.
   *
   * @throws UserException if the file is wrong, or the evaluation deviates from it and may not
   */
  EvaluationSpec held(EvaluationSpec asked) {
    if (path == null) {
      if (allowed) {
        throw new UserException("--" + DEVIATIONS + " without " + OPTION + ": from what?");
      }
      return asked;
    }
    Protocol protocol = ProtocolFile.read(path).compared(asked);
    if (!allowed && !protocol.deviations().isEmpty()) {
      throw new UserException(
          "%s %s: %s. Leave %s out, or give --%s: the verdict then says so."
              .formatted(
                  OPTION,
                  path,
                  protocol.deviations().stream()
                      .map(Deviation::toString)
                      .collect(Collectors.joining("; ")),
                  protocol.deviations().size() == 1 ? "the option" : "the options",
                  DEVIATIONS));
    }
    return asked.with().protocol(protocol).build();
  }
}
