// The list of people: searchable, grouped by role.
import { gist } from "./bubbles.js";
import { h, icon } from "./dom.js";
import { line } from "./line.js";
import { t } from "./words.js";

const ROLES = ["participant", "mentor", "coordinator", "evaluator", "stranger"];

export function avatar(person) {
  const hue = [...person.userId].reduce((sum, letter) => sum + letter.codePointAt(0) * 7, 0) % 360;
  const initial = [...person.displayName.replace(/^(นางสาว|นาง|นาย|Mr\.?|Ms\.?)\s*/, "")].find((letter) => !/[เแโใไ]/.test(letter)) ?? "?";
  const style = person.pictureUrl ? { backgroundImage: `url("${encodeURI(person.pictureUrl)}")` } : {};
  const element = h("span.avatar", { "aria-hidden": "true", style }, person.pictureUrl ? "" : initial);
  element.style.setProperty("--hue", hue);
  return element;
}

export class PeopleList {
  constructor(element, page) {
    this.page = page;
    this.element = element;
    this.search = h("input.field", { type: "search", placeholder: t("people.search"), "aria-label": t("people.search"), oninput: () => this.draw() });
    this.search.addEventListener("keydown", (event) => { if (event.key === "Enter") this.list.querySelector(".person")?.click(); });
    this.list = h("div.people-list");
    this.roles = h("div.people-roles", { role: "group", "aria-label": t("people.roles") });
    element.append(h("div.people-search", {}, this.search, this.roles), this.list, this.newcomer());
    this.draw();
  }

  /** Only these people, and why; null: everybody again. */
  showOnly(ids, why) {
    this.only = ids;
    this.element.querySelector(".people-only")?.remove();
    if (ids) {
      const all = h("button.icon-button", { type: "button", "aria-label": t("people.all"), onclick: () => this.showOnly(null) }, icon("close"));
      this.roles.after(h("p.people-only", {}, h("span", {}, `${t("people.told")} ${why}`), all));
      this.role = null;
      if (matchMedia("(max-width: 760px)").matches) document.getElementById("open-people").click();
    }
    this.draw();
  }

  soon() {
    this.waiting ??= setTimeout(() => { this.waiting = null; this.draw(); }, 120);
  }

  draw() {
    const wanted = this.search.value.trim().toLowerCase();
    this.drawRoles();
    const found = [...this.page.people.values()].filter((one) => (!this.only || this.only.has(one.userId)) && (!this.role || one.role === this.role) && (!wanted || `${one.displayName} ${one.role} ${one.note} ${t(`role.${one.role}`)}`.toLowerCase().includes(wanted)));
    const groups = Map.groupBy ? Map.groupBy(found, (one) => one.role) : groupBy(found);
    const order = [...groups.keys()].sort((one, other) => place(one) - place(other));
    const worth = wanted || this.role || this.only ? [] : found.filter((one) => one.tip);
    const held = document.activeElement?.closest?.("[data-person]")?.dataset.person;
    const first = worth.length ? [h("section.worth", {}, h("h2", {}, t("people.worth")), h("ul", {}, ...worth.map((one) => this.row(one, one.tip))))] : [];
    this.list.replaceChildren(...first, ...order.map((role) => h("section", {}, h("h2", {}, `${heading(role)} · ${groups.get(role).length}`), h("ul", {}, ...groups.get(role).map((one) => this.row(one))))));
    if (held) this.list.querySelector(`[data-person="${held}"]`)?.focus();
    if (!found.length) this.list.append(h("p.empty", {}, t("people.none")));
  }

  /** One chip a role, where there are several: a cohort's mentors are too many to scroll past. */
  drawRoles() {
    const roles = [...new Set([...this.page.people.values()].map((one) => one.role))].sort((one, other) => place(one) - place(other));
    this.roles.hidden = roles.length < 2;
    const chip = (role, label) => h("button.chip", { type: "button", "aria-pressed": String((this.role ?? "") === role), onclick: () => { this.role = role; this.draw(); } }, label);
    this.roles.replaceChildren(chip("", t("journal.all")), ...roles.filter(Boolean).map((role) => chip(role, ROLES.includes(role) ? t(`chip.${role}`) : role)));
  }

  row(person, tip) {
    const open = this.page.phones.has(person.userId);
    const state = person.state === "friend" ? "" : t(`state.${person.state}`);
    const under = [tip, tip ? "" : state, tip && person.state === "friend" ? "" : person.note].filter(Boolean).join(" · ") || gist(person.last);
    const main = h("button.person", { type: "button", "aria-pressed": String(open), "data-person": person.userId, onclick: () => this.page.open(person.userId) },
      avatar(person), h("span.who", {}, h("b", {}, person.displayName), h("small", {}, under)),
      person.unread ? h("span.badge", { "aria-label": `${person.unread} ${t("count.unread")}` }, String(person.unread)) : null);
    const beside = h("button.beside", { type: "button", "aria-label": `${t("people.beside")}: ${person.displayName}`, title: t("people.beside"), onclick: () => this.page.open(person.userId, true) }, icon("beside"));
    return h("li", { style: { position: "relative" } }, main, open ? null : h("span.beside-holder", {}, beside));
  }

  newcomer() {
    const name = h("input.field", { placeholder: t("people.name"), "aria-label": t("people.name"), required: true });
    const make = async (event) => {
      event.preventDefault();
      const person = await line.post("/sim/people", { displayName: name.value.trim(), friend: false });
      this.page.people.set(person.userId, person);
      name.value = "";
      this.page.open(person.userId);
    };
    return h("form.newcomer", { onsubmit: make }, name, h("button.icon-button", { "aria-label": t("people.new"), title: t("people.new") }, icon("add")));
  }
}

const place = (role) => (ROLES.includes(role) ? ROLES.indexOf(role) : ROLES.length);
const heading = (role) => (ROLES.includes(role) ? t(`role.${role}`) : role || t("people.others"));

function groupBy(people) {
  const groups = new Map();
  for (const one of people) groups.set(one.role, [...(groups.get(one.role) ?? []), one]);
  return groups;
}
