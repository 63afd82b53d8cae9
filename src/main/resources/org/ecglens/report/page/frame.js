// What all sections build on: window.ecglens, elements, sections.
const ecglens = {
  /** ECharts instances by the id of their chart. */
  charts: {},
  sections: [],
  data: JSON.parse(document.getElementById('data').textContent),
};
window.ecglens = ecglens;

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (typeof value === 'function') {
      node.addEventListener(name.replace(/^on/, ''), value);
    } else {
      node.setAttribute(name, value === true ? '' : value);
    }
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) {
      node.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
  }
  return node;
}

/**
 * An element. Attributes: name to value; true is an empty attribute, null and false none, a
 * function listens: onclick. Children: nodes, text, lists of them; null is left out.
 */
ecglens.el = (tag, attributes, ...children) =>
  fill(document.createElement(tag), attributes, children);

/** The same for SVG. */
ecglens.svg = (tag, attributes, ...children) =>
  fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);

/** Adds a section: {id, title, render(container, data)}; they stand in the order of the calls. */
ecglens.section = (section) => ecglens.sections.push(section);
