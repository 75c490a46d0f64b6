// The lower edge of a phone: quick replies, input bar, attachments, stickers, rich menu.
import { gist } from "./bubbles.js";
import { cameraSheet } from "./camera.js";
import { h, icon } from "./dom.js";
import { locationSheet } from "./map.js";
import { RichMenu } from "./richmenu.js";
import { STICKERS } from "./stickers.js";
import { t } from "./words.js";

const ICONS = { camera: "camera", cameraRoll: "photo", location: "place" };

export class Composer {
  constructor(phone) {
    this.phone = phone;
    this.quick = h("div.quick", { role: "group", "aria-label": t("say.quick"), hidden: true });
    this.quoted = h("div.quoting", { hidden: true });
    this.input = h("textarea", { rows: 1, placeholder: t("say.placeholder"), "aria-label": t("say.placeholder"), oninput: () => this.grow(), onkeydown: (event) => this.key(event), onpaste: (event) => this.paste(event) });
    this.sendButton = h("button.icon-button.send", { type: "button", disabled: true, "aria-label": t("say.send"), title: t("say.send"), onclick: () => this.send() }, icon("send"));
    this.toggle = h("button.icon-button", { type: "button", hidden: true, onclick: () => { this.typing = this.menuMode; this.showMenu(!this.menuMode); } });
    this.menuBar = h("button.menu-bar", { type: "button", hidden: true, onclick: () => this.menu.toggle() });
    this.attachButton = h("button.icon-button", { type: "button", "aria-label": t("say.attach"), title: t("say.attach"), "aria-expanded": "false", onclick: () => this.drawer("attach") }, icon("plus"));
    this.stickerButton = h("button.icon-button", { type: "button", "aria-label": t("say.stickers"), title: t("say.stickers"), "aria-expanded": "false", onclick: () => this.drawer("stickers") }, icon("smile"));
    this.menu = new RichMenu(phone, this.menuBar);
    this.drawerPlace = h("div");
    this.bar = h("div.composer", {}, this.toggle, this.attachButton, this.input, this.menuBar, this.stickerButton, this.sendButton);
    this.element = h("div", {}, this.quick, this.quoted, this.bar, this.drawerPlace, this.menu.element);
  }

  setPc(pc) {
    this.pc = pc;
    this.drawQuick();
    this.showMenu(Boolean(this.menu.menu) && !this.typing);
  }

  /** A menu that opens by itself does so only for someone who is not typing. */
  setMenu(menu) {
    this.menu.set(menu);
    this.showMenu(this.menuMode || (Boolean(menu?.selected) && !this.typing));
  }

  /** The menu's bar in place of the keyboard, or back. */
  showMenu(on) {
    const usable = Boolean(this.menu.menu) && !this.pc;
    this.menuMode = on && usable;
    this.toggle.hidden = !usable;
    const name = this.menuMode ? "keyboard" : "menu";
    this.toggle.replaceChildren(icon(name));
    this.toggle.setAttribute("aria-label", t(`say.${name}`));
    for (const one of [this.input, this.attachButton, this.stickerButton, this.sendButton]) one.hidden = this.menuMode;
    this.menuBar.hidden = !this.menuMode;
    this.menu.show(this.menuMode && this.menu.opened);
    if (this.menuMode) this.drawer(null);
  }

  /** Quick replies belong to the newest message only, and go when anything is said. */
  setQuickReply(bubble) {
    this.items = bubble.from === "bot" ? bubble.message?.quickReply?.items ?? [] : [];
    this.drawQuick();
  }

  drawQuick() {
    const items = this.pc ? [] : this.items ?? [];
    this.quick.hidden = !items.length;
    this.quick.replaceChildren(...items.map(({ action, imageUrl }) => h("button", { type: "button", "data-action": action.type, onclick: () => this.takeQuick(action) },
      imageUrl ? h("img", { src: imageUrl, alt: "" }) : ICONS[action.type] ? icon(ICONS[action.type]) : null, action.label)));
  }

  async takeQuick(action) {
    const done = await this.phone.take(action);
    if (done && action.type !== "clipboard" && action.type !== "uri") { this.items = []; this.drawQuick(); }
  }

