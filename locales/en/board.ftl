# The roster board and the approver's page.
board-title = Roster { $dates }
board-version = Version { $version }
board-expected = { $mean } dossiers a day expected (P10–P90: { $low }–{ $high })
board-other-periods = Other periods
board-answers = Lawful, how good, what is missing
board-people = { $count ->
    [one] 1 person
   *[other] { $count } people
}
board-evenings = { $count ->
    [one] 1 evening in the period
   *[other] { $count } evenings in the period
}
board-overtime = Overtime in { $month }: { $hours } / cap { $cap }
board-overtime-barred = Overtime in { $month }: { $hours }; exempt from overtime
board-view = Weeks shown
board-weeks-word = Weeks:
board-weeks = { $count ->
    [one] 1 week
   *[other] { $count } weeks
}
board-weeks-step = Move by a week
board-earlier = Earlier week
board-later = Later week
board-undo = Undo
board-compare = Compare
board-solve = Plan again
board-new-version = New version
board-submit = Submit
board-submit-waits = Wait until planning has ended
board-review = Open the review
board-approve = Approve
board-publish = Publish
board-returned = The approver returned it:

chip-lawful = Lawful
chip-unlawful = { $count ->
    [one] 1 breach of law
   *[other] { $count } breaches of law
}
chip-proven = Proven best
chip-gap = At most { $gap } from the best
chip-no-bound = Distance from the best unknown
chip-edited = Edited by hand, not planned again
chip-no-proof = Not planned here, nothing proved
chip-solving = Planning
chip-nobody-missing = Nobody missing
chip-missing = { $count ->
    [one] 1 officer turn missing
   *[other] { $count } officer turns missing
}

solve-label = Planning progress
solve-queued = Waiting for the planner.
solve-begun = Planning has begun; no better roster yet.
solve-progress = { $seconds } / { $count ->
    [one] { $limit } second
   *[other] { $limit } seconds
} · best { $best } points · bound { $bound } · at most { $gap } from the best
solve-progress-no-bound = { $seconds } / { $count ->
    [one] { $limit } second
   *[other] { $limit } seconds
} · best { $best } points
solve-last = Last planning run: { $count ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
} · { $best } points · bound { $bound } · at most { $gap } from the best
solve-edited = Edited by hand since the last planning run. Plan again to improve it; pinned cells stay.
solve-none = No planning run has made this roster, so nothing is known about how good it is.
solve-stop = Stop and keep the best
solve-stopping = Stopping; the best roster so far is kept.
solve-refresh = Reload to see the progress
solve-nothing-lawful = The last planning run met leave, consents or fixed shifts that leave no lawful roster. The roster is as it was before; plan again to see what clashes.
solve-failed = The last planning run did not finish. The roster is as it was before; you can plan again.
solve-out-of-memory = The last planning run stopped early, because it needed more than { $memory } GiB of memory. The best roster until then was kept. Plan again, or plan fewer weeks at a time.
solve-lost = { $count ->
    [one] The last planning run broke off. The best roster until then was kept; you can plan again.
   *[other] The last planning run broke off { $count } times and was given up. The best roster until then was kept. Plan again; if it breaks off once more, tell your administrator.
}

cover-full = { $block } { $day }: complete with { $have }/{ $want } officers
cover-short = { $block } { $day }: { $have } there, { $want } wanted; missing { $skills }
cover-over = { $block } { $day }: { $have } there, { $want } wanted; { $surplus } more than wanted

