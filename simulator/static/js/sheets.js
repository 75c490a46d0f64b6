// What slides up on a phone: menus of the chat and of a message, date pickers, invite links; and the JSON dialog.
import { gist } from "./bubbles.js";
import { h, icon, toast } from "./dom.js";
import { line } from "./line.js";
import { day, t, time } from "./words.js";

/** A sheet over one phone; Escape and a tap beside it close it. Gives {element, close}. */
export function sheet(phone, title, ...inside) {
  const before = document.activeElement;
  const close = () => { back.remove(); before?.isConnected && before.focus(); back.dispatchEvent(new Event("closed")); };
  const end = h("button.icon-button", { type: "button", "aria-label": t("desk.close"), onclick: () => close() }, icon("close"));
  const element = h("div.sheet", { role: "dialog", "aria-modal": "true", "aria-label": title }, h("h3", {}, title, end), ...inside);
  const back = h("div.sheet-back", { onclick: (event) => { if (event.target === back) close(); } }, element);
  back.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.stopPropagation(); close(); }
    if (event.key === "Tab") keepInside(element, event);
  });
  phone.element.append(back);
  (element.querySelector(".acts button, .field") ?? end).focus();
  return { element, close, closed: new Promise((done) => back.addEventListener("closed", done, { once: true })) };
}

function keepInside(element, event) {
  const all = [...element.querySelectorAll("button, input, textarea, select, a[href]")].filter((one) => !one.disabled && one.offsetParent);
  const edge = event.shiftKey ? all[0] : all[all.length - 1];
  if (document.activeElement === edge) { event.preventDefault(); all[event.shiftKey ? all.length - 1 : 0].focus(); }
}

function copy(text) {
  navigator.clipboard?.writeText(text).catch(() => {});
  toast(t("message.copied"));
}

const act = (symbol, text, done, more = "") => h(`button${more}`, { type: "button", onclick: done }, icon(symbol), text);

export function messageSheet(phone, id) {
  const bubble = phone.bubble(id);
  if (!bubble || phone.element.querySelector(".sheet-back")) return;
  const open = sheet(phone, gist(bubble).slice(0, 40), h("div.acts", {},
    bubble.unsent ? null : act("reply", t("message.reply"), () => { open.close(); phone.composer.quote(bubble); }),
    bubble.message?.text ? act("copy", t("message.copy"), () => { copy(bubble.message.text); open.close(); }) : null,
    bubble.from === "person" && bubble.via === "chat" && !bubble.unsent ? act("undo", t("message.unsend"), async () => { open.close(); await phone.act("unsend", { messageId: id }); }, ".danger") : null,
    act("code", t("message.raw"), () => { open.close(); jsonDialog(t("message.raw"), bubble); }),
    bubble.from === "person" && bubble.via === "chat" ? act("again", t("message.webhook"), () => { open.close(); resend(id); }) : null));
}

async function resend(id) {
  const { entries } = await line.get(`/sim/journal?kind=webhook&about=${id}&bodies=0`);
  if (!entries.length) return;
  const done = await line.post("/sim/webhook/redeliver", { seq: entries[0].seq });
  toast(`${t("journal.sent")} ${done.status || done.reason}`, done.status !== 200);
}

export function phoneSheet(phone) {
  const { person } = phone;
  const open = sheet(phone, person.displayName, person.note ? h("button.note", { type: "button", title: t("message.copy"), onclick: () => copy(person.note) }, `${t("phone.note")}: ${person.note}`) : "", h("div.acts", {},
    act(phone.pc ? "phone" : "pc", t(phone.pc ? "phone.mobile" : "phone.pc"), () => { open.close(); phone.setPc(!phone.pc); }),
    act("qr", t("phone.invite"), () => { open.close(); inviteSheet(phone); }),
    person.state === "blocked" ? act("check", t("phone.unblock"), () => { open.close(); phone.act("follow"); })
      : act("block", t("phone.block"), async () => { open.close(); await phone.act("unfollow"); toast(t("event.blocked")); }, ".danger"),
    act("close", t("phone.close"), () => { open.close(); phone.page.close(person.userId); })));
}

