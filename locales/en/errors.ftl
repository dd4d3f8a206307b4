# What happened, to what, and what to do next.
error-go-home = To the first page
error-back-to-board = Back to the board
error-back-to-review = Back to the review
error-reference = Reference number: { $number }. Please give it to the administrator.
error-no-page = There is no such page
error-no-page-detail = The address may be mistyped or the page has moved. Please start again from the first page.
error-not-allowed = This account cannot open this page
error-not-allowed-detail = It belongs to another centre or another role. If you need it, ask the administrator to grant your account that role.
error-stale-form = The form has expired
error-stale-form-detail = The session has changed, so nothing was kept. Please reload the page and try again.
error-foreign-form = The request did not come from one of our pages
error-foreign-form-detail = Nothing was kept. Please open the page itself and try again.
error-unreadable-form = The request could not be read
error-unreadable-form-detail = Nothing was kept: a field is missing or is not written as it should be. Go back, reload the page and try again.
error-internal = Something went wrong on our side
error-internal-detail = Nothing was kept. Please try again in a few minutes.
error-log-in-first = Please log in first

refuse-no-roster = There is no such roster
refuse-no-roster-detail = The centre has no roster that starts on this day. Please look at the list of periods.
refuse-not-a-draft = This roster cannot be edited any more
refuse-not-a-draft-detail = It is { $status ->
    [submitted] waiting for approval
    [approved] approved
    [published] published
    [closed] closed
   *[draft] a draft
}, and only a draft can be edited. Begin a new version, or wait until the approver returns it.
refuse-wrong-status = This step is not possible now
refuse-wrong-status-detail = The roster is { $is ->
    [draft] a draft
    [submitted] waiting for approval
    [approved] approved
    [published] published
   *[closed] closed
}, and this step needs one that is { $needs ->
    [draft] a draft
    [submitted] waiting for approval
    [approved] approved
    [published] published
   *[closed] closed
}. Please reload the page to see how it stands.
refuse-unlawful = Not lawful yet
refuse-unlawful-detail = { $count ->
    [one] One breach of labour law stands in the way. Mend it and try again:
   *[other] { $count } breaches of labour law stand in the way. Mend each of them and try again:
}
refuse-stale = Somebody else has just changed the roster
refuse-stale-detail = Nothing was kept. Please reload the page, look at the change, and decide again.
refuse-same-person = Whoever submits does not approve
refuse-same-person-detail = You have submitted this roster, so another person with the right to approve has to decide.
refuse-no-reason = Please say why it goes back
refuse-no-reason-detail = The manager needs to know what to mend. Write one sentence and return it again.
refuse-propose = No roster could be made
refuse-not-monday = A period starts on a Monday, and { $date } is none. Please choose a Monday.
refuse-weeks = A period has 1 to 8 weeks, not { $count }.
refuse-no-officers = The centre has no officer with a skill that its procedure groups ask for. Import officers.csv.
refuse-contradiction = { $officer } cannot be planned: these cannot all hold together. Mend one of them.
clash-unavailable = has said that shift { $shifts } is impossible on { $day }
clash-not-that-day = shift { $shifts } is not worked on { $day }, or the centre is shut
clash-not-agreed = has not agreed to shift { $shifts } on { $day }
clash-agreed-hours = has used up the hours of the month agreed to, so that shift { $shifts } on { $day } is closed
clash-exempt = is exempt from shift { $shifts } on { $day } (overtime, evenings, nights)
clash-rest-beside = would rest only { $rest } of { $least } beside work in another roster with shift { $shifts } on { $day }
clash-rule = shift { $shifts } on { $day } would break the rule “{ $rule }”{ $row }
clash-leave = is on leave on { $day }
clash-pin = is pinned to shift { $shift } on { $day }
clash-evenings = works at most { $count } evenings a week
clash-month-cap = has { $hours } of overtime left in the month from { $day }
clash-period-cap = has { $hours } of overtime left in the month or the year
clash-protected = is exempt from overtime and evenings
clash-no-consent = has not agreed to overtime
clash-rest = rests at least { $hours } between two shifts
clash-days-in-a-row = works at most { $count } days in a row
clash-weekly-rest = has one free day every week
clash-week-most = works at most { $hours } of normal time a week
clash-week-least = works at least { $hours } of normal time a week (leave aside)
refuse-forecast = No forecast could be made
refuse-no-history = Neither the centre nor any with the same opening days has dossier counts yet. Import dossiers.csv or cases.csv first.
refuse-too-far-ahead = The counts end on { $last }, too early to forecast up to { $wanted }. Import newer counts.
refuse-requirement = The officers needed could not be worked out
refuse-requirement-setting = No number of officers follows from the setting { $setting }. Import another value of it in settings.csv.
refuse-requirement-block = Block { $block } on { $date } must start before it ends and end by 24:00. Correct it in blocks.csv and import it again.
refuse-requirement-capacity = The working time for { $skill } on { $date } is not a number of minutes from 0. Check weekly_minutes in officers.csv and the minutes in shifts.csv.
refuse-requirement-demand = Dossiers or minutes of group { $group } on { $date } are not numbers from 0. Check groups.csv and dossiers.csv.
refuse-requirement-load = More dossiers are expected for { $skill } on { $date } than any counter can serve. Check the counts in dossiers.csv and the minutes in groups.csv.
refuse-known = It could not be noted
refuse-known-no-name = Please give it a name that others understand, such as “Identity card campaign”.
refuse-known-long-name = The name has more than { $count } letters. Please write a shorter one.
refuse-known-backwards = The last day, { $last }, lies before the first, { $first }. Please change one of them.
refuse-known-too-long = { $count } days are more than the { $most } of one entry. If it lasts longer, note a lasting change.
refuse-known-too-far = { $day } lies more than four years away. Please check the year.
refuse-known-percent = The percentage is a whole number from 1 to 1000; 100 is a usual day.
refuse-known-last = “{ $value }” is no date. Write it like 2026-12-31, or leave it empty.
refuse-known-kind = There is no kind “{ $value }”. Please choose one of the list.
refuse-known-holiday = { $day } is a public holiday, a day off in lieu or a closed day and can become neither a normal working day nor an extra opening: whoever works then has holiday overtime, which the roster does not plan. Please record those hours in ledger.csv afterwards. If you noted the day off yourself, remove that entry first.
refuse-known-no-hours = The centre has no opening hours for { $day }, so that nobody would serve. Import blocks and shifts of that weekday first (blocks.csv, shifts.csv), or note a normal working day if it is made up for another.
refuse-known-no-weekday = A centre serves citizens on at least one weekday. Please tick the days on which it opens.
refuse-known-not-found = This entry is gone. Somebody may just have removed it; please reload the page.
refuse-so-far = The rest could not be computed
refuse-so-far-count = The number of dossiers received is a whole number from 0, such as 120.
refuse-so-far-time = Write the time like 15:00.
refuse-no-forecast-day = The forecast does not reach this day
refuse-no-forecast-day-detail = No forecast speaks of { $day }. A forecast reaches 62 days from the last figures; make a new one or choose another day.
refuse-edit = The cell could not be changed
refuse-unknown-officer = { $officer } does not belong to this centre.
refuse-unknown-shift = Shift { $shift } does not exist here on that day.
refuse-outside-period = { $date } does not lie in the period of the roster.
refuse-nothing-to-undo = There is no change left to undo.
refuse-no-cell = There is no such cell
refuse-no-cell-detail = The officer or the day is not part of the roster. Please open it from the board.
