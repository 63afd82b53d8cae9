package org.ecglens.job.option;

import picocli.CommandLine.Option;

/** The secret that subjects are named with. */
public final class SubjectOptions {
  @Option(
      names = "--salt",
      paramLabel = "FILE",
      description =
          "file with the secret of at least 16 bytes that subjects are hashed with; the same"
              + " secret names the same person alike in every run (default: ~/.ecglens/salt, made"
              + " if it is missing; keep it away from the records)")
  public String salt;
}
