// One person's phone: the chat with the bot, as LINE shows it.
import { takeAction } from "./actions.js";
import { bodyOf, gist, picture } from "./bubbles.js";
import { Composer } from "./composer.js";
import { h, icon, toast } from "./dom.js";
import { line } from "./line.js";
import { avatar } from "./people.js";
import { inviteSheet, messageSheet, phoneSheet } from "./sheets.js";
import { swipeable } from "./swipe.js";
import { day, t, time } from "./words.js";

const HELD = 480;

export class Phone {
  constructor(page, person) {
    this.page = page;
    this.bot = page.bot;
    this.person = person;
    this.bubbles = new Map();
    this.rows = new Map();
    this.pc = new URLSearchParams(location.search).has("pc");
    this.clock = h("span", {}, time(page.now()));
    this.chat = h("ol", { "aria-label": t("phone.chat"), "aria-live": "polite", "aria-relevant": "additions" });
    this.wall = h("div.wall", { tabIndex: 0, role: "region", "aria-label": t("phone.chat") }, this.chat);
    this.down = h("button.scroll-down", { type: "button", hidden: true, "aria-label": t("phone.down"), onclick: () => this.bottom(true) }, icon("down"));
    this.atEnd = true;
    this.wall.addEventListener("scroll", () => { this.atEnd = this.down.hidden = this.near(); }, { passive: true });
    // a picture grows when it arrives; whoever was at the end stays there (load events do not bubble)
    this.wall.addEventListener("load", () => { if (this.atEnd) this.bottom(); }, true);
    this.composer = new Composer(this);
    this.foot = h("div.foot");
    this.element = h("section.phone", { "aria-label": `${t("phone.of")} ${person.displayName}`, "data-phone": person.userId },
      h("div.status-bar", { "aria-hidden": "true" }, this.clock, h("span.signs", {}, icon("signal"), icon("battery"))),
      this.head(), h("div.wall-frame", {}, this.wall, this.down), this.foot);
    swipeable(this.element);
    this.changed();
  }

  head() {
    const narrowBack = h("button.icon-button", { type: "button", "aria-label": t("phone.close"), title: t("phone.close"), onclick: () => this.leave() }, icon("back"));
    const more = h("button.icon-button", { type: "button", "aria-label": t("phone.more"), title: t("phone.more"), onclick: () => phoneSheet(this) }, icon("menu"));
    this.owner = h("p");
    return h("header.chat-head", {}, narrowBack, h("div.title", {}, h("h2", {}, h("span.shield", { title: t("phone.official"), "aria-label": t("phone.official"), role: "img" }, "★"), this.bot.name), this.owner), more);
  }

  leave() {
    if (matchMedia("(max-width: 760px)").matches) document.getElementById("open-people").click();
    else this.page.close(this.person.userId);
  }

  async load() {
    const { messages } = await line.chat(this.person.userId);
    for (const one of messages) this.receive(one, false);
    this.bottom();
    await this.loadMenu();
  }

  async loadMenu() {
    this.menuOf = this.person.richMenuId;
    this.composer.setMenu(await line.menu(this.person.userId));
    this.bottom();
  }

  bubble(id) { return this.bubbles.get(id); }

  /** A new message, or news of one that stands here already. */
  receive(bubble, live = true) {
    const stay = this.near();
    const known = this.bubbles.get(bubble.id);
    this.bubbles.set(bubble.id, bubble);
    if (known) {
      const old = this.rows.get(bubble.id);
      const fresh = this.row(bubble, old.classList.contains("same"));
      old.replaceWith(fresh);
      this.rows.set(bubble.id, fresh);
      return;
    }
    this.append(bubble);
    if (bubble.from === "bot") this.typing(0);
    this.composer.setQuickReply(bubble);
    if (live && (stay || bubble.from === "person")) this.bottom();
    if (live && bubble.from === "bot") requestAnimationFrame(() => { if (stay) this.bottom(); });
  }

  append(bubble) {
    const before = this.lastBubble;
    this.lastBubble = bubble;
    if (!before || day(before.at) !== day(bubble.at)) this.chat.append(h("li.day", {}, day(bubble.at)));
    const set = bubble.message?.imageSet?.id;
    if (set && before?.message?.imageSet?.id === set && this.rows.get(before.id).querySelector(".album")) {
      this.rows.get(before.id).querySelector(".album").append(picture(`/sim/content/${bubble.id}`));
      this.rows.set(bubble.id, this.rows.get(before.id));
      return;
    }
    const same = before && before.from === bubble.from && bubble.at - before.at < 60_000 && day(before.at) === day(bubble.at);
    const row = this.row(bubble, same);
    if (same) {
      const earlier = this.rows.get(before.id)?.querySelector(".meta time");
      if (earlier && time(before.at) === time(bubble.at)) earlier.hidden = true;
    }
    this.rows.set(bubble.id, row);
    this.chat.append(row);
  }