cell-away = away
cell-away-short = Away
cell-free = free
cell-pinned = pinned
cell-changed = changed since publication
cell-breach = breaks the law
cell-overtime = { $hours } overtime
cell-choose = Choose a shift
cell-free-choice = Free on this day
cell-pin = Pin: planning again keeps this cell
cell-is-away = The officer is away on this day. A shift here would break the law.
cell-not-editable = The roster is no draft any more, so it can only be read.
cell-why = Why this officer?
cell-why-missing = Without { $officer }: { $counters }.
cell-why-nobody-missing = No counter would miss anybody more if { $officer } were free on this day.
cell-why-week-hours = { $officer } needs this day for the hours of the week.
cell-why-nobody-else = No colleague can lawfully exchange this shift.
cell-why-dearer = Exchanging it with any colleague makes the roster worse, by { $points } points at least.
cell-why-as-good = A colleague could exchange it and the roster would be as good.
cell-why-better = A colleague could exchange it and the roster would be better.
cell-counter = { $count } more missing ({ $skill }, { $block })
cell-could = Who could exchange this shift? ({ $count })
cell-works-now = works { $shift } that day
cell-free-now = is free that day
cell-points = { $points } points
cell-misses-more = { $count ->
    [one] one more place empty
   *[other] { $count } more places empty
}
cell-misses-fewer = { $count ->
    [one] fills one empty place
   *[other] fills { $count } empty places
}
cell-giver-cannot = { $officer } cannot take the shift of { $officers }: { $reason }
cell-exchange = Exchange
cell-exchange-unpins = This cell is pinned; an exchange takes the pin off.

day-off-in-lieu = day off in lieu
day-work-in-lieu = make-up working day
day-compensatory = compensatory day off
day-closed = the centre is closed
day-ordered = under an emergency order

conflict-title = Somebody else has just changed the roster. Nothing of yours was kept yet.
conflict-wanted = You wanted
conflict-now = It is now
conflict-apply = Change it as I wanted
conflict-keep = Leave it as it is now
announce-undone = The last change is undone.

reasons-label = Why the roster is as it is
reasons-jump-breaches = { $count ->
    [one] See the breach and how to mend it
   *[other] See the { $count } breaches and how to mend them
}
reasons-jump-shortfalls = { $count ->
    [one] See why somebody is missing
   *[other] See the reasons of { $count } shortfalls
}
reasons-change-cell = Choose another shift
reasons-show-cell = Show the cell
reasons-warnings = { $count ->
    [one] One remark (not forbidden).
   *[other] { $count } remarks (not forbidden).
}
reasons-more-breaches = { $count ->
    [one] and 1 more breach; mend these first.
   *[other] and { $count } more breaches; mend these first.
}
reasons-more-shortfalls = { $count ->
    [one] and 1 more shortfall, not more urgent.
   *[other] and { $count } more shortfalls, none more urgent.
}
shortfall-title = { $count ->
    [one] 1 officer missing, { $block } { $day }, { $skill }
   *[other] { $count } officers missing, { $block } { $day }, { $skill }
}
shortfall-nobody = Nobody of the centre is trained for { $skill }.
shortfall-below-floor = { $floor } below the minimum. Whoever is trained for { $skill } is held up:
shortfall-below-target = The minimum is there, the target is not. Whoever is trained for { $skill } is held up:
shortfall-ask = You could ask: { $officers }. Lawful once they agree.
terms-title = How this roster was judged
terms-lead = Penalty points; fewer are better.
terms-gains = A hollow bar and a minus: taken off the penalty.
terms-sum = Sum
terms-none = There are no penalty points.
term-unmet_min = Missing below the minimum
term-unmet = Missing below the target
term-overtime = Overtime worked
term-fair_evening = Evenings shared unevenly
term-fair_overtime = Overtime shared unevenly
term-pref = Wishes not met
term-pref-met = Wishes met
term-evening_row = Many evenings in a row
term-change = Changes to what was published

legend-label = Legend
legend-shifts = Shifts
legend-skills = Skills
legend-draft = striped = draft
legend-unpublished = dashed = not yet published
legend-pinned = pinned
legend-changed = changed since publication
legend-breach = breaks the law
legend-full = complete
legend-over = more than wanted
legend-one-missing = 1 missing
legend-more-missing = 2 or more missing, or below the minimum
legend-keys = keys

keys-title = Keys on the board
keys-arrows = go to the next cell
keys-enter = open the cell to choose a shift
keys-letters = first letters of a shift code: assign it
keys-delete = clear the shift
keys-pin = pin or unpin
keys-undo = undo
keys-weeks = earlier week, later week
keys-ends = first and last day of the row
keys-help = this list
keys-escape = close
keys-many-shifts = Several shifts begin like this, please go on typing:
keys-no-shift = No shift of this day begins with
keys-not-editable = The roster is no draft any more.

