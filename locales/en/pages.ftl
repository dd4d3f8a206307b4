# Overview, forecast, my page, recognition, imports.

## Overview

overview-title = Overview
overview-lead = { $count ->
    [one] One centre
   *[other] { $count } centres
} · load and capacity of one working day over the next 28 days
overview-lead-filtered = { $shown } of { $count } centres match “{ $query }”
overview-none = There is no centre yet.
overview-none-next = Import centres, officers and dossiers to begin.
overview-none-ask = Ask the administrator or the province's operator to import the data.
overview-none-match = No centre matches “{ $query }”.

overview-needs = What needs you
overview-needs-none = Nothing is waiting for you.
overview-needs-more = { $count ->
    [one] One more
   *[other] { $count } more
}
overview-need-breaches = { $count ->
    [one] The draft { $period } has one breach of law
   *[other] The draft { $period } has { $count } breaches of law
}
overview-need-submit = The draft { $period } is lawful and waits to be submitted
overview-need-returned = The roster { $period } was returned: { $reason }
overview-need-approve = The roster { $period } waits for your approval
overview-need-approve-missing = { $count ->
    [one] The roster { $period } waits for your approval; one officer turn is missing
   *[other] The roster { $period } waits for your approval; { $count } officer turns are missing
}
overview-need-publish = The roster { $period } is approved but not published
overview-need-drift-more = Since { $since } { $share } more has come than was forecast
overview-need-drift-less = Since { $since } { $share } less has come than was forecast
overview-open-forecast = Open the forecast
overview-need-propose = No roster from { $first } on
overview-need-missing = { $count ->
    [one] The published roster { $period } lacks one officer turn
   *[other] The published roster { $period } lacks { $count } officer turns
}
overview-open-roster = Open roster
overview-open-review = Review
overview-propose = Propose a roster
overview-action-for = { $action }: { $centre }

overview-filter = Name or code of a centre
overview-filter-go = Filter
overview-filter-clear = Show all
overview-count-short = { $count } short of officers
overview-count-tight = { $count } with a gap or tight
overview-count-ok = { $count } with enough
overview-count-unknown = { $count } without a forecast
overview-count-rosterless = { $count } without a roster

overview-table = Centres
overview-centre = Centre
overview-load = Load / capacity
overview-gap = Gap
overview-officers = Officers
overview-demand = Dossiers/day
overview-overtime = Highest overtime
overview-on-time = On time
overview-roster = Roster
overview-sort = Sort by { $column }
overview-load-figures = { $load } / { $capacity }
overview-load-share = load is { $share } of capacity
overview-gap-short = { $hours } short a day
overview-gap-tight = tight, { $hours } to spare a day
overview-gap-spare = { $hours } to spare a day
overview-no-forecast = no forecast yet
overview-no-history = no figures yet
overview-no-roster = no roster yet
overview-missing = { $count ->
    [one] one officer turn missing
   *[other] { $count } officer turns missing
}
overview-missing-skills = who can do { $skills }
overview-missing-others = other work ({ $count })
overview-covered = fully staffed
overview-breaches = { $count ->
    [one] one breach of law
   *[other] { $count } breaches of law
}
overview-overtime-share = { $hours } of the month's cap of { $cap }
overview-forecast = Forecast
overview-forecast-of = Forecast of { $centre }
overview-of = { $figure } / { $whole }
overview-reading = What these figures mean
overview-reading-load = Load is the work expected on a working day (forecast dossiers times handling minutes). Capacity is the time that officers can really give, after meetings, breaks and absence.
overview-reading-gap = Gap = capacity minus load, and the officer turns missing in the roster. ▼ the load exceeds the capacity, or on average one turn or more is missing on every open day; ▽ less than 10% in reserve, or some turns are missing; ● enough.
overview-reading-overtime = Highest overtime is that of the officer with most overtime this month, against the month's cap.
overview-reading-on-time = On time is the share of dossiers completed early or on time in the last 90 days with figures.

## Forecast

forecast-title = Dossier forecast
forecast-title-of = Dossier forecast: { $centre }
forecast-lead = { $centre } · figures up to { $cut }
forecast-lead-empty = { $centre } · no forecast yet
forecast-groups = Procedure groups
forecast-total = All
forecast-make = Make a new forecast
forecast-make-first = Make a forecast
forecast-made = A new forecast was made.
forecast-empty = There is no forecast for this centre yet.
forecast-empty-next = The manager presses “Make a forecast”; it takes a few seconds.
forecast-empty-manager = It takes a few seconds and uses all figures imported so far.

