# The web pages /app: their frame, signing in, devices
## The frame
web-skip = Skip to the content
web-places = Main menu
web-menu-look = Look
web-menu-do = Manage
web-menu-own = Yours
web-more = More
web-to-start = To the first page
web-at = { $day } { $time }
web-overview = Overview
web-devices = Devices signed in
web-not-found-title = Not found
web-not-found = There is nothing here, or it is not in your care. Go to the first page and choose from the menu.
web-too-fast-title = Too many requests
web-too-fast = Please wait a minute and try again.
web-form-old-title = This page was open for too long
web-form-old = What you sent was not stored. Please open the page again and send it once more.
web-pages = Pages of the list
web-previous = Previous
web-next = Next
web-page-of = Page { $page } of { $pages }

## Signing in
web-sign-in-title = Sign in
web-sign-in-how = Open LINE and type “dashboard” to the programme's account. You get a link to this page, which works for 5 minutes.
web-sign-in-line = Sign in with LINE
web-sign-in-as = Sign in as { $name } on this device ({ $device })
web-sign-in-lasts = It lasts for 12 hours. Do not sign in on somebody else's device.
web-sign-in-yes = Sign in
web-sign-out = Sign out
web-link-gone-title = This link does not work any more
web-link-gone = A sign-in link works once, within 5 minutes. Open LINE and type “dashboard” to get a new one.
web-line-failed-title = Not signed in yet
web-line-failed = LINE did not confirm who you are. Please try again, or type “dashboard” in LINE to get a link.
web-line-unknown-title = Not possible yet
web-line-unknown = This LINE account is not registered in the programme, or has not given its consent. Open the programme's chat in LINE and follow its steps first.

## Devices
web-devices-what = The devices that are signed in as you now. If there is one that you do not know, sign it out.
web-device-unknown = Unknown device
web-device-this = This one
web-device-since = Since { $at }
web-device-until = Until { $at }
web-device-end = Sign that device out
web-out-all = Sign out everywhere

## In the chat
web-card-title = The programme on the web
web-card-what-participant = Your entries, forms and plan
web-card-what-mentor = Everybody in your care, reviews, map
web-card-what-coordinator = Overview, map, people, forms, photos
web-card-once = Works once, within 5 minutes, for you only. Do not pass it on.
web-card-open = Open the web page
web-no-address =
    { $role ->
        [participant] This system has no web address yet, so the web page cannot be opened. Please tell whoever operates it. Meanwhile, type “Status” or “Entries” in the chat
        [mentor] This system has no web address yet, so the web page cannot be opened. Please tell whoever operates it. Meanwhile, type “Summary” or “Summary by person” in the chat
       *[other] This system has no web address yet, so the web page cannot be opened. Please tell whoever operates it. Meanwhile, type “Summary”, “Summary by province” or “Export” in the chat
    }
web-out-all-done = Signed out of the web page on { $count } { $count ->
    [one] device
   *[other] devices
}.
web-out-all-none = No device is signed in to the web page as you.
