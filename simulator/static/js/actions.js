// What a tap on a button does, by the type of its action.
import { cameraSheet } from "./camera.js";
import { toast } from "./dom.js";
import { line } from "./line.js";
import { locationSheet } from "./map.js";
import { openLink, pickerSheet } from "./sheets.js";
import { t } from "./words.js";

/** Carry out an action on a phone. Resolves to whether it was carried out (a picker may be cancelled). */
export async function takeAction(phone, action) {
  const act = ACTIONS[action.type];
  if (!act) return false;
  if (phone.person.state === "blocked") { toast(t("phone.blocked"), true); return false; }
  return (await act(phone, action)) !== false;
}

const ACTIONS = {
  message: (phone, { text }) => phone.act("text", { text }),
  async postback(phone, action) {
    await phone.act("postback", { data: action.data, displayText: action.displayText, text: action.text });
    if (action.inputOption === "openKeyboard") phone.composer.type(action.fillInText ?? "");
    if (action.inputOption === "openRichMenu") { phone.composer.menu.opened = true; phone.composer.showMenu(true); }
    if (action.inputOption === "closeRichMenu") { phone.composer.menu.opened = false; phone.composer.showMenu(true); }
  },
  async datetimepicker(phone, action) {
    const picked = await pickerSheet(phone, action);
    if (!picked) return false;
    await phone.act("postback", { data: action.data, params: { [action.mode]: picked } });
  },
  uri: (phone, action) => openLink(phone, phone.pc && action.altUri?.desktop ? action.altUri.desktop : action.uri),
  camera: (phone) => cameraSheet(phone),
  cameraRoll: (phone) => phone.composer.choose("image/*", { multiple: true }),
  location: (phone) => locationSheet(phone),
  async clipboard(phone, { clipboardText }) {
    await navigator.clipboard?.writeText(clipboardText).catch(() => {});
    toast(t("message.copied"));
  },
  async richmenuswitch(phone, { richMenuAliasId, data }) {
    const params = await line.switchMenu(phone.person.userId, richMenuAliasId);
    if (params.status !== "SUCCESS") toast(t("switch.failed"), true);
    await phone.act("postback", { data, params });
  },
};
