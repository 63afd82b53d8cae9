package org.ecglens.onnx;

import static org.ecglens.onnx.Lowering.single;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ecglens.graph.Operation;
import org.ecglens.onnx.Value.Activation;

/**
 * Einstein sums of one or two factors, as sums, transpositions and one product of matrices. Letters
 * that both factors and the result have become the stack of matrices, those that only the factors
 * share are summed by the product.
 */
final class Einsum {
  private static final String ELLIPSIS = "...";

  /** Names of the axes that an ellipsis stands for, the last one first. */
  private static final String UNNAMED = "①②③④⑤⑥⑦⑧";

  private final Steps steps;
  private final Map<Character, Integer> lengths = new TreeMap<>();

  private Einsum(Steps steps) {
    this.steps = steps;
  }

  static Map<String, Lowering> lowerings() {
    return Map.of("Einsum", single((node, steps) -> new Einsum(steps).lower(node)));
  }

  /** A factor with the name of each axis beside that of the records. */
  private record Factor(Activation value, String axes) {}

  private Value lower(OnnxNode node) {
    String equation = node.text("equation", "").replace(" ", "");
    String[] sides = equation.split("->", -1);
    String[] terms = sides[0].split(",", -1);
    UnsupportedNodeException.unless(
        sides.length <= 2 && terms.length == node.inputs() && terms.length <= 2,
        "its equation '%s' has not one or two factors".formatted(equation));
    List<Factor> factors = new ArrayList<>();
    for (int i = 0; i < terms.length; i++) {
      factors.add(factor(node.input(i), terms[i]));
    }
    String result = named(sides.length == 2 ? sides[1] : implied(terms), factors);
    Factor product = summed(factors.get(0), rest(factors, 0, result));
    if (factors.size() == 2) {
      product = product(product, summed(factors.get(1), rest(factors, 1, result)), result);
    }
    return steps.lowered(transposed(product, result).value());
  }

  /** Letters that a factor must keep: those of the result and of the other factor. */
  private static String rest(List<Factor> factors, int factor, String result) {
    return factors.size() == 1 ? result : result + factors.get(1 - factor).axes();
  }

  private Factor factor(Value input, String term) {
    Activation value =
        input instanceof Constant constant
            ? steps.lifted(constant)
            : steps.lifted((Activation) input);
    int axes = value.rank() - 1;
    String names = term;
    int at = term.indexOf(ELLIPSIS);
    if (at >= 0) {
      int open = axes - (term.length() - ELLIPSIS.length());
      UnsupportedNodeException.unless(
          open >= 0 && open <= UNNAMED.length(), "'%s' does not fit %d axes".formatted(term, axes));
      names =
          term.substring(0, at)
              + new StringBuilder(UNNAMED.substring(0, open)).reverse()
              + term.substring(at + ELLIPSIS.length());
    }
    UnsupportedNodeException.unless(
        names.length() == axes && names.chars().distinct().count() == axes,
        "'%s' does not name %d different axes".formatted(term, axes));
    for (int i = 0; i < axes; i++) {
      int length = value.dim(i + 1);
      Integer known = lengths.putIfAbsent(names.charAt(i), length);
      UnsupportedNodeException.unless(
          known == null || known == length,
          "axis %s has %d and %d elements".formatted(names.charAt(i), known, length));
    }
    return new Factor(value, names);
  }

  /** Without a right side: letters that occur once, in their order. */
  private static String implied(String[] terms) {
    String all = String.join("", terms).replace(ELLIPSIS, "");
    String once =
        all.chars()
            .filter(letter -> all.indexOf(letter) == all.lastIndexOf(letter))
            .sorted()
            .mapToObj(letter -> String.valueOf((char) letter))
            .collect(Collectors.joining());
    return Stream.of(terms).anyMatch(term -> term.contains(ELLIPSIS)) ? ELLIPSIS + once : once;
  }

  private static String named(String result, List<Factor> factors) {
    String unnamed =
        new StringBuilder(UNNAMED)
            .reverse()
            .chars()
            .filter(name -> factors.stream().anyMatch(factor -> factor.axes().indexOf(name) >= 0))
            .mapToObj(name -> String.valueOf((char) name))
            .collect(Collectors.joining());
    String names = result.replace(ELLIPSIS, unnamed);
    UnsupportedNodeException.unless(
        names
            .chars()
            .allMatch(
                name -> factors.stream().anyMatch(factor -> factor.axes().indexOf(name) >= 0)),
        "its result '%s' has axes that no factor has".formatted(result));
    return names;
  }

  /** Sums over the axes that nobody else asks for. */
  private Factor summed(Factor factor, String asked) {
    List<Integer> axes = new ArrayList<>();
    StringBuilder kept = new StringBuilder();
    for (int i = 0; i < factor.axes().length(); i++) {
      if (asked.indexOf(factor.axes().charAt(i)) < 0) {
        axes.add(i + 1);
      } else {
        kept.append(factor.axes().charAt(i));
      }
    }
    return axes.isEmpty()
        ? factor
        : new Factor(
            steps.add(new Operation.ReduceSum(axes, false), factor.value()), kept.toString());
  }

  private Factor product(Factor a, Factor b, String result) {
    String both = only(a.axes(), b.axes());
    String stack = only(both, result);
    String contracted = without(both, result);
    String left = without(a.axes(), b.axes());
    String right = without(b.axes(), a.axes());
    Activation product =
        steps.add(
            new Operation.MatMul(),
            matrices(a, stack, left, contracted),
            matrices(b, stack, contracted, right));
    String axes = stack + left + right;
    return new Factor(
        steps.reshape(product, axes.chars().mapToObj(name -> lengths.get((char) name)).toList()),
        axes);
  }

  /** {@code [stack, rows, columns]}. */
  private Activation matrices(Factor factor, String stack, String rows, String columns) {
    Activation ordered = transposed(factor, stack + rows + columns).value();
    return steps.reshape(ordered, List.of(size(stack), size(rows), size(columns)));
  }

  private int size(String axes) {
    return axes.chars().map(name -> lengths.get((char) name)).reduce(1, Math::multiplyExact);
  }

  private Factor transposed(Factor factor, String axes) {
    if (axes.equals(factor.axes())) {
      return factor;
    }
    List<Integer> permutation = new ArrayList<>(List.of(0));
    axes.chars().forEach(name -> permutation.add(factor.axes().indexOf(name) + 1));
    return new Factor(steps.add(new Operation.Transpose(permutation), factor.value()), axes);
  }

  private static String only(String axes, String among) {
    return filtered(axes, among, true);
  }

  private static String without(String axes, String among) {
    return filtered(axes, among, false);
  }

  private static String filtered(String axes, String among, boolean present) {
    return axes.chars()
        .filter(name -> among.indexOf(name) >= 0 == present)
        .mapToObj(name -> String.valueOf((char) name))
        .collect(Collectors.joining());
  }
}
