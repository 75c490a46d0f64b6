// The developer's panel: journal, clock, faults, quota, webhook.
import { h, icon, toast } from "./dom.js";
import { line } from "./line.js";
import { jsonDialog, jsonView } from "./sheets.js";
import { clockTime, day, t } from "./words.js";

const TABS = ["journal", "clock", "faults", "limits", "webhook"];
const SHOWN = 400;
const ENDPOINTS = ["*", "reply", "push", "multicast", "broadcast", "content", "profile", "loading", "mark_as_read", "menu_link", "menu_create"];
const KINDS = ["429", "monthly_limit", "500", "500_after", "drop", "drop_after", "401", "latency", "latency_before"];

export class Desk {
  constructor(element, page, state) {
    this.element = element;
    this.page = page;
    this.state = state;
    this.wrong = false;
    this.buttons = TABS.map((name) => h("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": "desk-tab", onclick: () => this.show(name) }, t(`tab.${name}`)));
    this.tab = h("div.tab", { id: "desk-tab", role: "tabpanel", tabIndex: 0 });
    const close = h("button.icon-button", { type: "button", "aria-label": t("desk.close"), onclick: () => this.toggle(document.getElementById("open-desk")) }, icon("close"));
    element.append(h("div.desk-head", {}, h("h2", {}, t("desk.title")), close), h("div.tabs", { role: "tablist", onkeydown: (event) => this.arrow(event) }, ...this.buttons), this.tab);
  }

  toggle(button, name) {
    this.element.hidden = !this.element.hidden;
    button.setAttribute("aria-expanded", String(!this.element.hidden));
    if (!this.element.hidden) this.show(TABS.includes(name) ? name : this.name ?? "journal");
  }

  arrow(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = (TABS.indexOf(this.name) + step + TABS.length) % TABS.length;
    this.show(TABS[next]);
    this.buttons[next].focus();
  }

  async show(name) {
    this.name = name;
    this.buttons.forEach((button, index) => {
      button.setAttribute("aria-selected", String(TABS[index] === name));
      button.tabIndex = TABS[index] === name ? 0 : -1;
    });
    this.tab.className = name === "journal" ? "tab" : "tab padded";
    this.tab.setAttribute("aria-labelledby", `tab-${name}`);
    this.tab.replaceChildren(...(await this[name]()));
  }

  /** News: draw the tab anew if it is the one that shows, unless someone is typing in it. */
  changed(name) {
    if (!this.element.hidden && this.name === name && !this.tab.contains(document.activeElement)) this.show(name);
  }

  tick(now) {
    if (this.bigNow?.isConnected) this.bigNow.replaceChildren(`${clockTime(now)}`, h("small", {}, `${day(now, true)} · ${t(this.page.clock.rate ? "clock.running" : "clock.frozen")}`));
  }

  // Journal

  async journal() {
    const { entries } = await line.get(`/sim/journal?last=${SHOWN}&bodies=0`);
    this.lines = h("ul.lines", {}, ...entries.reverse().filter((one) => this.fits(one)).map((one) => this.row(one)));
    const chip = (label, wrong) => h("button.chip", { type: "button", "aria-pressed": String(this.wrong === wrong), onclick: () => { this.wrong = wrong; this.show("journal"); } }, label);
    const clear = h("button.chip", { type: "button", onclick: async () => { await line.remove("/sim/journal"); this.show("journal"); } }, t("journal.clear"));
    return [h("div.filters", {}, chip(t("journal.all"), false), chip(t("journal.wrong"), true), h("span.spring"), clear), this.lines, this.lines.children.length ? "" : h("p.empty", {}, t("journal.empty"))];
  }

  fits(entry) { return !this.wrong || entry.status < 200 || entry.status > 299; }

  line(entry) {
    if (entry.cost && this.name === "limits") this.changed("limits");
    if (this.element.hidden || this.name !== "journal" || !this.lines || !this.fits(entry)) return;
    this.tab.querySelector(".empty")?.remove();
    this.lines.prepend(this.row(entry));
    if (this.lines.children.length > SHOWN) this.lines.lastChild.remove();
  }

  row(entry) {
    const incoming = entry.kind === "webhook";
    const mood = entry.status >= 200 && entry.status < 300 ? "" : entry.status === 409 ? ".odd" : ".bad";
    const whose = this.page.people.get(entry.userId ?? entry.to?.[0])?.displayName;
    const under = [whose, entry.to?.length > 1 ? `+${entry.to.length - 1}` : "", entry.fault, entry.reason === "OK" ? "" : entry.reason, `${Math.round(entry.took)} ms`].filter(Boolean).join(" · ");
    return h("li", {}, h("button.line", { type: "button", onclick: () => this.details(entry.seq) },
      h("time", {}, clockTime(entry.virtual * 1000)), h(incoming ? "span.way.in" : "span.way", { "aria-hidden": "true" }, incoming ? "→" : "←"),
      h("span.what", {}, h("b", {}, entry.name), h("small", {}, under)),
      h("span", {}, entry.cost ? h("span.cost", { title: t("journal.cost") }, `−${entry.cost}`) : null, h(`span.status${mood}`, {}, String(entry.status || "—")))));
  }

  async details(seq) {
    const entry = await line.get(`/sim/journal/${seq}`);
    const { request, response, ...rest } = entry;
    const again = async (duplicate) => {
      const done = await line.post("/sim/webhook/redeliver", { seq, duplicate });
      toast(`${t("journal.sent")} ${done.status || done.reason}`, done.status !== 200);
    };
    const buttons = entry.kind === "webhook" ? [h("div.buttons", {}, h("button.primary", { type: "button", onclick: () => again(false) }, t("journal.again")), h("button.secondary", { type: "button", onclick: () => again(true) }, t("journal.duplicate")))] : [];
    jsonDialog(`${entry.name} · ${entry.status}`, rest, ...buttons, h("h3", {}, t("journal.request")), jsonView(request), ...(response ? [h("h3", {}, t("journal.response")), jsonView(response)] : []), h("h3", {}, t("journal.line")));
  }

  // Clock

  async clock() {
    this.bigNow = h("p.big-now");
    this.tick(this.page.now());
    const travel = (name) => h("button.secondary", { type: "button", onclick: () => this.page.travel.go({ travel: name }) }, t(`clock.${name}`));
    const rate = this.page.clock.rate;
    const field = h("input.field", { type: "datetime-local", step: 60, "aria-label": t("clock.to"), value: new Date(this.page.now() + 7 * 3600_000).toISOString().slice(0, 16) });
    const go = async (event) => { event.preventDefault(); await this.page.travel.go({ set: `${field.value}:00+07:00` }); field.blur(); this.show("clock"); };
    return [this.bigNow, h("div.buttons", {}, travel("hour"), travel("day"), travel("week"), h("button.secondary", { type: "button", onclick: () => line.post("/sim/clock", { rate: rate ? 0 : 1 }).then(() => this.show("clock")) }, t(rate ? "clock.freeze" : "clock.run"))),
      h("form.form", { onsubmit: go }, field, h("button.primary", {}, t("clock.go"))), h("p.note", {}, t("clock.note"))];
  }

  // Faults and dials

  async faults() {
    const { faults } = await line.get("/sim/faults");
    const dials = await line.get("/sim/dials");
    const choose = (label, values, name) => h("select.field", { "aria-label": label }, ...values.map((one) => h("option", { value: one }, name(one))));
    const kind = choose(t("faults.kind"), KINDS, (one) => t(`fault.${one}`));
    const endpoint = choose(t("faults.endpoint"), ENDPOINTS, (one) => (one === "*" ? t("faults.every") : one));
    const times = h("input.field", { type: "number", min: 1, placeholder: t("faults.always"), "aria-label": t("faults.times") });
    const add = async (event) => {
      event.preventDefault();
      const slow = kind.value.startsWith("latency") ? { latency_ms: 3000 } : {};
      await line.post("/sim/faults", { kind: kind.value, endpoint: endpoint.value, ...(times.value ? { times: Number(times.value) } : {}), ...slow });
      this.show("faults");
    };
    const set = faults.map((one) => h("div.set", {}, h("span", {}, `${t(`fault.${one.kind}`)} · ${one.endpoint === "*" ? t("faults.every") : one.endpoint}${one.times ? ` · ${one.struck}/${one.times}` : ` · ${one.struck}`}`),
      h("button.icon-button", { type: "button", "aria-label": t("faults.remove"), onclick: async () => { await line.remove(`/sim/faults?id=${one.id}`); this.show("faults"); } }, icon("close"))));
    return [h("section.form", {}, h("h3", {}, t("faults.title")), ...(set.length ? set : [h("p.note", {}, t("faults.none"))])),
      h("form.form", { onsubmit: add }, h("label", {}, t("faults.kind"), kind), h("label", {}, t("faults.endpoint"), endpoint), h("label", {}, t("faults.times"), times), h("button.primary", {}, t("faults.add"))),
      h("section.form", {}, h("h3", {}, t("dials.title")), ...Object.entries(dials).map(([name, value]) => h("label", {}, t(`dial.${name}`), this.dial(name, value))))];
  }

  dial(name, value) {
    const turn = (given) => line.post("/sim/dials", { [name]: given });
    const choices = { mode: ["active", "standby"], blocked_push: [200, 400], token_expired: [false, true] }[name];
    if (!choices) return h("input.field", { type: "number", min: 0, step: "any", value: String(value), onchange: (event) => turn(Number(event.target.value)) });
    const shown = (one) => (typeof one === "boolean" ? t(one ? "yes" : "no") : String(one));
    return h("select.field", { onchange: (event) => turn(choices[event.target.selectedIndex]) }, ...choices.map((one) => h("option", { selected: one === value }, shown(one))));
  }

  // Quota and rates

  async limits() {
    const { quota, rates } = await line.get("/sim/limits");
    const share = quota.value ? Math.min(100, (100 * quota.totalUsage) / quota.value) : 0;
    const limit = h("input.field", { type: "number", min: 0, value: quota.value === null ? "" : String(quota.value) });
    const used = h("input.field", { type: "number", min: 0, value: String(quota.totalUsage) });
    const save = async (event) => { event.preventDefault(); await line.post("/sim/limits", { monthly: limit.value === "" ? null : Number(limit.value), used: Number(used.value) }); this.show("limits"); };
    const rate = (name) => h("label", {}, name, h("input.field", { type: "number", min: 0.001, step: "any", value: String(rates[name].calls / rates[name].seconds), onchange: (event) => line.post("/sim/limits", { rates: { [name]: { calls: Number(event.target.value), seconds: 1 } } }) }));
    return [h("section", {}, h("p.big-now", {}, quota.totalUsage.toLocaleString(), h("small", {}, `${t("limits.month")} · ${quota.value === null ? t("limits.none") : `${t("limits.of")} ${quota.value.toLocaleString()}`}`)), quota.value ? h("div.meter", {}, h("i", { style: { width: `${share}%` } })) : "", h("p.note", {}, t("limits.note"))),
      h("form.form", { onsubmit: save }, h("label", {}, t("limits.limit"), limit), h("label", {}, t("limits.used"), used), h("button.primary", {}, t("save"))),
      h("section.form", {}, h("h3", {}, t("limits.rates")), ...["reply", "push", "multicast", "loading", "profile", "content"].map(rate))];
  }

  // Webhook

  async webhook() {
    const hook = await line.get("/sim/webhook");
    const set = (given) => line.post("/sim/webhook", given).then(() => this.show("webhook"));
    const address = h("input.field", { value: hook.url, "aria-label": t("webhook.url"), style: { gridColumn: "1 / -1" } });
    const yes = (checked, onchange) => h("input", { type: "checkbox", checked, onchange, style: { justifySelf: "start", width: "20px", height: "20px" } });
    const verify = async () => { const done = await line.post("/sim/webhook/verify"); toast(`${t("journal.sent")} ${done.status || done.reason}`, done.status !== 200); };
    const release = (label, given) => h("button.secondary", { type: "button", disabled: !hook.held, onclick: () => line.post("/sim/webhook/release", given).then(() => this.show("webhook")) }, label);
    return [h("form.form", { onsubmit: (event) => { event.preventDefault(); set({ url: address.value }); } }, h("h3", {}, t("webhook.url")), address, h("div.buttons", {}, h("button.primary", {}, t("save")), h("button.secondary", { type: "button", onclick: verify }, t("webhook.verify")))),
      h("section.form", {}, h("label", {}, t("webhook.on"), yes(hook.active, (event) => set({ active: event.target.checked }))), h("label", {}, t("webhook.again"), yes(hook.again_after.length > 0, (event) => set({ again_after: event.target.checked ? [1, 5, 30] : [] }))), h("label", {}, t("webhook.hold"), yes(hook.held !== null, (event) => (event.target.checked ? set({ hold: true }) : line.post("/sim/webhook/release", {}).then(() => this.show("webhook")))))),
      hook.held === null ? "" : h("section", {}, h("h3", {}, `${t("webhook.held")}: ${hook.held} ${t("webhook.events")}`), h("div.buttons", {}, release(t("webhook.release"), {}), release(t("webhook.shuffled"), { order: "shuffled", batch: 5 }), release(t("webhook.twice"), { copies: 2 })))];
  }
}
