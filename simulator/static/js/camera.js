// Taking a photo with the computer's camera, where there is one; else a file is chosen, as with any photo.
import { h, icon } from "./dom.js";
import { sheet } from "./sheets.js";
import { t } from "./words.js";

/** Take a photo and send it. Resolves to whether it was sent. */
export async function cameraSheet(phone) {
  const stream = await cameraOf();
  if (!stream) return phone.composer.choose("image/*", { capture: "environment" });
  phone.composer.drawer(null);
  let sent = false;
  const view = h("video", { autoplay: true, muted: true, playsinline: true, "aria-label": t("attach.camera") });
  view.srcObject = stream;
  const shoot = async () => {
    const file = await frameOf(view);
    sent = true;
    open.close();
    await phone.composer.upload("image", [file]);
  };
  const shutter = h("button.shutter", { type: "button", "aria-label": t("camera.shoot"), title: t("camera.shoot"), onclick: shoot }, icon("camera"));
  const open = sheet(phone, t("attach.camera"), h("div.viewfinder", {}, view), shutter);
  shutter.focus();
  await open.closed;
  for (const track of stream.getTracks()) track.stop();
  return sent;
}

async function cameraOf() {
  const devices = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
  if (!devices.some((one) => one.kind === "videoinput")) return null;
  return navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).catch(() => null);
}

function frameOf(view) {
  const canvas = h("canvas", { width: view.videoWidth, height: view.videoHeight });
  canvas.getContext("2d").drawImage(view, 0, 0);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(new File([blob], "camera.jpg", { type: "image/jpeg" })), "image/jpeg", 0.9));
}