forecast-chart = Dossiers per day
forecast-chart-alternative = Chart of dossiers per day from { $from } to { $to }.
forecast-summary-past = { $days ->
    [one] The last open day
   *[other] The last { $days } open days
}: { $mean } dossiers a day on average, at most { $highest } on { $highest_day }.
forecast-summary-ahead = In the next four weeks ({ $days ->
    [one] one open day
   *[other] { $days } open days
}): { $mean } dossiers a day expected; the peak is { $peak_day } with about { $peak } (80%: { $low }–{ $high }).
forecast-summary-later = After them more is expected on { $peak_day }: about { $peak } (80%: { $low }–{ $high }).
forecast-beyond = Beyond the end of the chart: { $days }.
forecast-today = Today
forecast-key-came = came
forecast-key-outside = outside the 80% range forecast
forecast-key-before = had been forecast (middle and 80% range)
forecast-key-median = forecast (middle)
forecast-key-80 = 8 days in 10
forecast-key-95 = 19 days in 20
forecast-key-closed = closed
forecast-key-special = holiday, special day
forecast-dot = { $day }: { $count } dossiers
forecast-dot-expected = { $day }: { $count } dossiers, forecast { $expected } (80%: { $low }–{ $high })

forecast-accuracy = How good the forecast has been
forecast-accuracy-none = Nothing to compare yet: it takes a few days with both a forecast and real figures.
forecast-accuracy-days = { $origins ->
    [one] Compared over the 28 days after one forecast:
   *[other] Compared over { $origins } forecasts about two weeks apart, each by the 28 days after it:
} { $days ->
    [one] one day with figures.
   *[other] { $days } days with figures.
}
forecast-accuracy-kept = { $anew ->
    [0] All were kept at the time.
   *[other] { $kept ->
        [0] None was kept at the time; all were made anew from the data available then.
        [one] One was kept at the time; the rest was made anew from the data available then.
       *[other] { $kept } were kept at the time; the rest was made anew from the data available then.
    }
}
forecast-mase-better = It missed by { $share } less than repeating the same day of the week before.
forecast-mase-equal = It missed by as much as repeating the same day of the week before.
forecast-mase-worse = It missed by { $share } more than repeating the same day of the week before. Look for something unusual.
forecast-mase = MASE { $mase } (1 = like the week before; less is better)
forecast-coverage = { $inside } of { $days } days ({ $share }) lay inside the 80% range; about 8 in 10 are expected.
forecast-coverage-good = The ranges can be relied on.
forecast-coverage-narrow = The ranges are narrower than reality: keep more people in reserve.
forecast-coverage-wide = The ranges are wider than needed: reality varies less.
forecast-better = better than last week's figures
forecast-equal = like last week's figures
forecast-worse = worse than last week's figures
forecast-covered = reliable ranges
forecast-narrow = ranges too narrow
forecast-wide = wide ranges

forecast-special-days = Holidays and special days
forecast-table-ahead = Figures of the days ahead
forecast-table-past = The last 28 days: forecast and reality
forecast-day = Day
forecast-median = Expected
forecast-band80 = 80% range
forecast-band95 = 95% range
forecast-expected = Forecast
forecast-came = Came
forecast-difference = Difference
forecast-outside = outside the range
forecast-inside = inside the range
forecast-closed = closed
forecast-not-observed = no figure yet
forecast-range = { $low }–{ $high }
forecast-open-roster = Roster
forecast-group = Procedure group
forecast-borrowed = This centre has no figures of its own yet.
forecast-borrowed-next = What is shown comes from centres with the same opening days, by population, and is only a start. Import dossiers.csv for a forecast of its own.
forecast-drift = The forecast no longer fits.
forecast-drift-more = Since { $since } { $share } more has come than was forecast: { $outside } of the last { $days } open days lay above the 80% range.
forecast-drift-less = Since { $since } { $share } less has come than was forecast: { $outside } of the last { $days } open days lay below the 80% range.
forecast-drift-next = If you know why, note a lasting change.
forecast-table-scores = How good the forecast has been, by group
forecast-score-coverage = Inside the 80% range
forecast-score-days = Days
forecast-score-drift = Does it still fit?
forecast-score-fits = fits
forecast-score-more = more comes
forecast-score-less = less comes
forecast-scores-about = The mean of the latest forecasts, about two weeks apart, each beside the 28 days after it; a day counts once for each forecast of it. A MASE below 1 is better than last week's figures.

