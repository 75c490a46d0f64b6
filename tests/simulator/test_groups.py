"""A group invites the bot, speaks, is answered, and is left."""

from simulator.driver import Simulator
from tests.simulator.bots import Api, RecordingBot, text


def test_a_bot_in_a_group_hears_answers_and_leaves(line: Simulator, api: Api, bot: RecordingBot) -> None:
    somchai, malee = line.person("สมชาย"), line.person("มาลี")
    members = [somchai.user_id, malee.user_id]
    group = line.call("POST", "/sim/groups", {"displayName": "ทีมแม่ใจ", "members": members})["groupId"]
    line.call("POST", f"/sim/groups/{group}/{malee.user_id}/text", {"text": "สวัสดี"})

    joined, said = bot.events
    assert (joined["type"], joined["source"]) == ("join", {"type": "group", "groupId": group})
    assert said["source"] == {"type": "group", "groupId": group, "userId": malee.user_id}
    assert api.reply(said["replyToken"], text("คุยกันตัวต่อตัวนะ")).status == 200
    assert api.push(group, text("ลาก่อน")).status == 200
    chat = line.call("GET", f"/sim/groups/{group}/chat")["messages"]
    assert [one["message"]["text"] for one in chat] == ["สวัสดี", "คุยกันตัวต่อตัวนะ", "ลาก่อน"]
    assert malee.chat() == []

    assert api.get(f"/v2/bot/group/{group}/summary").json["groupName"] == "ทีมแม่ใจ"
    assert api.get(f"/v2/bot/group/{group}/members/count").json == {"count": 2}
    assert api.get(f"/v2/bot/group/{group}/member/{malee.user_id}").json["displayName"] == "มาลี"
    assert api.post(f"/v2/bot/group/{group}/leave").status == 200
    assert api.push(group, text()).closed() == (400, {"message": "Failed to send messages"})
    assert api.post("/v2/bot/message/broadcast", {"messages": [text()]}).status == 200
    assert api.get("/v2/bot/followers/ids").json["userIds"] == members
