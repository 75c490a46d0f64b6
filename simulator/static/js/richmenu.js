// A person's rich menu: its picture with places to tap, opened and closed by its bar.
import { h, icon } from "./dom.js";
import { t } from "./words.js";

export class RichMenu {
  constructor(phone, bar) {
    this.phone = phone;
    this.bar = bar;
    this.element = h("div.rich-menu", { hidden: true });
    this.opened = true;
  }

  set(menu) {
    if (menu?.richMenuId === this.menu?.richMenuId && menu) return;
    this.menu = menu;
    this.element.replaceChildren(...(menu ? [this.canvas(menu)] : []));
    this.bar.replaceChildren(menu?.chatBarText ?? "", icon("down"));
    this.opened = true;
  }

  toggle() {
    this.opened = !this.opened;
    this.show(this.opened);
    this.phone.bottom();
  }

  show(on) {
    this.element.hidden = !(on && this.menu);
    this.bar.setAttribute("aria-expanded", String(on));
    this.bar.setAttribute("aria-label", `${this.menu?.chatBarText ?? ""}: ${t(on ? "menu.hide" : "menu.show")}`);
  }

  canvas({ size, areas, image, name }) {
    const percent = (part, whole) => `${(100 * part) / whole}%`;
    const buttons = areas.map(({ bounds, action }, index) => h("button", {
      type: "button", "data-action": action.type, "aria-label": action.label || action.displayText || action.text || action.data || String(index + 1),
      onclick: () => this.phone.take(action),
      style: { left: percent(bounds.x, size.width), top: percent(bounds.y, size.height), width: percent(bounds.width, size.width), height: percent(bounds.height, size.height) },
    }));
    const shown = image ? h("img", { src: image, alt: name }) : null;
    return h("div.canvas", { role: "group", "aria-label": name, style: { aspectRatio: `${size.width} / ${size.height}` } }, shown, ...buttons);
  }
}
