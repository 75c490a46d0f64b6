// The map a location is sent from: Thailand's outline and towns, drawn without tiles, so it works without a network.
import { h, toast } from "./dom.js";
import { OUTLINE, TOWNS } from "./thailand.js";
import { script, sheet } from "./sheets.js";
import { t } from "./words.js";

let last = [19.336, 99.81];

/** Choose a place and send it. Resolves to whether it was sent. */
export async function locationSheet(phone) {
  if (!window.L) {
    document.head.append(h("link", { rel: "stylesheet", href: "/static/vendor/leaflet/leaflet.css" }));
    await script("/static/vendor/leaflet/leaflet.js");
  }
  phone.composer.drawer(null);
  const box = h("div.map", { "aria-label": t("place.hint") });
  const title = h("input.field", { placeholder: t("place.name"), "aria-label": t("place.name") });
  const address = h("input.field", { placeholder: t("place.address"), "aria-label": t("place.address") });
  const where = h("p.note", { "aria-live": "polite" });
  let sent = false;
  const send = async () => {
    const { lat, lng } = pin.getLatLng();
    sent = true;
    last = [lat, lng];
    open.close();
    await phone.act("location", { latitude: Number(lat.toFixed(6)), longitude: Number(lng.toFixed(6)), title: title.value, address: address.value });
  };
  const open = sheet(phone, t("place.title"), h("p.note", {}, t("place.hint")), box, where, title, address, h("button.primary", { type: "button", onclick: () => send().catch((error) => toast(error.message, true)) }, t("place.send")));
  const { map, pin } = draw(box);
  const say = () => { const { lat, lng } = pin.getLatLng(); where.textContent = `${lat.toFixed(5)}, ${lng.toFixed(5)}`; };
  map.on("click", (event) => { pin.setLatLng(event.latlng); say(); });
  pin.on("drag", say);
  say();
  await open.closed;
  map.remove();
  return sent;
}

function draw(box) {
  const { L } = window;
  const map = L.map(box, { center: last, zoom: 9, minZoom: 4, maxZoom: 17, attributionControl: false, zoomAnimation: false, fadeAnimation: false });
  L.polygon(OUTLINE, { color: "#9db39a", weight: 1.5, fillColor: "#eef4e8", fillOpacity: 1, interactive: false }).addTo(map);
  for (const [name, lat, lng] of TOWNS) L.marker([lat, lng], { interactive: false, keyboard: false, icon: L.divIcon({ className: "town", html: name, iconSize: null, iconAnchor: [3, 6] }) }).addTo(map);
  const shape = '<svg viewBox="0 0 24 24" width="34" height="34"><path d="M12 22s-7-7-7-12a7 7 0 0 1 14 0c0 5-7 12-7 12z"/><circle cx="12" cy="10" r="2.500" fill="#fff"/></svg>';
  const pin = L.marker(last, { draggable: true, keyboard: true, alt: t("place.pin"), icon: L.divIcon({ className: "pin", html: shape, iconSize: [34, 34], iconAnchor: [17, 31] }) }).addTo(map);
  setTimeout(() => map.invalidateSize(), 60);
  return { map, pin };
}
