// Building elements without a framework.

/** h("button.primary", {onclick, "aria-label": …}, "text", child, …): never parses text as HTML. */
export function h(selector, attributes = {}, ...children) {
  const [tag, ...classes] = selector.split(".");
  const element = document.createElement(tag || "div");
  if (classes.length) element.className = classes.join(" ");
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") Object.assign(element.style, value);
    else if (name in element && !name.startsWith("aria-") && name !== "list" && typeof value !== "string") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function icon(name) {
  const holder = document.createElement("template");
  holder.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true">${ICONS[name]}</svg>`;
  return holder.content.firstChild;
}

export function toast(text, bad = false) {
  const one = h(bad ? "div.toast.bad" : "div.toast", {}, text);
  document.querySelector(".toasts").append(one);
  setTimeout(() => one.remove(), bad ? 5000 : 2200);
}

const ICONS = {
  people: '<circle cx="9" cy="8" r="3.5"/><path d="M2.500 20c.5-4 3-6 6.500-6s6 2 6.500 6M16 4.800a3.500 3.500 0 0 1 0 6.400M18 14.500c2 .7 3.200 2.500 3.500 5.500"/>',
  panel: '<rect x="3" y="4" width="18" height="16" rx="2.500"/><path d="M15 4v16"/>',
  forward: '<path d="M4 6l7 6-7 6zM13 6l7 6-7 6z"/>',
  back: '<path d="M15 5l-7 7 7 7"/>', close: '<path d="M6 6l12 12M18 6L6 18"/>', down: '<path d="M6 9l6 6 6-6"/>', dots: '<circle cx="5" cy="12" r="1"/><circle cx="12" cy="12" r="1"/><circle cx="19" cy="12" r="1"/>',
  plus: '<path d="M12 5v14M5 12h14"/>', menu: '<path d="M4 7h16M4 12h16M4 17h16"/>', keyboard: '<rect x="2.500" y="6" width="19" height="12" rx="2"/><path d="M6.500 10h.01M10 10h.01M14 10h.01M17.500 10h.01M8 14h8"/>',
  send: '<path d="M4 11.500L20.500 4 15 20.500l-3.500-7z" fill="currentColor" stroke="none"/>', smile: '<circle cx="12" cy="12" r="9"/><path d="M8.500 14c.8 1.500 2 2.200 3.500 2.200s2.700-.7 3.500-2.200M9 9.500h.01M15 9.500h.01"/>',
  photo: '<rect x="3" y="4.500" width="18" height="15" rx="2.500"/><circle cx="8.500" cy="9.500" r="1.500"/><path d="M4 17.500l5-5 4 4 3-3 4.500 4"/>', camera: '<path d="M4 8h3.500L9 5.500h6L16.500 8H20a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1z"/><circle cx="12" cy="13" r="3.500"/>',
  place: '<path d="M12 21s-6.500-6-6.500-11a6.500 6.500 0 0 1 13 0c0 5-6.500 11-6.500 11z"/><circle cx="12" cy="10" r="2.300"/>', file: '<path d="M6 3h8l4.500 4.500V21H6zM14 3v5h4.500"/>', video: '<rect x="3" y="6" width="12.500" height="12" rx="2"/><path d="M15.500 10.500L21 7.500v9l-5.500-3z"/>', voice: '<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.500 11.500a6.500 6.500 0 0 0 13 0M12 18v3"/>',
  reply: '<path d="M9 7L4 12l5 5M4 12h10a6 6 0 0 1 6 6"/>', undo: '<path d="M8 6L4 10l4 4M4 10h9.500a5.500 5.500 0 0 1 0 11H9"/>', copy: '<rect x="8" y="8" width="12" height="12" rx="2"/><path d="M16 8V5a1 1 0 0 0-1-1H5a1 1 0 0 0-1 1v10a1 1 0 0 0 1 1h3"/>', code: '<path d="M8 7l-5 5 5 5M16 7l5 5-5 5M13.500 5l-3 14"/>', again: '<path d="M20 11a8 8 0 1 0-2.300 6.500M20 5v6h-6"/>',
  pc: '<rect x="3" y="4" width="18" height="12" rx="1.500"/><path d="M8 20h8M12 16v4"/>', phone: '<rect x="7" y="3" width="10" height="18" rx="2.500"/><path d="M11 18h2"/>', block: '<circle cx="12" cy="12" r="9"/><path d="M5.700 5.700l12.600 12.600"/>', qr: '<path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5M8 8h3v3H8zM13 13h3v3h-3zM14 8h2v2h-2zM8 14h2v2H8z"/>', beside: '<rect x="3" y="5" width="7.500" height="14" rx="1.500"/><path d="M17.500 8v8M13.500 12h8"/>',
  signal: '<path d="M4 18v-3M9 18v-6M14 18V9M19 18V5"/>', battery: '<rect x="2" y="8" width="17" height="9" rx="2.500"/><path d="M21.500 11v3"/><rect x="4" y="10" width="10" height="5" rx="1" fill="currentColor" stroke="none"/>', check: '<path d="M5 12.500l4.500 4.500L19 7.500"/>', add: '<circle cx="10" cy="8" r="4"/><path d="M3 20.500c.6-4.300 3.200-6.500 7-6.500 1.700 0 3.200.5 4.400 1.400M19 14v6M16 17h6"/>',
};
