package org.ecglens.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.ecglens.error.UserException;
import org.ecglens.finished.RunExplanations;
import org.ecglens.finished.FinishedRun;
import org.ecglens.finished.ReviewCases;
import org.ecglens.report.paper.Case;
import org.ecglens.report.paper.ExplainedEcg;
import org.ecglens.report.paper.HeatmapPaper;
import org.ecglens.report.paper.HeatmapStyle;
import org.ecglens.report.paper.MethodMap;
import org.ecglens.report.picture.LocalFolder;
import org.ecglens.report.picture.SvgPicture;
import org.ecglens.review.QuestionFile;
import org.ecglens.review.Questionnaire;
import org.ecglens.review.Repeats;
import org.ecglens.review.Review;
import org.ecglens.review.ReviewCollection;
import org.ecglens.review.ReviewFolder;
import org.ecglens.review.ReviewItem;
import org.ecglens.review.ReviewKey;
import org.ecglens.review.ReviewServer;
import picocli.CommandLine.Command;
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
  private Path questions;

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
      return collect(folder);
    }
    if (serve && (port < 0 || port > 65535)) {
      throw new UserException("--port is " + port + "; it must be 0 to 65535.");
    }
    if (serve && run == null) {
      return serve(folder, context.out());
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
    return serve(folder, context.out());
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
        questions == null ? QuestionFile.shipped() : QuestionFile.read(questions);
    folder.check(overwrite);
    Repeats twice = Repeats.parse(repeats);
    FinishedRun finished = FinishedRun.open(context.spark().get(), run);
    long drawn = seed == null ? new SecureRandom().nextLong() >>> 1 : seed;
    ReviewCases choice = new ReviewCases(finished);
    List<Case> chosen = ids.isEmpty() ? choice.drawn(cases, drawn) : choice.named(ids);
    List<String> asked = methods.contains(ALL) ? List.of() : methods;
    // Some may have no map, so that this is the most there can be.
    twice.of(chosen.size() * (asked.isEmpty() ? methods(finished) : asked.size()));
    List<ReviewItem> items = new ArrayList<>();
    for (ExplainedEcg explained :
        new RunExplanations(context.spark().get(), finished).explain(chosen, asked, false)) {
      for (MethodMap map : explained.maps()) {
        items.add(item(explained, map));
      }
    }
    Review.Built built = new Review(run, drawn, questionnaire, raters, twice).build(folder, items);
    return lines(folder, built, items);
  }

  /** The most methods that a network of the run has. */
  private static int methods(FinishedRun run) {
    int most = 0;
    for (JsonNode model : run.manifest().path("models")) {
      most = Math.max(most, model.path("methods").size());
    }
    return most;
  }

  private static ReviewItem item(ExplainedEcg explained, MethodMap map) {
    return new ReviewItem(
        explained.ecg().recordId(),
        explained.target(),
        map.method(),
        prediction(explained.prediction(), explained.unit()),
        SvgPicture.of(HeatmapPaper.of(explained, map, HeatmapStyle.BLINDED).drawing()));
  }

  /** Three digits, or all before the point: finer than anybody measures. */
  private static String prediction(double value, String unit) {
    int decimals = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
    String number = String.format(Locale.ROOT, "%." + decimals + "f", value).replace('-', '−');
    return unit == null ? number : number + " " + unit;
  }

  private List<String> lines(ReviewFolder folder, Review.Built built, List<ReviewItem> items) {
    List<String> lines = new ArrayList<>();
    if (built.setAside() != null) {
      lines.add("Key and answers of the review that was there: " + built.setAside());
    }
    lines.add(
        "%d heatmaps of %d records, %d targets and %d methods; each rater sees %d, of which %d twice."
            .formatted(
                items.size(),
                items.stream().map(ReviewItem::record).distinct().count(),
                items.stream().map(ReviewItem::target).distinct().count(),
                items.stream().map(ReviewItem::method).distinct().count(),
                items.size() + built.twice(),
                built.twice()));
    lines.add("For the raters: " + folder.path().resolve(ReviewFolder.RATERS) + ", one page each");
    lines.add("For you alone: " + folder.path().resolve(ReviewFolder.ORGANISER));
    lines.add("");
    if (!serve) {
      lines.add("Stored as they rate: jobs/submit review --serve --out " + out);
    }
    lines.add(
        "From their files:    jobs/submit review --collect --out " + out + " --answers FILES");
    return lines;
  }

  private Result serve(ReviewFolder folder, PrintWriter terminal) {
    ReviewServer server = ReviewServer.start(folder, host, port);
    Thread atExit = new Thread(server::close, "review-stop");
    Runtime.getRuntime().addShutdownHook(atExit);
    terminal.println("Serving " + folder.path() + ". Give each rater one of these addresses:");
    for (ReviewKey.Rater rater : server.raters()) {
      terminal.println(
          "  %s  %s  (%d of %d rated)"
              .formatted(
                  rater.code(), server.url(rater), server.done(rater), rater.showings().size()));
    }
    terminal.println(
        "Ratings are stored as they are made. Ctrl-C stops; the same command goes on.");
    terminal.flush();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Runtime.getRuntime().removeShutdownHook(atExit);
      server.close();
    }
    return Result.done(List.of("Stopped."));
  }

  private Result collect(ReviewFolder folder) {
    ReviewCollection collection = ReviewCollection.write(folder, answers);
    List<String> lines = new ArrayList<>(ReviewLines.of(collection));
    Path ratings = folder.path().resolve(ReviewFolder.RATINGS);
    String run = folder.key().run();
    lines.add("Repeats: " + folder.path().resolve(ReviewFolder.REPEATS));
    lines.add("Results: %s (%d ratings)".formatted(ratings, collection.ratings()));
    lines.add("Next: jobs/submit ratings --run %s --ratings %s".formatted(run, ratings));
    return Result.done(lines);
  }
}
