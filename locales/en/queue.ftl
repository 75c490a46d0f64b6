# The command python -m bot queue: what is unfinished, and what the operator can do

queue-empty = Nothing is unfinished
queue-line = { $id } · { $state } · { $age } · { $whom } · { $reason }
queue-hint = Look at one, such as python -m bot queue show { $id }, then choose queue retry or queue drop
queue-state-parked = not handled yet
queue-state-dead = refused by LINE
queue-state-uncertain = may have arrived or not
queue-person = person { $person }
queue-people = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
queue-no-person = nobody we know
queue-no-content = its content was deleted; it cannot be tried again: use queue drop
queue-age-minutes = { $count } min
queue-age-hours = { $count } h
queue-age-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}

queue-retried-event = { $id } will be handled again
queue-retried-message = { $id } will be sent again
queue-dropped = { $id } is dropped
queue-not-an-id = “{ $id }” is not an id. Ids are such as event-12 or message-34; python -m bot queue list shows them
queue-unknown = No { $id } is unfinished; perhaps it is settled already. See python -m bot queue list
queue-refused-settled = { $id } is settled already. See python -m bot queue list
queue-refused-empty = What { $id } said was unsent or erased, so it cannot be tried again. Drop it: python -m bot queue drop { $id } --because late
queue-refused-expired = The time in which { $id } was to be sent is over. Drop it: python -m bot queue drop { $id } --because late
queue-refused-withdrawn = Who was to get { $id } has withdrawn their consent, so nothing is sent to them. Drop it: python -m bot queue drop { $id } --because late
queue-refused-doubtful = { $id } may have arrived already. If it may arrive twice: python -m bot queue retry { $id } --may-arrive-twice
queue-refused-earlier = { $first } of the same person comes before { $id }. Give both, python -m bot queue retry { $first } { $id }, or drop { $first } first

# What people send
sent-image = [picture]
sent-video = [video]
sent-audio = [sound]
sent-file = [file]
sent-location = [place]
sent-sticker = [sticker]
sent-postback = [button]
sent-other = [something else]