known-title = What you know ahead
known-lead = The calendar of this centre: closures, extra openings, made-up days, holidays, events and lasting changes. The forecast is made anew with each entry.
known-none = Nothing noted yet.
known-add = Add an entry
known-kind = Kind
known-kind-event = Event: more or fewer come
known-kind-closed = Closed
known-kind-open = Extra opening: a day that is otherwise closed
known-kind-work-in-lieu = Normal working day (made up, or no holiday after all)
known-kind-off-in-lieu = Day off, swapped
known-kind-holiday = Public holiday of a notice
known-kind-reform = Lasting change from this day on
known-name = Name
known-name-hint = The same kind, first day and name replaces the entry before. Events of one name learn from the time before.
known-first = From
known-last = To
known-last-hint = Leave empty for one day.
known-percent = Compared with a usual day (%)
known-percent-hint = For events only: 150 is half as many again. Leave empty if unknown.
known-note = Note and forecast anew
known-noted = Noted, and the forecast was made anew.
known-strike = Remove
known-strike-which = Remove: { $name }, { $days }
known-closed = closed
known-open = extra opening
known-work-in-lieu = normal working day
known-off-in-lieu = day off, swapped
known-holiday = public holiday
known-event = event
known-event-percent = event, expected { $share } of a usual day
known-reform = lasting change
known-lasting = from { $day }
known-opening-days = open on { $weekdays }
opening-days-now = Opens on
opening-days-change = Change the opening days of the week
opening-days-weekdays = Weekdays on which citizens are served
opening-days-first-hint = From this day on. Days before it keep theirs.
opening-days-name = Decision or reason
opening-days-name-hint = For example “Decision 12/QĐ-UBND: open on Saturdays”.

needs-title = How many officers: { $day }
needs-lead = { $centre } · from dossiers to officers
needs-back = Forecast
needs-day-before = The day before
needs-day-after = The day after
needs-closed = The centre serves nobody on this day.
needs-nobody = The forecast has no work for any counter on this day.
needs-load = Dossiers and minutes of work
needs-at-quantile = At { $quantile }
needs-minutes-each = Minutes each
needs-minutes = Minutes
needs-counter-why = Counter, and why
needs-dossiers = Dossiers
needs-floor = At least
needs-target = Wanted
needs-officers = { $count ->
    [one] 1 officer
   *[other] { $count } officers
}
needs-why-wait = At the busiest { $load } officers are busy at once; with this number { $share } of citizens are called in time.
needs-beyond = { $wanted } wanted, the centre has { $there } that day
needs-beyond-skill = { $wanted } wanted, { $there } of the centre can do this work that day.
needs-together = Forecast of all groups together: { $median } expected, { $dossiers } at the { $quantile } level. That is fewer than the { $sum } above, because the groups are seldom all busy on the same day.
needs-why-work = The work alone, { $minutes } minutes, needs { $count ->
    [one] one officer, who gives
   *[other] { $count } officers, each of whom gives
} { $each } minutes to dossiers in these hours ({ $share } of the time).
needs-why-work-limited = The work alone, { $minutes } minutes, would need { $count ->
    [one] one officer, who gives
   *[other] { $count } officers, each of whom gives
} { $each } minutes to dossiers in these hours ({ $share } of the time); the office hours have only { $there }, and the rest is left over.
needs-why-own = Citizens who come in these hours bring { $minutes } minutes of work.
needs-why-backlog = Takes over { $minutes } minutes of work that the office hours leave over.
needs-waiting = Work that has waited since before the forecast
needs-waiting-left = { $minutes } minutes go on waiting for a later day
needs-why-waited = { $minutes } minutes of it have waited since before.
needs-why-presence = Little work, but the counter must not stand empty.
needs-why-session = The crew of the outreach session.
needs-why-standby = Nobody is needed on a usual day; on a busy one (about one day in ten) those on call help out.
needs-how = Aim: { $share } of citizens are called within { $minutes } minutes (a setting), tried out on many simulated days of that load. An officer gives { $productive } of the hours to dossiers. Dossiers are taken at the { $quantile } level of the forecast, those of one skill together, because its groups are seldom all busy on the same day. Besides, each block needs somebody who signs. On call are those who should be ready besides for a busy day (the 90% level).
needs-standby = On call
needs-away = Of those on the roster { $share } are away for meetings and training, so that more are wanted than must be there.
now-title = Today so far
now-so-far = Dossiers received
now-at = By
now-ask = What is still to come
now-rest = Still to come
now-minutes = Minutes of work in them
now-day = Whole day
now-morning = This morning's forecast
now-between = 8 times in 10 between { $low } and { $high }
now-groups = The rest of today by group
now-about = By { $at } usually { $share } of a day's dossiers have come. Enter what was received to see the rest.
now-about-typed = By { $at } usually { $share } of the day's dossiers have come.
now-groups-caption = By procedure group; small figures: 8 times in 10 it lies in this range.
now-about-counted = By { $at } usually { $share } of a day's dossiers have come. What was received is counted from the imported dossiers.

