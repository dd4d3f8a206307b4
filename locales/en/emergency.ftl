# Emergency orders (Labour Code art. 108): their page, the banner on the board, what is refused

order-title = Emergency orders (art. 108)
order-open = Emergency orders
order-lead = For a defence order, a disaster, a fire or an epidemic, the approver orders overtime on some days. Never for a backlog.
order-to-roster = Open the roster
order-list = Orders of this centre
order-none = No order yet.
order-new = Give an order
order-new-lead = The order stands in your name, is shown to everybody on the board and stays on record: it can be called off before its first day and ended early afterwards. The planner adds no overtime under it by itself; the manager places it by hand.
order-ground = Ground
order-ground-choose = Choose a ground
order-ground-defence-order = Mobilisation or defence order
order-ground-disaster = Disaster
order-ground-fire = Fire
order-ground-epidemic = Dangerous epidemic
order-first = From
order-last = Until the end of
order-last-hint = { $most ->
    [one] Needed, at most 1 day. If it lasts longer, give another order.
   *[other] Needed, at most { $most } days. If it lasts longer, give another order.
}
order-reason = Reason
order-reason-hint = What has happened and what must be done. Everybody who sees the roster can read it.
order-document = Document
order-document-hint = Number, date and who issued it, such as “Dispatch 12/CĐ-UBND of 9 December 2026”.
order-give = Give the order
order-end = End today
order-end-which = End today: { $ground }, { $days }
order-call-off = Call off
order-call-off-which = Call off: { $ground }, { $days }
order-state-coming = Not yet in force
order-state-running = In force
order-state-over = Over
order-state-called-off = Called off
order-about = Ordered by { $person } at { $at }. In force { $days }. Document: { $document }.
order-ended = Ended by { $person } at { $at }; its last day is { $last }.
order-called-off = Called off by { $person } at { $at }, before it was in force.
order-done-given = The order is given. It stands on the board of those days.
order-done-ended = The order is ended. Today is its last day.
order-done-withdrawn = The order is withdrawn before its first day. It lifts nothing.
order-banner-title = Emergency order, art. 108: { $ground }.
order-banner-means = On these days a missing consent and overtime beyond the caps are shown but do not block. Rest, leave and protected people stay as the law has them. Every hour still counts.
order-banner-more = See the orders
order-lifted-line = { $breach } Allowed by the emergency order of { $person } until { $last }: { $reason }
order-lifted-elsewhere = { $breach } Allowed by an emergency order of the centre that was worked in that day.
reasons-lifted = { $count ->
    [one] One matter that an emergency order allows.
   *[other] { $count } matters that an emergency order allows.
}
review-lifted = { $count ->
    [one] 1 under an emergency order
   *[other] { $count } under an emergency order
}

refuse-order = The order could not be kept
refuse-order-back = Back to the emergency orders
refuse-order-no-reason = An order needs a reason. Please say what has happened.
refuse-order-long-reason = The reason has more than { $count } letters. Please write a shorter one.
refuse-order-no-document = An order needs its document. Please give its number, date and who issued it.
refuse-order-long-document = The document has more than { $count } letters. Please write a shorter name.
refuse-order-no-end = An order needs a last day, at most { $most } days from its first.
refuse-order-backwards = The last day, { $last }, lies before the first, { $first }. Please change one of them.
refuse-order-too-long = { $count } days are more than the { $most } of one order. Please choose an earlier last day; give another order later if it is needed.
refuse-order-too-far = { $day } cannot be the first day: it may lie { $back } days back and { $ahead } days ahead at most. Please check the date.
refuse-order-not-found = There is no such order. Please reload the page.
refuse-order-over = This order is over since { $last }. There is nothing to end.
refuse-order-ground = There is no ground “{ $value }”. Please choose one of the list.
refuse-order-last = “{ $value }” is no date. Write it like 2026-12-31.
