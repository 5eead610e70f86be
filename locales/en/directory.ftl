# The directory: searching, one service, show mode.
services-title = Find help
services-search = Search by name or need
services-search-button = Search
services-need = What is needed?
services-need-any = Any help
services-place = Place: { $place }
services-results = { $total ->
    [one] One service
   *[other] { $total } services
}
services-more-than = More than { $total } services
services-nothing = Nothing fits all of that. These lines may know where to go.
services-nearest = Lines that may help
services-unconfirmed = Trial directory: nobody has called these numbers yet to check them. If a number does not work, try another.
services-hand-over = Show mode
services-hand-over-text = To hand the phone over: in show mode only this directory can be reached, and nothing is kept of what was looked at.
show-leave = To leave, press and hold this title for 3 seconds.
places-title = Choose a place
places-list = Places
places-everywhere = Everywhere
places-all-of = All of { $place }
places-inside = { $count ->
    [one] One place in it
   *[other] { $count } places in it
}
filters-title = Show only some
filters-chosen = { $count ->
    [one] One filter chosen
   *[other] { $count } filters chosen
}
filters-text = Of many services this is not known yet. They are left out as soon as you choose something here.
filters-only = Show only what certainly is
filters-clear = Show all again
filters-women = For women
filters-men = For men
filters-boys = For boys
filters-girls = For girls
filters-transgender = For transgender people
filters-nationals = For people of this country
filters-foreigners = For people from other countries
filters-without-status = Without a decision by an office
filters-without-police = Without having to talk to the police
filters-children = Children can come along
contact-call = Call
contact-text = Send a text message
contact-text-words = Hello. May I ask you something?
contact-whatsapp = WhatsApp
contact-map = Show on a map
card-show = Show as a card
card-code = For another phone
card-code-text = Point the camera of the other phone at it: it offers to call or to keep the number.
card-code-of = QR code: { $name }
card-no-code = This is too long for a code. Write the number down, or share it.
hand-out-title = Somebody who can help
hand-out-share = Share
hand-out-print = Print or save as a file
hand-out-contact = { $way }: { $number }
service-who = Who can use it
service-expect = What to expect
service-provider = Run by: { $provider }
service-without-papers-not-known = Without papers: not known. Ask them first.
service-without-papers = Without papers: { $text }
service-pays-transport = They pay for the way there.
service-secret = The place is secret. Call first: they tell you the way.
service-referral = Another office has to send you there.
service-no-going-out = You may not go out when you want.
service-takes-phone = They take your phone.
service-signs = Somebody there uses sign language.
service-interpreter = They find an interpreter.
service-full = There is no room now. Ask when there is.
service-closed = Closed for a while.
service-overdue = The last check was long ago. This may be wrong: call first.
service-staying = If you stay there
service-spoken = Languages
service-discreet = Unnoticed
service-answer = When they answer
service-privacy = Who sees it
service-there = How to get there
service-sources = Where this comes from
who-women = women
who-men = men
who-girls = girls
who-boys = boys
who-transgender = transgender people
who-nationals = people of this country
who-foreigners = people from other countries
who-yes = Yes: { $groups }
who-no = No: { $groups }
who-ask = Ask them: { $groups }
who-not-known = Not known: { $groups }
who-from-age = From { $from } years
who-to-age = Up to { $to } years
who-ages = From { $from } to { $to } years
status-none = Anybody may ask. No office has to confirm anything first.
status-presumed = For people who may have been trafficked. No decision is needed first.
status-formal = An office must first recognise the person as a victim of trafficking.
status-not-known = Not known: whether an office has to confirm anything first.
police-yes = They ask people to work with the police. The person should know this before calling.
police-no = Help does not depend on talking to the police.
police-not-known = Not known: whether they ask people to talk to the police.
cost-free = Free
cost-partly = Partly free
cost-pay = Has to be paid
cost-not-known = Cost not known
papers-none = No papers needed
papers-asked = They ask for papers
papers-not-known = Papers: not known
hours-always = Day and night
hours-not-always = Not day and night
hours-not-known = Hours not known
fresh-confirmed = Checked on { $date }
fresh-unconfirmed = Not confirmed by a call
fresh-unconfirmed-source = Not confirmed by a call. From a public source of { $date }
why-name = Found in the name: { $word }
why-words = Found in its words: { $word }
why-other-word = Found by { $word }, another word for what they do
why-similar = Found as { $word }, which is close to { $typed }
why-need = Fits the need: { $need }
report-begin = Report a mistake
report-title = What is wrong?
report-problem = What happened with this service?
report-no-answer = Nobody answered
report-wrong-number = The number is wrong
report-closed = It has closed or moved
report-not-as-said = It is not as it says here
report-treated-badly = Somebody was treated badly
report-nobody = Nothing about the person is written down with it.
report-keep = Keep this report
report-choose = Choose first what is wrong. Nothing was kept yet.
report-kept = Kept on this phone, encrypted. Nobody else has it yet: pass it on from My work.
report-yours = You reported on { $day }: { $problem }
report-way-in = { $count ->
    [one] One report about a service
   *[other] { $count } reports about services
}
report-list-title = Reports about services
report-list-text = Only this phone has these. Pass them on to whoever keeps the directory, so that others do not call in vain.
