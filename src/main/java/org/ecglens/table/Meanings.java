package org.ecglens.table;

/** What columns mean that many tables have. */
final class Meanings {
  static final String RECORD_ID = "record, as the table records names it";
  static final String SUBJECT = "salted hash of the person";
  static final String MODEL = "network: name of its file without extension";
  static final String ANY_MODEL = "network; * is the mean over the networks of a target";
  static final String TARGET = "quantity that the network predicts";
  static final String METHOD = "attribution method";
  static final String ANY_METHOD =
      "attribution method; none in the random order, which no method has part in";
  static final String OTHER_METHOD = "attribution method that it is compared with";
  static final String PRESET = "constants of the methods: paper or captum";
  static final String MODE = "how curves are made and valued: paper or corrected";
  static final String ORDER = "order of perturbation: morf, lerf or random";
  static final String SCORE_ORDER =
      "order of perturbation: morf, lerf or random; none where no curve has part in it";
  static final String OPERATOR = "what is put in the place of a feature";
  static final String SCORE_OPERATOR =
      "what is put in the place of a feature; none where no curve has part in it";
  static final String METRIC = "name of the metric, see metrics.md";
  static final String SIMILARITY = "measure of similarity, see metrics.md";
  static final String PREDICTION = "output of the network";
  static final String LABEL = "true value; null where the record has none";
  static final String N = "records that the numbers are of";
  static final String MEAN = "mean over records; null for n = 0";
  static final String SD = "standard deviation over records, with n - 1; null for n < 2";
  static final String CI_LOW =
      "lower end of the 95 % interval of the mean; null where there is none";
  static final String CI_HIGH =
      "upper end of the 95 % interval of the mean; null where there is none";
  static final String REASON = "why there is no number; null where nothing is missing";
  static final String WAVE = "wave that is taken out: P, QRS or T";
  static final String BY = "label that groups are made by, as --by names it";
  static final String GROUP = "value of the label, or the range that it is in";
  static final String SEED = "seed of the training";

  private Meanings() {}
}