rosters-title = Roster periods
rosters-lead = One line for each period, with its latest version.
rosters-period = Period
rosters-version = Version
rosters-status = Status
rosters-none = There is no roster yet. Make the first one.
rosters-new = Make a new period
rosters-new-lead = From the forecast and the law a lawful draft is made at once and then improved.
rosters-first = First Monday
rosters-weeks = Weeks
rosters-propose = Make a draft

review-title = Review of the roster { $dates }
review-submitted-by = submitted by { $name }
review-board = See the board
review-overtime = overtime of the whole centre
review-evenings = evening turns
review-missing = officer turns missing
review-changes = cells changed
review-expected = dossiers expected a day
review-decision = Decision
review-own-roster = You have submitted this roster; somebody else should approve it.
review-approve-lead = Approval locks this version and records its seal.
review-approve = Approve this roster
review-reason = Reason for returning it
review-reason-hint = One concrete sentence: who, which day, what to mend.
review-return = Return it
review-sealed = Approved, seal
review-law = Checked against the law
review-rule = Rule
review-article = Article
review-result = Result
review-kept = kept
review-kept-to-check = kept, to be checked
review-to-check = to be checked
review-to-check-means = “?”: the text of this rule’s source has not been compared with the original yet. Please look it up before you rely on it.
review-soft = { $count ->
    [one] 1 remark
   *[other] { $count } remarks
}
review-broken = { $count ->
    [one] 1 breach
   *[other] { $count } breaches
}
review-differences = Changes since the version before
review-officer = Officer
review-day = Day
review-before = Before
review-after = Now
review-more-differences = { $count ->
    [one] and 1 more cell.
   *[other] and { $count } more cells.
}
review-no-differences = No cell has changed.
review-first-version = This is the first version of the period; there is none to compare with.
review-became = →
review-trail = Trail
review-no-trail = Nothing has been recorded yet.
review-when = When
review-who = Who
review-what = What
action-roster-propose = made the draft
action-roster-edit = changed a cell
action-roster-undo = undid a change
action-roster-submit = submitted
action-roster-approve = approved
action-roster-return = returned
action-roster-publish = published
action-roster-close = closed
print-made-by = Made by
print-approved-by = Approved by

remedies-ask = Remedies
remedies-title = Remedies: { $block } { $day }, { $skill }
remedies-past = This day is over; its roster does not change any more.
remedies-not-missing = Nobody is missing here any more.
remedies-none = Nothing lawful makes this shortfall smaller. Tell the public in advance, or ask for more officers.
remedies-not-wholly = Nothing lawful fills this counter wholly. What follows only makes the shortfall smaller.
remedies-how = Each remedy was planned anew and checked: it breaks no rule and leaves no other counter poorer. Points below zero mean a better roster.
remedies-back = Back to the board
remedy-exchange = Exchange shifts, within what is allowed already
remedy-consent = Ask { $officer } to agree to shift { $shift } on { $day } (Labour Code 45/2019/QH14, art. 107(2)(a); Form 01/PLIV)
remedy-raise-month = Raise the month's overtime cap of { $officer } to { $number }: overtime_month_hours in settings.csv (Resolution 17/2022/UBTVQH15, art. 1(2); whether it is still in force is disputed)
remedy-raise-year = Raise the year's overtime cap of { $officer } to { $number }: overtime_year_hours in settings.csv (Labour Code 45/2019/QH14, art. 107(3); Decree 145/2020/NĐ-CP, art. 61), and notify the Department of Home Affairs within 15 days
remedy-lend = { $count ->
    [one] Borrow one officer trained for { $skill } from another centre for the { $block } block on { $day }
   *[other] Borrow { $count } officers trained for { $skill } from other centres for the { $block } block on { $day }
}
remedy-move = Open the { $block } block on { $to } instead of { $day }
remedy-lower-quantile = { $people ->
    [one] Accept a lower service level: 1 officer for { $skill } in the { $block } block on { $day } is enough on { $served } of such days instead of { $asked }; the floor is kept, people may wait longer
   *[other] Accept a lower service level: { $number } officers for { $skill } in the { $block } block on { $day } are enough on { $served } of such days instead of { $asked }; the floor is kept, people may wait longer
}
remedy-lower-target = { $people ->
    [0] Leave { $skill } closed in the { $block } block on { $day }: the floor is kept, people must come at another hour
    [one] Accept 1 officer for { $skill } in the { $block } block on { $day }: the floor is kept, people may wait longer
   *[other] Accept { $number } officers for { $skill } in the { $block } block on { $day }: the floor is kept, people may wait longer
}
remedy-price = Overtime { $overtime } · evenings { $evenings } · { $cells ->
        [one] { $cells } cell changes
       *[other] { $cells } cells change
    } · { $points } points
