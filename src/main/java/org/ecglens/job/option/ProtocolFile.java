package org.ecglens.job.option;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.Protocol;
import org.ecglens.plan.json.SpecOptions;
import org.ecglens.verdict.Deviation;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * A protocol file: values of options of an evaluation that are registered before its run, named as
 * in a job file. It may name any of them; the others stay free.
 *
 * @param path as the user wrote it
 * @param sha256 of its bytes, in hexadecimal digits
 * @param values by long option without dashes, lists joined by commas
 */
public record ProtocolFile(String path, String sha256, Map<String, String> values) {
  private static final String MODE = "mode";
  private static final String NONE = "none";

  /** Options that others absorb, by those that hold their value in a spec. */
  private static final Map<String, String> PART_OF = Map.of("window", "operator");

  /** Copies the values, which stay in their order. */
  public ProtocolFile {
    values = new LinkedHashMap<>(values);
  }

  /**
   * Reads a file of this machine, or with a scheme such as {@code hdfs://} of a file system that
   * Hadoop knows.
   *
   * @throws UserException if it cannot be read, is no YAML or names something that is no option of
   *     an evaluation
   */
  public static ProtocolFile read(String path) {
    byte[] bytes = bytes(path);
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UserException("--protocol " + path + ": is not a text file in UTF-8.", e);
    }
    YamlKeys keys =
        YamlKeys.of("--protocol " + path, text, "'option: value' lines, as 'margin: 0.1'");
    TreeSet<String> known = new TreeSet<>();
    command(new EvaluationOptions())
        .getCommandSpec()
        .options()
        .forEach(option -> known.add(option.longestName().substring(2)));
    known.removeAll(ProtocolOptions.NAMES);
    Map<String, String> values = new LinkedHashMap<>();
    for (String key : keys.entries().keySet()) {
      if (!known.contains(key)) {
        throw new UserException(
            keys.source() + ": " + Suggestion.unknown("option", key, known).getMessage());
      }
      values.put(key, String.join(",", keys.values(key)));
    }
    return new ProtocolFile(path, digest(bytes), values);
  }

  /**
   * What an evaluation has otherwise than registered, in the order of the file. Values are compared
   * as they are understood, so that {@code 0.10} is {@code 0.1} and {@code all} its list.
   *
   * @throws UserException if a registered value is none for its option
   */
  public Protocol compared(EvaluationSpec evaluation) {
    Map<String, String> used = SpecOptions.of(evaluation);
    Map<String, String> registered = SpecOptions.of(registered(evaluation, used.get(MODE)));
    List<Deviation> deviations = new ArrayList<>();
    for (String option : values.keySet()) {
      String key = PART_OF.getOrDefault(option, option);
      String wanted = registered.getOrDefault(key, NONE);
      String found = used.getOrDefault(key, NONE);
      if (!wanted.equals(found)) {
        deviations.add(new Deviation("--" + key, wanted, found));
      }
    }
    return new Protocol(path, sha256, deviations.stream().distinct().toList());
  }

  /** What the file alone asks for; where it leaves the mode open, of the mode that is used. */
  private EvaluationSpec registered(EvaluationSpec evaluation, String mode) {
    EvaluationOptions options = new EvaluationOptions();
    List<String> words = new ArrayList<>();
    if (!values.containsKey(MODE)) {
      words.add("--" + MODE + "=" + mode);
    }
    values.forEach((option, value) -> words.add("--" + option + "=" + value));
    try {
      command(options).parseArgs(words.toArray(String[]::new));
      return options.asked(
          options.networks().isGiven()
              ? options.networks().spec()
              : options.networks().spec(evaluation.networks().paths()),
          options.records().isGiven()
              ? options.records().spec()
              : options.records().spec(evaluation.records().path()));
    } catch (ParameterException | UserException e) {
      throw new UserException("--protocol " + path + ": " + e.getMessage(), e);
    }
  }

  private static CommandLine command(EvaluationOptions options) {
    CommandSpec command = CommandSpec.create();
    command.addMixin("evaluation", CommandSpec.forAnnotatedObject(options));
    return new CommandLine(command);
  }

  private static byte[] bytes(String path) {
    try {
      if (!path.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
        return Files.readAllBytes(java.nio.file.Path.of(path));
      }
      Path there = new Path(path);
      try (InputStream stream =
          there
              .getFileSystem(SparkHadoopUtil.get().newConfiguration(new SparkConf()))
              .open(there)) {
        return stream.readAllBytes();
      }
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw new UserException("--protocol " + path + ": there is no such file.", e);
    } catch (IOException | IllegalArgumentException e) {
      throw new UserException("--protocol " + path + " cannot be read: " + e, e);
    }
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }
}