feast-new-year = New Year
feast-tet = Tết (Lunar New Year)
feast-hung-kings = Hùng Kings' Day
feast-reunification-day = Reunification Day
feast-labour-day = Labour Day
feast-national-day = National Day
feast-culture-day = Day of Vietnamese Culture
feast-off-in-lieu = Day off in exchange
feast-work-in-lieu = Working day in exchange
feast-compensatory = Compensatory day off
feast-closed = Closed

## My page

me-title = My hours
me-next = Next shift
me-next-now = Today's shift
me-next-none = No shift ahead yet
me-next-none-detail = A new roster appears here as soon as it is published.
me-today = Today, { $day }
me-tomorrow = Tomorrow, { $day }
me-times = { $start } – { $end }
me-colleagues = { $count ->
    [0] You work alone that day
    [one] with one other officer
   *[other] with { $count } other officers
}
me-overtime-part = { $hours } of it overtime
me-month = My { $month }
me-month-previous = Month before
me-month-next = Month after
me-month-current = Back to { $month }
me-cell-away = away
me-cell-holiday = hol.
me-day-shift = { $day }: { $shift }, { $start } – { $end }
me-day-away = { $day }: away
me-day-holiday = { $day }: public holiday
me-day-free = { $day }: no shift
me-hours = Overtime
me-hours-month = { $month }
me-hours-year = Year { $year }
me-of-cap = / { $cap } cap
me-left = { $hours } left
me-near-cap = near the cap, { $hours } left
me-at-cap = the cap is reached: nobody may roster you for more
me-week = This week
me-evenings = Evenings in { $month }
me-evenings-count = { $count ->
    [one] one evening
   *[other] { $count } evenings
}
me-ahead = Shifts ahead
me-ahead-none = No shift is published yet.
me-ahead-more = { $count ->
    [one] One more shift
   *[other] { $count } more shifts
}
me-published-until = Rosters are published up to { $day }. Later shifts are not settled and are not shown here.
me-published-none = No roster is published for you yet.
me-legend = Legend

## Recognition

recognition-title = Review of { $month }
recognition-lead = Three things kept apart: contribution, opportunity, burden. Hours are not a merit.
recognition-previous = Month before
recognition-next = Month after
recognition-centre = Centre
recognition-show = Show
recognition-anonymous = Pseudonymous first look
recognition-table = Contribution, opportunity and burden of each officer
recognition-rank = Rank
recognition-officer = Officer
recognition-code = Code { $code }
recognition-contribution = Contribution
recognition-opportunity = Opportunity
recognition-burden = Burden
recognition-share = Share of the centre's hard sessions
recognition-evenings = Evenings
recognition-outreach = Outreach
recognition-early = Early
recognition-weekend = Weekend
recognition-taken = Taken / open to them
recognition-leave = Days away
recognition-overtime = Overtime of the month
recognition-sessions = { $count ->
    [one] 1 session
   *[other] { $count } sessions
}
recognition-exempt = exempt
recognition-unranked = not ranked
recognition-taken-share = took { $share } of the sessions open to them
recognition-taken-none = no session was open to them
recognition-evidence-share = { $taken ->
    [one] One evening, outreach or weekend session worked
   *[other] { $taken } evening, outreach and weekend sessions worked
}
recognition-evidence-leave = Days away come from the leave book; the committee never sees the reason.
recognition-evidence-overtime = Days with a shift outside office hours
recognition-evidence-overtime-note = Any other minutes were entered in the ledger before the first roster.
recognition-burden-ok = within limits
recognition-burden-near = near the cap
recognition-burden-over = at or above the cap
recognition-note-rank = The rank compares sessions taken with sessions open to the officer, so being asked less often is no disadvantage. Equal shares rank equal.
recognition-note-exempt = { $count ->
    [one] { $codes } is exempt from overtime and not compared by number of sessions.
   *[other] { $codes } are exempt from overtime and not compared by number of sessions.
}
recognition-note-over = { $count ->
    [one] { $codes } has reached the cap: hours beyond a healthy limit do not count as contribution.
   *[other] { $codes } have reached the cap: hours beyond a healthy limit do not count as contribution.
}
recognition-note-evidence = Press a figure to see the days behind it.
recognition-empty = No roster was published for this month, so there is nothing to review.
recognition-empty-next = Choose another month, or wait until the centre publishes.