remedy-price-points = Nobody here changes hours · { $points } points
remedy-lent = { $hours } lent by another centre
remedy-left = { $count ->
        [one] { $count } officer is
       *[other] { $count } officers are
    } still missing.
remedy-cells = The cells that change
remedy-cell = { $officer }, { $day }: { $before } → { $after }
remedy-apply = Change it so
announce-exchanged = The shifts are exchanged. One undo takes all of it back.

sharing-title = How evenly it is shared
sharing-close = Colleagues who can stand in for each other are within one shift of each other, the past three months included.
sharing-being-planned = The roster is being planned; sharing equally is the last step.
sharing-apart = { $count ->
    [one] One pair of colleagues who can stand in for each other is more than one shift apart, the past three months included:
   *[other] { $count } pairs of colleagues who can stand in for each other are more than one shift apart, the past three months included:
}
sharing-more = { $count ->
    [one] and one more pair
   *[other] and { $count } more pairs
}
sharing-figures = { $count ->
    [one] Figures of one officer
   *[other] Figures of { $count } officers
}
sharing-all = All { $count } pairs with their reasons
sharing-nobody = Nobody of this roster has a colleague to be compared with.
sharing-caption = In this roster / with the three months before (days of leave, exemption or without consent, and evenings that never need somebody’s skills, count as the average of colleagues). Hard to fill: shifts from early until the evening, and shifts while a counter is short. A bold line parts the groups who can stand in for each other.
sharing-evenings = Evenings
sharing-weekends = Weekend
sharing-overtime = Overtime (h)
sharing-hard = Hard to fill
sharing-evenings-apart = { $more } has { $many } evenings, { $fewer } has { $few }.
sharing-weekends-apart = { $more } has { $many } weekend days, { $fewer } has { $few }.
sharing-overtime-apart = { $more } has { $many } of overtime, { $fewer } has { $few }.
sharing-hard-apart = { $more } has { $many } hard-to-fill shifts, { $fewer } has { $few }.
sharing-why-history = The distance comes from before; no shift of this roster can be exchanged to lessen it.
sharing-why-forbidden = No exchange on { $days }. { $obstacle }.
sharing-why-wishes = An exchange on { $days } would go against their wishes.
sharing-why-missing = An exchange on { $days } would leave a counter short.
sharing-why-overtime = An exchange on { $days } would add overtime.
sharing-why-spread = An exchange on { $days } would widen the distance over the whole centre.
sharing-why-evenings-in-a-row = An exchange on { $days } would give one of them many evenings in a row.
sharing-why-published = An exchange on { $days } would change what was published.
sharing-why-less-even = An exchange on { $days } would upset what goes first (evenings, then weekends, then overtime).
sharing-why-nothing = If they changed places on { $days }, it would be more even, lawful and cost nothing.

simulation-title = How long people will wait
simulation-lead = Plays the days of this roster through with the load that is forecast.
simulation-ask = Try it out
simulation-in-time = Called within { $count ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
simulation-in-time-short = ≤ { $minutes } min
simulation-same-day = Same-day work finished the same day
simulation-on-time = Work that falls due finished in time
simulation-between = ({ $low } to { $high })
simulation-by-half-hour = By half-hour
simulation-from = From
simulation-citizens = Visits
simulation-wait = Wait (min)
simulation-busy = Share of desk time that those trained for it are busy
simulation-how = { $count } runs; in brackets the range of 8 runs in 10. Work from before this period is not counted.
