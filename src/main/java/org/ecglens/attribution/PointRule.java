package org.ecglens.attribution;

/** Methods of one backward pass, whose maps of copies with noise can be averaged. */
public enum PointRule {
  /** The gradient; its sign is for the averaging method to keep or to drop. */
  SALIENCY(new Saliency(false)),
  /** Input times gradient; the input is that of the copy. */
  INPUT_X_GRADIENT(new InputXGradient()),
  /** See {@link Deconvolution}. */
  DECONVOLUTION(new Deconvolution()),
  /** See {@link GuidedBackprop}. */
  GUIDED_BACKPROP(new GuidedBackprop());

  private final RuleMethod method;

  PointRule(RuleMethod method) {
    this.method = method;
  }

  RuleMethod method() {
    return method;
  }

  @Override
  public String toString() {
    return Domain.hyphenated(this);
  }
}
