package org.ecglens.io.xml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An element with what is in it.
 *
 * @param name without namespace
 * @param attributes by name without namespace
 * @param text directly in the element, without surrounding blanks
 * @param children in order
 */
public record XmlElement(
    String name, Map<String, String> attributes, String text, List<XmlElement> children) {
  /** Copies the collections. */
  public XmlElement {
    attributes = Map.copyOf(attributes);
    children = List.copyOf(children);
  }

  /** The first child of a name. */
  public Optional<XmlElement> child(String wanted) {
    return children.stream().filter(child -> child.name.equals(wanted)).findFirst();
  }

  /** All children of a name. */
  public List<XmlElement> children(String wanted) {
    return children.stream().filter(child -> child.name.equals(wanted)).toList();
  }

  /** The first element that a path of names leads to. */
  public Optional<XmlElement> at(String... path) {
    Optional<XmlElement> element = Optional.of(this);
    for (String step : path) {
      element = element.flatMap(parent -> parent.child(step));
    }
    return element;
  }

  /** The text at a path, if there is any. */
  public Optional<String> text(String... path) {
    return at(path).map(XmlElement::text).filter(found -> !found.isEmpty());
  }

  /** The number at a path, none where there is none or something else. */
  public OptionalDouble number(String... path) {
    return text(path).map(XmlElement::parsed).orElse(OptionalDouble.empty());
  }

  /** An attribute. */
  public Optional<String> attribute(String wanted) {
    return Optional.ofNullable(attributes.get(wanted));
  }

  /** A text as a finite number, none where it is something else. */
  public static OptionalDouble parsed(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  @Override
  public String toString() {
    return "<" + name + ">";
  }
}
