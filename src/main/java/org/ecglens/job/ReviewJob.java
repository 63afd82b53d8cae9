package org.ecglens.job;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.ecglens.error.UserException;
import org.ecglens.finished.FinishedRun;
import org.ecglens.finished.ReviewMaterial;
import org.ecglens.job.option.PlaceOptions;
import org.ecglens.job.terminal.ReviewLines;
import org.ecglens.report.paper.Case;
import org.ecglens.report.picture.LocalFolder;
import org.ecglens.review.QuestionFile;
import org.ecglens.review.Questionnaire;
import org.ecglens.review.Repeats;
import org.ecglens.review.Review;
import org.ecglens.review.ReviewCollection;
import org.ecglens.review.ReviewFolder;
import org.ecglens.review.ReviewItem;
import org.ecglens.run.storage.InputText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets experts rate heatmaps without knowing which method made them. */
@Command(
    name = "review",
    description = {
      "Let experts rate heatmaps of a run without knowing the methods: build pages, serve them,"
          + " collect the ratings."
    },
    footer = {
      "",
      "Builds a page for each rater (raters/) and the key (organiser/). With --serve, stores"
          + " ratings as they are made; with --collect, writes ratings.csv, which the command"
          + " ratings reads. See docs/review.md.",
      "Example: jobs/submit review --run evaluated --out review --raters 3",
      "         jobs/submit review --serve --out review",
      "         jobs/submit review --collect --out review --answers saved"
    })
public final class ReviewJob implements Job {
  private static final String ALL = "all";

  @Option(names = "--run", paramLabel = "DIR", description = "folder of a finished evaluate")
  private String run;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "folder of the review on this machine")
  private String out;

  @Option(names = "--raters", paramLabel = "N", description = "how many people rate")
  private Integer raters;

  @Option(
      names = "--questions",
      paramLabel = "FILE",
      description = "what is asked, in YAML (default: two questions, see docs/review.md)")
  private String questions;

  @Mixin private final PlaceOptions inputs = new PlaceOptions();

  @Option(
      names = "--cases",
      defaultValue = "5",
      paramLabel = "N",
      description = "records for each target, drawn at random (default: ${DEFAULT-VALUE})")
  private int cases;

  @Option(
      names = "--ids",
      split = ",",
      paramLabel = "LIST",
      description = "these records instead; may be given again")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = "--methods",
      split = ",",
      defaultValue = ALL,
      paramLabel = "LIST",
      description = "methods of the run, or all (default: ${DEFAULT-VALUE})")
  private List<String> methods = new ArrayList<>();

  @Option(
      names = "--repeats",
      defaultValue = "10%",
      paramLabel = "SHARE",
      description =
          "heatmaps that each rater sees twice, a share or a number (default: ${DEFAULT-VALUE})")
  private String repeats;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "of the records and orders; who knows it can work out the orders (default: one that"
              + " nobody knows)")
  private Long seed;

  @Option(
      names = "--overwrite",
      defaultValue = "false",
      fallbackValue = "true",
      arity = "0..1",
      description = "put the review in the place of another, whose key and answers are kept")
  private boolean overwrite;

  @Option(
      names = "--serve",
      description = "serve the pages and store ratings until Ctrl-C; with --run, build them first")
  private boolean serve;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description =
          "where to listen; 0.0.0.0 lets others of the network in (default: ${DEFAULT-VALUE})")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "8600",
      description = "where to listen; 0 for any that is free (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(names = "--collect", description = "turn ratings into a table")
  private boolean collect;

  @Option(
      names = "--answers",
      split = ",",
      paramLabel = "LIST",
      description = "files that raters saved, or folders of them; beside what the server stored")
  private List<Path> answers = new ArrayList<>();

  @Override
  public Result run(JobContext context) throws Exception {
    ReviewFolder folder = new ReviewFolder(LocalFolder.of("--out", out));
    if (serve && collect) {
      throw new UserException("--serve and --collect: do one after the other.");
    }
    if (collect && run != null) {
      throw new UserException("--run is for building a review; --collect reads the one in --out.");
    }
    if ((serve || collect) && run == null && raters != null) {
      throw new UserException(
          "--raters is for building a review, with --run; the one in --out has its raters.");
    }
    if (!answers.isEmpty() && !collect) {
      throw new UserException("--answers is for --collect; add that.");
    }
    if (collect) {
      return Result.done(ReviewLines.of(folder, ReviewCollection.write(folder, answers)));
    }
    if (serve && (port < 0 || port > 65535)) {
      throw new UserException("--port is " + port + "; it must be 0 to 65535.");
    }
    if (serve && run == null) {
      return Result.done(ReviewLines.served(folder, host, port, context.out()));
    }
    if (serve && !overwrite && folder.hasKey()) {
      throw new UserException(
          "--out %s holds a review already. Leave out --run and --raters to serve it, or give --overwrite to build another in its place."
              .formatted(folder.path()));
    }
    List<String> lines = build(folder, context);
    if (!serve) {
      return Result.done(lines);
    }
    lines.forEach(context.out()::println);
    return Result.done(ReviewLines.served(folder, host, port, context.out()));
  }

  private List<String> build(ReviewFolder folder, JobContext context) throws Exception {
    if (run == null) {
      throw new UserException(
          "Give --run DIR to build a review, --serve to serve the one in --out, or --collect to"
              + " collect its ratings.");
    }
    if (raters == null || raters < 1) {
      throw new UserException("--raters must be at least 1.");
    }
    if (cases < 1) {
      throw new UserException("--cases is " + cases + "; it must be at least 1.");
    }
    // All that can be wrong, before the long work.
    Questionnaire questionnaire =
        questions == null
            ? QuestionFile.shipped()
            : QuestionFile.read(
                "--questions " + questions,
                InputText.read(
                    "--questions",
                    questions,
                    context.spark().get().sessionState().newHadoopConf()));
    folder.check(overwrite);
    Repeats twice = Repeats.parse(repeats);
    ReviewMaterial material =
        new ReviewMaterial(
            context.spark().get(),
            FinishedRun.open(context.spark().get(), run).with(inputs.places()));
    long drawn = seed == null ? new SecureRandom().nextLong() >>> 1 : seed;
    List<Case> chosen = material.cases(ids, cases, drawn);
    List<String> asked = methods.contains(ALL) ? List.of() : methods;
    // Some may have no map, so that this is the most there can be.
    twice.of(chosen.size() * (asked.isEmpty() ? material.mostMethods() : asked.size()));
    List<ReviewItem> items = material.items(chosen, asked);
    Review.Built built = new Review(run, drawn, questionnaire, raters, twice).build(folder, items);
    return ReviewLines.of(folder, built, items, serve, out);
  }
}
