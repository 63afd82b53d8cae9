// What all sections build on: window.ecglens, elements, sections, the target that is looked at.
const ecglens = {
  sections: [],
  data: JSON.parse(document.getElementById('data').textContent),
};
window.ecglens = ecglens;

const listeners = [];

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
 * function listens: onclick. Children: nodes, text, lists of them; null and false are left out.
 */
ecglens.el = (tag, attributes, ...children) =>
  fill(document.createElement(tag), attributes, children);

/** The same for SVG. */
ecglens.svg = (tag, attributes, ...children) =>
  fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);

/**
 * Adds a section: {id, title, nav, render(container, data)}; nav is a short title for the menu, or
 * left out. They stand in the order of the calls.
 */
ecglens.section = (section) => ecglens.sections.push(section);

/** Fills a container; where that fails the container says so, and the rest of the page stays. */
ecglens.attempt = (container, render) => {
  try {
    render();
  } catch (error) {
    console.error(error);
    container.append(ecglens.hint('This part of the page could not be drawn: ' + error.message));
  }
};

/** Names of targets as the verdict has them. */
ecglens.targets = ecglens.data.verdict.targets.map((verdict) => verdict.target);

/** The target that all sections show. */
ecglens.target = ecglens.targets[0];

/** Looks at another target. */
ecglens.choose = (target) => {
  ecglens.target = target;
  listeners.forEach((listener) => listener());
};

/** Fills a part of a section, now and whenever another target is chosen: render(body, target). */
ecglens.forTarget = (container, render) => {
  const body = ecglens.el('div');
  container.append(body);
  const fresh = () => {
    body.replaceChildren();
    ecglens.attempt(body, () => render(body, ecglens.target));
  };
  listeners.push(fresh);
  fresh();
};

/** The class of a method in the verdict, in one word; empty where it has none. */
ecglens.standing = (method) => {
  const verdict = ecglens.verdict();
  const has = (list) => list.some((one) => (one.method || one) === method);
  return ['recommended', 'undecided', 'worse', 'unsound'].find((name) => has(verdict[name])) || '';
};

/** Verdict of the target that is looked at. */
ecglens.verdict = () =>
  ecglens.data.verdict.targets.find((verdict) => verdict.target === ecglens.target);

/** Unit of a target, or null. */
ecglens.unit = (target) => {
  for (const model of ecglens.data.manifest.models || []) {
    const found = (model.targets || []).find((one) => one.name === target && one.unit);
    if (found) {
      return found.unit;
    }
  }
  return null;
};
