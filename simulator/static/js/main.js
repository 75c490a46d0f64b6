// The page: people on the left, phones in the middle, the developer's panel on the right; kept live by news.
import { Desk } from "./desk.js";
import { h, icon } from "./dom.js";
import { Told, line, listen } from "./line.js";
import { PeopleList } from "./people.js";
import { Phone } from "./phone.js";
import { Travel } from "./travel.js";
import { clockTime, day, switchLanguage, t, time, translate } from "./words.js";

const query = new URLSearchParams(location.search);
const narrow = () => matchMedia("(max-width: 760px)").matches;

class Page {
  constructor(state) {
    this.bot = state.bot;
    this.people = new Map(state.people.map((one) => [one.userId, one]));
    this.phones = new Map();
    this.floor = document.getElementById("phones");
    this.setClock(state.clock);
    this.list = new PeopleList(document.getElementById("people"), this);
    this.desk = new Desk(document.getElementById("desk"), this, state);
    this.travel = new Travel(this);
  }

  now() {
    const { virtual, rate } = this.clock;
    return (virtual + (rate ? performance.now() / 1000 - this.clockRead : 0)) * 1000;
  }

  setClock(clock) {
    this.clock = clock;
    this.clockRead = performance.now() / 1000;
    this.tick();
  }

  tick() {
    const now = this.now();
    document.getElementById("now").replaceChildren(`${day(now)} ${time(now)}`, h("span.seconds", {}, clockTime(now).slice(5)));
    for (const phone of this.phones?.values() ?? []) phone.tick(now);
    this.desk?.tick(now);
  }

  /** Open someone's phone: alone, or beside those that are open. */
  async open(userId, beside = false) {
    if (!this.people.has(userId)) return;
    if (!beside || narrow()) for (const one of [...this.phones.keys()]) if (one !== userId) this.close(one, false);
    if (!this.phones.has(userId)) {
      const phone = new Phone(this, this.people.get(userId));
      this.phones.set(userId, phone);
      this.floor.querySelector(".empty")?.remove();
      this.floor.append(phone.element);
      await phone.load();
    }
    this.people.get(userId).unread = 0;
    document.getElementById("people").classList.remove("open");
    document.querySelector(".shade")?.remove();
    this.remember();
    this.phones.get(userId).element.scrollIntoView({ inline: "nearest", block: "nearest" });
  }

  close(userId, draw = true) {
    this.phones.get(userId)?.element.remove();
    this.phones.delete(userId);
    if (draw) this.remember();
  }

  remember() {
    if (!this.phones.size && !this.floor.querySelector(".empty")) this.floor.append(h("div.empty", {}, icon("phone"), t("phones.empty")));
    const url = new URL(location.href);
    url.searchParams.set("me", [...this.phones.keys()].join(","));
    history.replaceState(null, "", url);
    this.list.draw();
  }

  news() {
    return {
      bubble: ({ userId, bubble }) => {
        const person = this.people.get(userId);
        if (!person) return;
        const fresh = bubble.seq > person.seq;
        Object.assign(person, { last: fresh ? bubble : person.last, seq: Math.max(bubble.seq, person.seq) });
        const phone = this.phones.get(userId);
        if (phone) phone.receive(bubble);
        else if (fresh && bubble.from === "bot") person.unread = (person.unread ?? 0) + 1;
        this.list.soon();
      },
      person: (person) => {
        const known = this.people.get(person.userId);
        if (known) Object.assign(known, person); else this.people.set(person.userId, person);
        this.phones.get(person.userId)?.changed();
        this.list.soon();
      },
      read: ({ userId, upTo }) => this.phones.get(userId)?.markRead(upTo),
      menus: () => { for (const phone of this.phones.values()) phone.loadMenu(); },
      clock: (clock) => { this.setClock(clock); this.travel.update(clock); this.desk.changed("clock"); },
      journal: (entry) => this.desk.line(entry),
      faults: ({ faults }) => this.desk.changed("faults", faults),
      dials: () => this.desk.changed("faults"),
      quota: () => this.desk.changed("limits"),
    };
  }
}

/** Who is looked at first: somebody who takes part and, where there is room, somebody who follows it. */
function usual(page) {
  const everybody = [...page.people.values()];
  const coordinator = innerWidth >= 1240 && everybody.find((one) => one.role === "coordinator");
  return [...new Set([everybody[0], coordinator].filter(Boolean))].map((one) => one.userId);
}

window.addEventListener("unhandledrejection", (event) => { if (event.reason instanceof Told) event.preventDefault(); });

async function begin() {
  translate();
  document.title = t("app.title");
  const panel = document.getElementById("open-desk"), people = document.getElementById("open-people");
  panel.append(icon("panel"));
  people.append(icon("people"));
  const page = new Page(await line.state());
  window.page = page;
  setInterval(() => page.tick(), 1000);
  listen(page.news(), () => location.reload());

  document.getElementById("language").onclick = switchLanguage;
  panel.onclick = () => page.desk.toggle(panel);
  people.onclick = () => {
    document.getElementById("people").classList.add("open");
    const shade = h("button.shade", { type: "button", "aria-label": t("desk.close"), onclick: () => { document.getElementById("people").classList.remove("open"); shade.remove(); } });
    document.querySelector(".floor").append(shade);
    document.querySelector("#people input").focus();
  };

  const wanted = (query.get("me") ?? "").split(",").filter((one) => page.people.has(one));
  for (const one of wanted.length ? wanted : usual(page)) await page.open(one, true);
  page.remember();
  if (query.get("desk")) page.desk.toggle(panel, query.get("desk"));
  document.body.dataset.ready = "yes";
}

begin();
