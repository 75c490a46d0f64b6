// Flex containers, drawn by flex-render. It trusts its input, so texts are escaped and actions are swapped for markers first.
import { render } from "../vendor/flex-render/flex-render.js";

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text) => String(text).replace(/[&<>"']/g, (letter) => ESCAPES[letter]);
const TEXTS = new Set(["text", "label"]);
const ADDRESSES = new Set(["url", "previewUrl"]);
const cssAddress = (address) => encodeURI(String(address)).replace(/[()'";\\]/g, (letter) => "%" + letter.charCodeAt(0).toString(16));

/** A safe copy; every action becomes a link "#act-N" and is kept in ``actions``. */
function safe(part, actions, key = "") {
  if (typeof part === "string") return TEXTS.has(key) ? escape(part) : ADDRESSES.has(key) ? cssAddress(part) : part.replace(/[<>"'&;]/g, "");
  if (Array.isArray(part)) return part.map((one) => safe(one, actions));
  if (part === null || typeof part !== "object") return part;
  const copy = {};
  for (const [name, value] of Object.entries(part)) {
    if (value === null) continue;
    if (name === "action") {
      actions.push(value);
      copy.action = { type: "uri", uri: `#act-${actions.length - 1}`, label: escape(value.label ?? "") };
    } else copy[name] = safe(value, actions, name);
  }
  return copy;
}

/** The element of a Flex message; ``take`` is called with the action one taps. */
export function flexElement(message, take) {
  const actions = [];
  const holder = document.createElement("div");
  holder.innerHTML = render(safe(message.contents, actions));
  for (const element of holder.querySelectorAll("[onclick]")) {
    const action = actions[Number(element.getAttribute("href")?.slice(5))];
    for (const name of ["onclick", "href", "target"]) element.removeAttribute(name);
    if (action) makeTappable(element, action, take);
  }
  bubbleActions(holder, message.contents, take);
  return holder.firstElementChild;
}

/** A whole bubble may carry an action, which flex-render does not draw. */
function bubbleActions(holder, contents, take) {
  const bubbles = contents.type === "carousel" ? contents.contents : [contents];
  holder.querySelectorAll(".T1").forEach((element, index) => {
    if (bubbles[index]?.action) makeTappable(element, bubbles[index].action, take);
  });
}

function makeTappable(element, action, take) {
  element.setAttribute("role", "button");
  element.tabIndex = 0;
  element.dataset.action = action.type;
  if (action.label) element.setAttribute("aria-label", action.label);
  const tapped = (event) => { event.stopPropagation(); event.preventDefault(); take(action); };
  element.addEventListener("click", tapped);
  element.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") tapped(event); });
}