  row(bubble, same) {
    const mine = bubble.from === "person";
    const { element, wide, slides } = bodyOf(bubble, this);
    const album = bubble.message?.imageSet ? h("div.album", {}, element) : element;
    const meta = h("div.meta", {}, mine ? h("span.read", { hidden: !bubble.read }, t("read")) : null, h("time", { datetime: new Date(bubble.at).toISOString() }, time(bubble.at)));
    const said = h(["div", "said", wide && "wide", slides && "slides"].filter(Boolean).join("."), {}, h("div.body", {}, album), meta);
    const more = h("button.more", { type: "button", "aria-label": t("message.more"), onclick: () => messageSheet(this, bubble.id) }, icon("dots"));
    const label = `${mine ? this.person.displayName : bubble.message?.sender?.name ?? this.bot.name}, ${time(bubble.at)}: ${gist(bubble)}`;
    const row = h(`li.row.${mine ? "me" : "bot"}${same ? ".same" : ""}`, { tabIndex: 0, "data-message": bubble.id, "aria-label": label });
    if (!mine) {
      const sender = bubble.message?.sender;
      const face = h("span.avatar", { "aria-hidden": "true", style: sender?.iconUrl ? { backgroundImage: `url("${encodeURI(sender.iconUrl)}")` } : {} });
      row.append(face, h("div", { style: { minWidth: 0 } }, h("div.name", {}, sender?.name ?? this.bot.name), said));
    } else row.append(said);
    row.append(more);
    this.holdable(row, bubble.id);
    return row;
  }

  /** Long press, right click or the menu key: what one may do with a message. */
  holdable(row, id) {
    let timer;
    const stop = () => clearTimeout(timer);
    row.addEventListener("pointerdown", (event) => { if (event.button === 0) timer = setTimeout(() => messageSheet(this, id), HELD); });
    for (const name of ["pointerup", "pointerleave", "pointercancel", "pointermove"]) row.addEventListener(name, (event) => { if (name !== "pointermove" || event.movementX || event.movementY) stop(); });
    row.addEventListener("contextmenu", (event) => { event.preventDefault(); stop(); messageSheet(this, id); });
    row.addEventListener("keydown", (event) => {
      if (event.target === row && (event.key === "Enter" || event.key === "ContextMenu" || (event.shiftKey && event.key === "F10"))) { event.preventDefault(); messageSheet(this, id); }
    });
  }

  markRead(upTo) {
    for (const [id, bubble] of this.bubbles) {
      if (bubble.from === "person") {
        bubble.read = true;
        const mark = this.rows.get(id)?.querySelector(".read");
        if (mark) mark.hidden = false;
      }
      if (id === upTo) break;
    }
  }

  typing(seconds) {
    this.dots?.remove();
    this.dots = null;
    clearTimeout(this.dotsEnd);
    if (seconds <= 0) return;
    this.dots = h("li.row.bot", { "aria-label": t("kind.loading") }, h("span.avatar"), h("div", {}, h("span.dots", {}, h("i"), h("i"), h("i"))));
    this.chat.append(this.dots);
    this.bottom();
    this.dotsEnd = setTimeout(() => this.typing(0), seconds * 1000);
  }

  /** The person's state changed: friend, blocked, another menu, dots. */
  changed() {
    const { person } = this;
    this.owner.textContent = [person.displayName, person.note].filter(Boolean).join(" · ");
    this.element.classList.toggle("pc", this.pc);
    this.typing(person.loading ?? 0);
    if (this.shown !== `${person.state}${this.pc}`) {
      this.shown = `${person.state}${this.pc}`;
      this.foot.replaceChildren(...this.footer());
    }
    if (this.menuOf !== undefined && this.menuOf !== person.richMenuId) this.loadMenu();
  }

  footer() {
    const { person } = this;
    const follow = async () => { await line.act(person.userId, "follow"); toast(t("event.follow")); };
    if (person.state === "blocked") {
      return [h("div.blocked", {}, h("p", {}, t("phone.blocked")), h("button.secondary", { type: "button", onclick: follow }, t("phone.unblock")))];
    }
    if (person.state === "stranger" && !this.bubbles.size) {
      const face = h("span.avatar", { "aria-hidden": "true", style: { background: "var(--line-deep) url(/static/icon.svg) center / 112% no-repeat" } });
      return [h("div.add-friend", {}, face, h("h3", {}, this.bot.name), h("p", {}, `${this.bot.basicId} · ${t("phone.stranger")}`), h("button.primary", { type: "button", onclick: follow }, t("phone.add")), h("button.secondary", { type: "button", onclick: () => inviteSheet(this) }, t("phone.invite")))];
    }
    this.composer.setPc(this.pc);
    return [this.composer.element];
  }

  setPc(pc) { this.pc = pc; this.changed(); this.bottom(); }

  take(action) { return takeAction(this, action); }

  act(name, given) { return line.act(this.person.userId, name, given); }

  show(id) {
    const row = this.rows.get(id);
    row?.scrollIntoView({ block: "center" });
    row?.focus();
  }

  near() { return this.wall.scrollHeight - this.wall.scrollTop - this.wall.clientHeight < 80; }

  bottom(smooth = false) { this.wall.scrollTo({ top: this.wall.scrollHeight, behavior: smooth ? "smooth" : "instant" }); }

  tick(now) { this.clock.textContent = time(now); }
}