## Imports

import-title = Import data
import-lead = Upload CSV tables (UTF-8) or one XLSX workbook with a sheet for each table. The first step is always a check; nothing is written.
import-step-choose = 1. Choose files
import-files = CSV files or one XLSX file
import-choose = Choose files…
import-none-chosen = No file chosen
import-files-hint = You can choose several files at once. Together at most { $limit }.
import-busy = Uploading and checking…
import-check = Check only
import-now = Import now
import-again = Choose exactly the files that were checked above again, then press “Import now”.
import-not-checked = These files differ from those of the last check, or were not checked yet. Below is what the check found; look at it, then press “Import now”.
import-preview = Result of the check
import-preview-lead = Nothing was written. An import would change the data like this.
import-preview-nothing = Every row is already there just so: there is nothing to import.
import-done = Imported
import-done-lead = { $added ->
    [one] One new row
   *[other] { $added } new rows
}, { $changed ->
    [one] one changed
   *[other] { $changed } changed
}. Every change is in the audit trail.
import-table = Table
import-added = New
import-changed = Changed
import-unchanged = Unchanged
import-notices = Worth knowing
import-tables-known = Tables that can be imported
import-tables-known-hint = The name of the file (or sheet) says which table it is. Unknown columns are ignored and reported.
import-refused = { $count ->
    [one] Not imported: one place to mend
   *[other] Not imported: { $count } places to mend
}
import-refused-lead = Nothing was written. Mend the places below and upload again.
import-refused-many = Reading stopped after { $count } places; there may be more.
import-refused-rest = { $count ->
    [one] One more place is not shown; mend these first.
   *[other] { $count } more places are not shown; mend these first.
}
import-file = File
import-line = Line
import-lines-more = { $lines } and { $count } more
import-column = Column
import-value = Value
import-problem = How to mend it
import-no-value = (empty)
import-whole-file = whole file
import-no-files = No file was chosen.
import-no-files-next = Choose at least one CSV or XLSX file.
import-too-large = The files are too large
import-too-large-detail = Together the files exceed { $limit }, so they were not accepted and nothing was written. Upload fewer files or fewer years at a time, or run “catruc import” on the server.
import-broken-upload = The upload is incomplete
import-broken-upload-detail = The upload broke off. Nothing was written; please try again.

