package org.ecglens.cli;

/** Entry point. */
public final class Main {
  private Main() {}

  /** Runs one command. */
  public static void main(String[] args) {
    System.out.println(args.length);
  }
}
