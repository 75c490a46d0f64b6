// Stickers are LINE's property: they are drawn as what they say.
export const STICKERS = [
  ["👍", ["ok", "ตกลง"]], ["🙏", ["ขอบคุณ", "ไหว้", "thank you"]], ["😊", ["ยิ้ม", "happy"]], ["😂", ["ขำ", "haha"]],
  ["❤️", ["รัก", "love"]], ["💪", ["สู้ ๆ", "fighting"]], ["🎉", ["ยินดีด้วย", "congratulations"]], ["😴", ["ง่วง", "sleepy"]],
  ["😢", ["เสียใจ", "sad"]], ["👋", ["สวัสดี", "hello"]], ["✅", ["เรียบร้อย", "done"]], ["🌧️", ["ฝนตก", "rain"]],
].map(([face, keywords], index) => ({ face, keywords, packageId: "446", stickerId: String(1988 + index) }));

export const faceOf = (message) => STICKERS.find((one) => one.stickerId === message.stickerId)?.face ?? "🐻";
