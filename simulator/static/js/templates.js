// Template messages and imagemaps.
import { h } from "./dom.js";

const background = (address) => ({ backgroundImage: `url("${encodeURI(address).replace(/"/g, "%22")}")` });

function thumb(holder, shape) {
  if (!holder.thumbnailImageUrl) return null;
  const classes = ["div", "thumb", shape.imageAspectRatio === "square" && "square", shape.imageSize === "contain" && "contain"];
  return h(classes.filter(Boolean).join("."), { style: { ...background(holder.thumbnailImageUrl), backgroundColor: holder.imageBackgroundColor || "" } });
}

const button = (action, take) => h("button", { type: "button", "data-action": action.type, onclick: () => take(action) }, action.label);
const words = (holder) => h("div.text", {}, holder.title ? h("b", {}, holder.title) : null, holder.text);

const TEMPLATES = {
  buttons: (template, take) => h("div.template", {}, thumb(template, template), words(template), ...template.actions.map((one) => button(one, take))),
  confirm: (template, take) => h("div.template.confirm", {}, words(template), h("div.choices", {}, ...template.actions.map((one) => button(one, take)))),
  carousel: (template, take) => h("div.track", {}, ...template.columns.map((column) =>
    h("div.template", {}, thumb(column, template), words(column), ...column.actions.map((one) => button(one, take))))),
  image_carousel: (template, take) => h("div.track", {}, ...template.columns.map((column) =>
    h("button.tile", { type: "button", style: background(column.imageUrl), "aria-label": column.action.label ?? "", onclick: () => take(column.action) },
      column.action.label ? h("span", {}, column.action.label) : null))),
};

export const templateElement = (message, take) => TEMPLATES[message.template.type](message.template, take);

export function imagemapElement(message, take) {
  const { width, height } = message.baseSize;
  const areas = message.actions.map((action) => {
    const { x, y, width: wide, height: high } = action.area;
    const percent = (part, whole) => `${(100 * part) / whole}%`;
    const done = action.type === "uri" ? { type: "uri", uri: action.linkUri } : action;
    return h("button", {
      type: "button", "aria-label": action.label ?? action.text ?? action.linkUri ?? "", onclick: () => take(done),
      style: { left: percent(x, width), top: percent(y, height), width: percent(wide, width), height: percent(high, height) },
    });
  });
  return h("div.imagemap", { style: { aspectRatio: `${width} / ${height}` } }, h("img", { src: `${message.baseUrl}/700`, alt: message.altText }), ...areas);
}
