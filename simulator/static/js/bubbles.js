// One message on the wall, of whatever type.
import { h, icon } from "./dom.js";
import { flexElement } from "./flex.js";
import { imagemapElement, templateElement } from "./templates.js";
import { t } from "./words.js";
import { faceOf } from "./stickers.js";

const WIDE = new Set(["flex", "template", "imagemap"]);
const LINK = /(https?:\/\/[^\s<>"]+)/g;

/** {element, wide, slides}: what stands inside the row of this message. */
export function bodyOf(bubble, phone) {
  if (bubble.unsent) return { element: h("div.bubble.gone", {}, t("message.unsent")) };
  const message = bubble.message;
  const draw = DRAWN[message.type] ?? unknown;
  const element = draw(message, bubble, phone);
  const slides = message.type === "flex" ? message.contents.type === "carousel" : ["carousel", "image_carousel"].includes(message.template?.type);
  return { element, wide: WIDE.has(message.type), slides };
}

/** One line that says what a message is: for quotes, the list of people, screen readers. */
export function gist(bubble) {
  if (!bubble) return "";
  if (bubble.unsent || !bubble.message) return t("message.unsent");
  const message = bubble.message;
  if (message.text && message.type !== "sticker") return message.text;
  if (message.altText) return message.altText;
  if (message.type === "location") return [t("kind.location"), message.title, message.address].filter(Boolean).join(" ");
  if (message.type === "file") return `${t("kind.file")} ${message.fileName}`;
  return `${t(`kind.${message.type}`)} ${(message.keywords ?? []).slice(0, 2).join(" ")}`.trim();
}

const DRAWN = {
  text: (message, bubble, phone) => h("div.bubble", {}, quoteOf(bubble, phone), linked(emojis(message))),
  textV2: (message, bubble, phone) => h("div.bubble", {}, quoteOf(bubble, phone), substituted(message)),
  image: (message, bubble) => picture(address(message, bubble), message.previewImageUrl),
  sticker: (message) => h("div.sticker", { role: "img", "aria-label": `${t("kind.sticker")} ${(message.keywords ?? []).join(" ")}` },
    h("i", {}, faceOf(message)), (message.text || message.keywords?.length) ? h("span", {}, message.text || message.keywords[0]) : null),
  location: place,
  video: (message, bubble, phone) => h("div.picture", {}, h("video", { controls: true, preload: "metadata", poster: message.previewImageUrl, src: address(message, bubble), "aria-label": t("kind.video"), onended: () => message.trackingId && phone.act("watched", { trackingId: message.trackingId }) })),
  audio: (message, bubble) => h("div.voice", {}, h("audio", { controls: true, preload: "metadata", src: address(message, bubble), "aria-label": t("kind.audio") })),
  file: (message, bubble) => h("a.file", { href: `/sim/content/${bubble.id}`, download: message.fileName, style: { textDecoration: "none", color: "inherit" } },
    h("i", {}, icon("file")), h("span", {}, h("b", {}, message.fileName), h("small", {}, size(message.fileSize)))),
  flex: (message, bubble, phone) => flexElement(message, (action) => phone.take(action)),
  template: (message, bubble, phone) => templateElement(message, (action) => phone.take(action)),
  imagemap: (message, bubble, phone) => imagemapElement(message, (action) => phone.take(action)),
  coupon: () => h("div.file", {}, h("i", {}, "🎟️"), h("span", {}, h("b", {}, t("kind.coupon")))),
};

const unknown = (message) => h("div.bubble", {}, `[${message.type}]`);
const size = (bytes) => (bytes > 900_000 ? `${(bytes / 1_048_576).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`);

export function picture(address, preview) {
  const image = h("img", { src: preview || address, alt: t("kind.image"), loading: "lazy" });
  return h("button.picture", { type: "button", "aria-label": t("kind.image"), onclick: () => window.open(address, "_blank", "noopener") }, image);
}

function quoteOf(bubble, phone) {
  if (!bubble.quotedMessageId) return null;
  const quoted = phone.bubble(bubble.quotedMessageId);
  const whose = quoted?.from === "bot" ? phone.bot.name : phone.person.displayName;
  return h("button.quote", { type: "button", onclick: () => phone.show(bubble.quotedMessageId) }, h("b", {}, whose), h("span", {}, gist(quoted) || "…"));
}

function linked(text) {
  return text.split(LINK).map((piece, index) => index % 2 ? h("a", { href: piece, target: "_blank", rel: "noopener noreferrer" }, piece) : piece);
}

/** LINE's own emoji stand at $ signs; here they are drawn as one smile. */
function emojis(message) {
  const letters = [...message.text];
  const at = new Set((message.emojis ?? []).map((one) => one.index));
  let unit = 0;
  return letters.map((letter) => { const here = at.has(unit); unit += letter.length; return here ? "☺" : letter; }).join("");
}

function substituted(message) {
  return message.text.split(/(\{\{|\}\}|\{[A-Za-z0-9_]{1,20}\})/).map((piece) => {
    if (piece === "{{" || piece === "}}") return piece[0];
    const filling = message.substitution?.[piece.slice(1, -1)];
    if (!filling) return piece;
    return filling.type === "emoji" ? "☺" : h("span.mention", {}, filling.mentionee.type === "all" ? "@All" : "@…");
  });
}

const address = (message, bubble) => message.originalContentUrl ?? `/sim/content/${bubble.id}`;

/** A sketch of a map that needs no tiles: streets by chance of the place itself, and a pin. */
function place(message) {
  const seed = Math.abs(Math.round(message.latitude * 1e4) * 31 + Math.round(message.longitude * 1e4));
  const bend = (step) => 20 + ((seed >> step) % 70);
  const sketch = document.createElement("div");
  sketch.className = "sketch";
  sketch.innerHTML = `<svg viewBox="0 0 240 108" aria-hidden="true"><path d="M-5 ${bend(1)}C70 ${bend(3)} 150 ${bend(5)} 245 ${bend(2)}" fill="none" stroke="#fff" stroke-width="9"/><path d="M${60 + bend(4)} -5C${bend(2) + 40} 40 ${bend(6) + 90} 70 ${100 + bend(1)} 113" fill="none" stroke="#fff" stroke-width="6"/><path d="M-5 ${bend(6) + 40}C80 ${bend(2) + 10} 120 ${bend(4) + 30} 245 ${bend(3)}" fill="none" stroke="#a9cfe8" stroke-width="7"/><path d="M120 60s-13-12-13-22a13 13 0 0 1 26 0c0 10-13 22-13 22z" fill="#e5384a" stroke="#fff" stroke-width="2"/><circle cx="120" cy="38" r="4.500" fill="#fff"/></svg>`;
  const where = `${message.latitude.toFixed(5)}, ${message.longitude.toFixed(5)}`;
  return h("div.place", {}, sketch, h("div", {}, h("b", {}, message.title || t("place.pin")), message.address ? h("span", {}, message.address, h("br")) : null, h("small", {}, where)));
}
