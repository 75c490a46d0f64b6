# Asking the mentor
ask-mentor = Ask my mentor
ask-what = What would you like to ask? Your next message goes to { $name }
ask-what-nobody = What would you like to ask? No mentor is on LINE yet; it goes to whoever stands in
pass-on-ask = Send this message to your mentor?
pass-on-yes = Send to mentor
pass-on-no = Do not send
ask-leave = Do not ask
ask-left = Nothing was sent. Type “ask my mentor” when you want to
ask-sent = Your question went to { $name }, your mentor. The answer comes here · type “questions” for all of them
ask-sent-deputy = Your mentor is not on LINE with the bot yet, so it went to { $name }, who stands in. The answer comes here
ask-sent-coordinator = No mentor is on LINE yet, so it went to { $name }, coordinator. The answer comes here
ask-sent-nobody = Your question is kept. Nobody is on LINE to take it yet; your mentor sees it on joining. If it is urgent, contact { $contact }
ask-was-activity = If you meant to record it, tap or type “Record it”
ask-on-what = Type on; it goes to your mentor
answer-what = Type your answer; it goes to { $name }
answer-sent = Your answer went to { $name }
answer-sent-before = This answer was sent already
answer-left = Nothing was sent; the question still waits. Type “questions” to open it
answer-leave = Not now
answer-not-on-line = { $name } is not on LINE with the bot yet, and will see the answer on joining
mentor-today = Your mentor today is { $name } ({ $position }). To ask, type “ask my mentor” and your question
mentor-today-not-on-line = Your mentor today is { $name } ({ $position }), not on LINE with the bot yet. “Ask my mentor” and your question goes to whoever stands in
mentor-none = There is no mentor for your area at present. “Ask my mentor” and your question goes to the coordinator
questions-none = No questions yet
questions-none-mine = You have not asked anything yet. Type “ask my mentor” and your question
question-gone = This is not among the questions in your care. Type “questions” for all of them

## Cards
thread-title = A question from { $name }
thread-title-mine = A question to your mentor
thread-came-over = Came over from { $name }
thread-your-turn = Waits for your answer
thread-waits-for = Waits for { $name }
thread-waits-for-nobody = Nobody on LINE yet
thread-answered = Answered
thread-said = { $name } · { $day }
thread-answer = Answer
thread-ask-on = Ask on
thread-hint = Or press this message long and reply
threads-above = Questions
threads-title = Questions of participants
threads-title-mine = My questions
threads-waiting = { $count ->
    [1] 1 waits for an answer
   *[other] { $count } wait for an answer
}
threads-open = Open question { $number }
threads-hint = Tap one, or type its number
command-questions = Questions
