// Travelling in time: where one can go, how far it has come, and who was told what on the way.
import { h, icon } from "./dom.js";
import { line } from "./line.js";
import { day, language, t, time } from "./words.js";

const narrow = () => matchMedia("(max-width: 760px)").matches;
const ROLES = ["participant", "mentor", "coordinator", "evaluator"];
const moment = (seconds) => `${day(seconds * 1000)} ${time(seconds * 1000)}`;
const named = (stop) => (typeof stop.name === "string" ? stop.name : stop.name[language] ?? Object.values(stop.name)[0]);

export class Travel {
  constructor(page) {
    this.page = page;
    this.bar = document.getElementById("journey");
    this.menu = document.getElementById("places");
    this.opener = document.getElementById("open-places");
    this.opener.append(icon("forward"));
    this.opener.onclick = () => this.toggle();
    for (const one of document.querySelectorAll("[data-travel]")) one.onclick = () => this.go({ travel: one.dataset.travel });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !this.menu.hidden) { this.toggle(false); this.opener.focus(); } });
    document.addEventListener("pointerdown", (event) => { if (!this.menu.hidden && !this.menu.contains(event.target) && !this.opener.contains(event.target)) this.toggle(false); });
    this.update(page.clock);
  }

  async go(where) {
    this.toggle(false);
    this.closed = false;
    this.way = null;
    await line.post("/sim/clock", { ...where, wait: 0 });
  }

  /** The clock has news: draw the journey, and what is ahead. */
  update({ journey, stops }) {
    const on = journey?.state === "under way";
    const next = stops.find((one) => one.at * 1000 > this.page.now());
    const button = document.querySelector('[data-travel="phase"]');
    button.hidden = !next;
    if (next) button.replaceChildren(`${t("travel.to")} ${named(next)}`);
    if (next) button.title = `${named(next)} · ${moment(next.at)}`;
    for (const one of document.querySelectorAll("[data-travel]")) one.disabled = on;
    this.opener.disabled = on;
    this.stops = stops;
    if (on) this.begun = true;
    this.keepingBottom(() => {
      this.bar.hidden = !(on || (this.begun && journey && !this.closed));
      if (!this.bar.hidden) this.draw(journey, on);
    });
  }

  /** The bar takes room from the phones: who looked at the newest message still does. */
  keepingBottom(change) {
    const near = [...this.page.phones.values()].filter((phone) => phone.near());
    change();
    for (const phone of near) phone.bottom();
  }

  draw(journey, on) {
    const now = this.page.now() / 1000, share = on ? Math.min(1, (now - journey.from) / (journey.to - journey.from || 1)) : 1;
    const counted = `${journey.messages} ${t("travel.messages")} ${t("travel.reach")} ${journey.people} ${t("travel.people")}`;
    const head = on ? t("travel.on") : t(journey.state === "stopped" ? "travel.stopped" : "travel.arrived");
    const button = on
      ? h("button.secondary", { type: "button", onclick: () => line.post("/sim/clock", { stop: true }) }, t("travel.stop"))
      : h("button.secondary", { type: "button", "aria-expanded": String(Boolean(this.way)), onclick: () => this.show() }, t("travel.way"));
    const end = on ? null : h("button.icon-button", { type: "button", "aria-label": t("desk.close"), onclick: () => this.close() }, icon("close"));
    const track = h("div.track", { role: "progressbar", "aria-valuenow": String(Math.round(share * 100)), "aria-valuemin": "0", "aria-valuemax": "100", "aria-label": head }, h("i", { style: { width: `${share * 100}%` } }));
    const silent = journey.silent ? h("span.warning", {}, t("travel.silent")) : null;
    const words = h("p", {}, h("b", {}, `${head} ${on ? moment(now) : ""}`), h("span", {}, counted), silent);
    this.bar.replaceChildren(track, h("div.journey-line", {}, words, h("span.journey-acts", {}, button, end)), ...(this.way ? [this.way] : []));
  }

  close() {
    this.closed = true;
    this.way = null;
    this.bar.hidden = true;
    this.page.list.showOnly(null);
  }

  /** The instants of the last journey, each with whom it reached; one shows these people. */
  async show() {
    const open = this.way;
    this.way = null;
    const journey = await line.get("/sim/journey");
    const told = journey.way.filter((one) => Object.keys(one.reached).length);
    if (!open) this.way = h("ul.way", {}, ...(told.length ? told.map((one) => this.instant(one)) : [h("li", {}, h("p.note", {}, t("travel.nobody")))]));
    this.keepingBottom(() => this.draw(journey, false));
  }

  /** Whom an instant reached, in the list of people; where there is no room for both, instead of the instants. */
  pick(people, at) {
    if (narrow()) this.bar.querySelector("[aria-expanded]").click();
    this.page.list.showOnly(new Set(people), moment(at));
  }

  instant({ at, reached }) {
    const people = Object.keys(reached), counts = new Map();
    for (const id of people) {
      const role = this.page.people.get(id)?.role;
      counts.set(role, (counts.get(role) ?? 0) + 1);
    }
    const known = ROLES.filter((role) => counts.has(role)).map((role) => h(`span.chip.${role}`, {}, `${t(`chip.${role}`)} ${counts.get(role)}`));
    const others = people.length - ROLES.reduce((sum, role) => sum + (counts.get(role) ?? 0), 0);
    return h("li", {}, h("button", { type: "button", onclick: () => this.pick(people, at) },
      h("time", {}, moment(at)), h("span.who", {}, ...known, ...(others ? [h("span.chip", {}, `${t("people.others")} ${others}`)] : []))));
  }

  /** Where one can go: steps, named stops, any later moment. */
  toggle(open = this.menu.hidden) {
    this.menu.hidden = !open;
    this.opener.setAttribute("aria-expanded", String(open));
    if (!open) return;
    const now = this.page.now();
    const step = (name) => h("button", { type: "button", title: t(`clock.${name}.long`), "aria-label": t(`clock.${name}.long`), onclick: () => this.go({ travel: name }) }, t(`clock.${name}`));
    const ahead = this.stops.filter((one) => one.at * 1000 > now).map((stop) =>
      h("button", { type: "button", onclick: () => this.go({ set: new Date(stop.at * 1000).toISOString() }) }, h("b", {}, named(stop)), h("small", {}, moment(stop.at))));
    const field = h("input.field", { type: "datetime-local", step: 60, required: true, "aria-label": t("clock.to"), value: new Date(now + 31 * 3600_000).toISOString().slice(0, 16) });
    const go = (event) => { event.preventDefault(); this.go({ set: `${field.value}:00+07:00` }); };
    this.menu.replaceChildren(h("h2", {}, t("travel.open")), h("div.steps", {}, step("hour"), step("day"), step("week")),
      ...(ahead.length ? [h("div.ahead", {}, ...ahead)] : []), h("form", { onsubmit: go }, field, h("button.primary", {}, t("clock.go"))), h("p.note", {}, t("travel.note")));
    this.menu.querySelector("button").focus();
  }
}