  quote(bubble) {
    this.quoting = bubble;
    const cancel = h("button.icon-button", { type: "button", "aria-label": t("say.cancel-quote"), onclick: () => this.unquote() }, icon("close"));
    const whose = bubble.from === "bot" ? this.phone.bot.name : this.phone.person.displayName;
    this.quoted.replaceChildren(h("div", {}, h("b", {}, whose), h("span", {}, gist(bubble))), cancel);
    this.quoted.hidden = false;
    this.type("");
  }

  unquote() { this.quoting = null; this.quoted.hidden = true; }

  /** Open the keyboard, perhaps with a text filled in. */
  type(text) {
    this.typing = true;
    this.showMenu(false);
    if (text) this.input.value = text;
    this.grow();
    this.input.focus();
  }

  grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(120, this.input.scrollHeight)}px`;
    this.sendButton.disabled = !this.input.value.trim();
  }

  key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.send(); }
    if (event.key === "Escape") this.unquote();
  }

  paste(event) {
    const files = [...event.clipboardData.files].filter((one) => one.type.startsWith("image/"));
    if (files.length) { event.preventDefault(); this.upload("album", files); }
  }

  async send() {
    const text = this.input.value.trim();
    if (!text) return;
    const quotedMessageId = this.quoting?.id;
    this.input.value = "";
    this.grow();
    this.unquote();
    await this.phone.act("text", { text, quotedMessageId }).catch((error) => {
      if (!this.input.value) this.input.value = text;
      this.grow();
      throw error;
    });
    this.input.focus();
  }

  /** Attachments or stickers under the bar; the same button closes them. */
  drawer(name) {
    this.opened = this.opened === name ? null : name;
    this.attachButton.setAttribute("aria-expanded", String(this.opened === "attach"));
    this.stickerButton.setAttribute("aria-expanded", String(this.opened === "stickers"));
    const drawn = { attach: () => this.attachments(), stickers: () => this.stickers() }[this.opened];
    this.drawerPlace.replaceChildren(...(drawn ? [drawn()] : []));
  }

  attachments() {
    const one = (name, symbol, act) => h("button", { type: "button", onclick: act }, h("i", {}, icon(symbol)), t(name));
    return h("div.attach", { role: "group", "aria-label": t("say.attach") },
      one("attach.photo", "photo", () => this.choose("image/*", { multiple: true })),
      this.pc ? null : one("attach.camera", "camera", () => cameraSheet(this.phone)),
      this.pc ? null : one("attach.place", "place", () => locationSheet(this.phone)),
      one("attach.file", "file", () => this.choose("", {}, "file")),
      one("attach.video", "video", () => this.choose("video/*", {}, "video")),
      one("attach.voice", "voice", () => this.choose("audio/*", {}, "audio")),
      one("phone.invite", "qr", async () => (await import("./sheets.js")).inviteSheet(this.phone)));
  }

  stickers() {
    return h("div.attach.stickers", { role: "group", "aria-label": t("say.stickers") }, ...STICKERS.map(({ face, ...sticker }) =>
      h("button", { type: "button", onclick: () => { this.drawer(null); this.phone.act("sticker", sticker); } }, h("i", {}, face), sticker.keywords[0])));
  }

  /** Let the person choose files; several pictures make an album. Resolves to whether something was sent. */
  choose(accept, more = {}, act = "album") {
    return new Promise((resolve) => {
      const input = h("input", { type: "file", accept, hidden: true, "data-choose": act });
      if (more.multiple) input.multiple = true;
      if (more.capture) input.setAttribute("capture", more.capture);
      input.onchange = async () => { await this.upload(act, [...input.files]); input.remove(); resolve(true); };
      input.addEventListener("cancel", () => { input.remove(); resolve(false); });
      this.element.append(input);
      input.click();
    });
  }

  async upload(act, files) {
    this.drawer(null);
    const form = new FormData();
    for (const file of files) form.append("file", file, file.name);
    await this.phone.act(act, form);
  }
}