import-no-known-file = No table was recognised; name the files like centres.csv or dossiers.csv.
import-unreadable-file = The file cannot be read ({ $reason }); check it and save it again.
import-repeated-file = This table was already given as { $other }; send it once.
import-empty-file = The file is empty; write a header line, or leave the file out.
import-not-utf8 = The text is not UTF-8 (byte { $byte }); save the file again as CSV UTF-8.
import-nul-byte = There is a zero byte (byte { $byte }); save the file again as CSV UTF-8.
import-unterminated-quote = A quote is opened here and never closed; close it, or send the complete file.
import-no-final-line-end = The last line has no line end and may be cut off; send the complete file, or end the line if it is complete.
import-field-too-long = The cell holds { $got } bytes and may hold { $limit }; look for a missing quote, or shorten it.
import-missing-column = { $similar ->
    [none] The column { $column } is missing; add it to the header line.
   *[other] The column { $column } is missing; is { $similar } in the header line meant? Write { $column } there.
}
import-duplicate-column = The column { $column } stands twice; keep one of them.
import-truncated-row = The line has { $got } of { $expected } cells; complete it, or send the complete file.
import-overlong-row = The line has { $got } cells and the header { $expected }; put quotes around a cell with a separator.
import-empty-cell = The cell must be filled and is empty.
import-wrong-type = { $expected ->
    [whole-number] A whole number is expected; write digits only, such as 12.
    [whole-minutes] Whole minutes are expected; write digits only, such as 480.
    [decimal] A number is expected; write it with a decimal point, such as 0.5.
    [three-decimals] A number with at most three decimals is expected, such as 2.34.
    [yes-no] Write yes or no.
    [weekday] A weekday is expected; write 1 (Monday) to 7 (Sunday).
    [weekdays] A list of weekdays is expected, such as 1;2;3;4;5 (1 is Monday), or * for all.
    [due] Write same_day or days:N, N being working days.
    [half-hour] A full or half hour is expected, such as 07:30 or 08:00.
    [roles] A list of role@CENTRE is expected, such as manager@SB;approver@SB.
    [crew] A list of role:number is expected, such as greeter:2;guide:6.
    [time-zone] The name of a time zone is expected, such as Asia/Ho_Chi_Minh.
   *[other] The value has the wrong form.
}
import-not-allowed = Write one of { $allowed }.
import-negative-count = A number of { $of ->
    [dossiers] dossiers
    [citizens] citizens
    [procedures] procedures
    [residents] residents
    [counters] counters
    [minutes] minutes
    [officers] officers
   *[other] things
} cannot be negative; write 0 or more.
import-out-of-range = The number is out of range; write { $minimum } to { $maximum }.
import-setting-out-of-range = The value is out of range; write { $bounds ->
    [least] { $least } or more, and less than { $most }
    [most] more than { $least }, and at most { $most }
    [neither] more than { $least } and less than { $most }
   *[both] { $least } to { $most }
}. { $why ->
    [promise] A promise to everybody asks for more officers than there can be, and one to nobody asks for no officer.
    [productive] An officer without time for dossiers serves nobody.
    [away] When everybody is away nobody serves.
    [month-cap] The law allows no more overtime in a month (Resolution 17/2022/UBTVQH15, art. 1(2)).
    [year-cap] The law allows no more overtime in a year (Labour Code 45/2019/QH14, art. 107(3)).
    [normal-day] A normal day has at most 10 hours, where hours are set by the week (Labour Code 45/2019/QH14, art. 105).
    [rest] Between two shifts lie at least 10.5 hours, also where neither moves the working hours.
    [shift-change] Whoever changes shifts rests at least 12 hours in between (Labour Code 45/2019/QH14, art. 110).
   *[slip] Anything else is a slip of the pen.
}
import-bad-date = There is no such day; write YYYY-MM-DD or DD/MM/YYYY.
import-bad-time = This is not a time of day; write HH:MM, from 00:00 to 23:59.
import-bad-date-time = This is not a date with a time; write YYYY-MM-DDTHH:MM, with +07:00 if it is not local time.
import-unknown-code = No { $kind ->
    [centre] centre
    [site] site
    [group] procedure group
    [officer] officer
    [shift] shift
    [block] block
    [scope] scope
   *[other] entry
} has this code; add it to { $file } or correct it (capital letters count).
import-duplicate-row = Line { $first_line } already has the same there; keep one of the two.
import-end-before-start = It must come after column { $start }; correct one of the two.
import-maximum-below-minimum = It is below column minimum; correct one of the two.
import-bad-rule = This rule cannot be used: { $why }.
import-more-than-span = Only { $available } minutes lie between start and end; correct the minutes or the times.
import-shares-not-one = The shares of centre { $centre }, group { $group }{ $weekday ->
    [none] {""}
   *[other] , weekday { $weekday }
} sum to { $sum }; make them sum to 1.
import-needs-one-of = Fill at least one of { $columns }.
import-own-parent = The centre would belong to itself; correct the parent.

import-notice-unknown-column = Column { $column } is not used and was ignored.
import-notice-unknown-file = This table is not known and was ignored.
import-notice-skill-without-officer = No officer has the skill { $skill }.
import-notice-skill-without-group = No group asks for the skill { $skill } of officer { $officer }; check its spelling.
import-notice-unknown-in-rule = Row { $rule } speaks of { $code }, and no shift, skill or officer is called so; check its spelling.
import-notice-unknown-setting = No setting is called { $key }, so that its value changes nothing; check its spelling.
import-notice-raised-cap = { $key } = { $hours } raises a cap of art. 107 (40 h a month, 200 h a year) and names no ground. A row overtime-monthly or overtime-yearly in rules.csv names it in the column citation.