/** LINE's own pickers know no time zone and write Gregorian years; below the field stands the day as one reads it. */
export function pickerSheet(phone, { mode, initial, min, max, label }) {
  return new Promise((resolve) => {
    const type = mode === "datetime" ? "datetime-local" : mode;
    const clean = (value) => value?.replace("t", "T");
    const start = clean(initial) ?? localNow(phone.page.now(), mode);
    const field = h("input.field", { type, value: start, min: clean(min), max: clean(max), required: true, "aria-label": t(`pick.${mode}`) });
    const echo = h("p.echo", { "aria-live": "polite" });
    const say = () => { echo.textContent = field.value && mode !== "time" ? day(Date.parse(`${field.value.slice(0, 10)}T12:00:00+07:00`), true) : field.value; };
    field.oninput = say;
    say();
    let picked = null;
    const form = h("form", { style: { display: "grid", gap: "12px" }, onsubmit: (event) => { event.preventDefault(); picked = field.value.slice(0, mode === "time" ? 5 : 16); open.close(); } },
      field, echo, h("div.both", {}, h("button.secondary", { type: "button", onclick: () => open.close() }, t("cancel")), h("button.primary", {}, t("pick.ok"))));
    const open = sheet(phone, label || t(`pick.${mode}`), form);
    open.closed.then(() => resolve(picked));
  });
}

function localNow(ms, mode) {
  const iso = new Date(ms + 7 * 3600_000).toISOString();
  return mode === "date" ? iso.slice(0, 10) : mode === "time" ? iso.slice(11, 16) : iso.slice(0, 16);
}

/** A link of LINE's own opens the chat with its text filled in; others open beside the page. */
export async function openLink(phone, address) {
  const text = oaMessage(phone, address);
  if (text !== null) {
    if (phone.person.state !== "friend") await phone.act("follow");
    return phone.composer.type(text);
  }
  if (address.startsWith("tel:")) return toast(`${t("link.tel")} ${address.slice(4)}`);
  if (/^https?:/.test(address)) { window.open(address, "_blank", "noopener,noreferrer"); return undefined; }
  return toast(t("link.unknown"), true);
}

/** The text of https://line.me/R/oaMessage/{@id}/?{text}; null if it is no such link of this bot's. */
function oaMessage(phone, address) {
  const found = /^(?:https:\/\/line\.me\/R|line:\/)\/(?:oaMessage\/([^/?]+)\/?(?:\?(.*))?|ti\/p\/([^?]+))/.exec(address.trim());
  if (!found) return null;
  const id = decodeURIComponent(found[1] ?? found[3]);
  if (id !== phone.bot.basicId) { toast(t("invite.other"), true); return null; }
  return decodeURIComponent((found[2] ?? "").replace(/\+/g, " "));
}

export function inviteSheet(phone) {
  const field = h("textarea.field", { rows: 3, "aria-label": t("invite.paste"), placeholder: t("invite.paste") });
  const use = async (address) => {
    if (oaMessage(phone, address) === null) return toast(t("invite.bad"), true);
    open.close();
    await openLink(phone, address);
    return undefined;
  };
  const read = async (file) => { const said = await readQr(file); if (said) use(said); else toast(t("invite.bad"), true); };
  field.addEventListener("paste", (event) => { const file = event.clipboardData.files[0]; if (file) { event.preventDefault(); read(file); } });
  const choose = h("input", { type: "file", accept: "image/*", hidden: true, "data-choose": "qr", onchange: () => read(choose.files[0]) });
  const open = sheet(phone, t("invite.title"), field, choose, h("div.both", {},
    h("button.secondary", { type: "button", onclick: () => choose.click() }, t("invite.file")), h("button.primary", { type: "button", onclick: () => use(field.value) }, t("invite.open"))));
}

async function readQr(file) {
  if (!window.jsQR) await script("/static/vendor/jsqr/jsQR.js");
  const image = await createImageBitmap(file);
  const scale = Math.min(1, 1200 / Math.max(image.width, image.height));
  const canvas = h("canvas", { width: Math.round(image.width * scale), height: Math.round(image.height * scale) });
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return window.jsQR(data, canvas.width, canvas.height)?.data ?? null;
}

export function script(address) {
  return new Promise((resolve, reject) => document.head.append(h("script", { src: address, onload: resolve, onerror: reject })));
}

export function jsonDialog(title, value, ...more) {
  const end = h("button.icon-button", { type: "button", "aria-label": t("desk.close"), onclick: () => dialog.close() }, icon("close"));
  const dialog = h("dialog.paper", { "aria-label": title, onclose: () => dialog.remove() }, h("header", {}, h("h3", {}, title), end), h("div.inside", {}, ...more, jsonView(value)));
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Coloured JSON, built from text nodes. */
export function jsonView(value) {
  const pieces = JSON.stringify(value, null, 2).split(/("(?:[^"\\]|\\.)*"(?:\s*:)?|-?\d+(?:\.\d+)?|true|false|null)/);
  return h("pre.json", { tabIndex: 0 }, ...pieces.map((piece, index) => {
    if (index % 2 === 0) return piece;
    return h(`span.${piece.startsWith('"') ? (piece.endsWith(":") ? "k" : "s") : "n"}`, {}, piece);
  }));
}

export const stamp = (ms) => `${day(ms)} ${time(ms)}`;
