# The web page /app/obstacles: obstacles and requests
web-obstacles = Obstacles
web-obstacles-none = There are no obstacles in these days and places.
web-obstacle-open = Open
web-obstacle-at_work = At work
web-obstacle-done = Done
web-obstacle-state = State
web-obstacle-owner = Owner
web-obstacle-nobody = Nobody yet
web-obstacle-until = Follow up by
web-obstacle-who = Of { $who }
web-obstacle-owner-is = Owner { $name }
web-obstacle-until-is = Follow up by { $day }
web-obstacle-set = Set state and owner
web-obstacle-save = Save
