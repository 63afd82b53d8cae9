package org.ecglens.attribution;

/** Methods of one backward pass, whose maps of copies with noise can be averaged. */
public enum PointRule {
  /** The gradient; its sign is for the averaging method to keep or to drop. */
  SALIENCY,
  /** Input times gradient; the input is that of the copy. */
  INPUT_X_GRADIENT,
  /** See {@link Deconvolution}. */
  DECONVOLUTION,
  /** See {@link GuidedBackprop}. */
  GUIDED_BACKPROP;

  RuleMethod method() {
    return switch (this) {
      case SALIENCY -> new Saliency(false);
      case INPUT_X_GRADIENT -> new InputXGradient();
      case DECONVOLUTION -> new Deconvolution();
      case GUIDED_BACKPROP -> new GuidedBackprop();
    };
  }

  @Override
  public String toString() {
    return Domain.hyphenated(this);
  }
}
