package org.ecglens.net.convolution;

/** How convolutions are computed. */
public enum ConvolutionChoice {
  /** Whichever is estimated to be faster, layer by layer. */
  AUTO,
  /** Always in the time domain. */
  DIRECT,
  /** In the frequency domain wherever that is possible: see {@link SpectralConvolution}. */
  SPECTRAL
}
