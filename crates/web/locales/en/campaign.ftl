# Campaigns, in which sellers are asked to be verified again: at the staff’s desk, and as sellers read it.
campaigns-title = Campaigns
campaigns-lead = A campaign asks sellers to be verified again until a day. What verified them before ends on that day; whoever was verified anew goes on selling without a break.
campaigns-empty-title = No campaign yet
campaigns-empty = Start one when what you checked before is not enough any more.
campaign-title = Campaign until { $day }
campaign-new-title = New campaign
campaign-new-lead = Say why, until when, and which verifications it is about. Nothing happens before you have read how many sellers it asks.
campaign-administrators-only = Only administrators start and stop campaigns. Ask one of them.
campaign-runs-already = The same campaign runs already: about the same verifications, until the same day.
campaign-over-before = This campaign is over, or was stopped before.
campaign-gathering = Asking
campaign-running = Running
campaign-over = Over
campaign-stopped = Stopped
campaign-gathering-means = Sellers are being asked, one group after the other. The figures grow for some seconds.
campaign-running-means = Everybody was asked. What is not renewed by the end of { $day } counts no longer then.
campaign-over-means = It ended on { $day }. Whoever is verified anew later sells again at once.
campaign-stopped-means = It was stopped. What was verified before counts as long as it did without it.
campaign-scope = About
campaign-all-evidence = All kinds of evidence
campaign-issued-by-of = issued by { $country }
campaign-recorded-before-day = recorded before { $day }
campaign-reason = Reason the sellers read
campaign-reason-hint = What has changed, and what to show now. It stands in their letter.
campaign-last-day = Last day
campaign-last-day-hint = 7 to 365 days from today. On that day the old verifications still count.
campaign-evidence = Kind of evidence
campaign-issued-by = Issued by the authorities of
campaign-recorded-before = Recorded before
campaign-recorded-before-hint = Leave it empty for everything that is recorded until now.
campaign-preview = How many sellers is that?
campaign-preview-count = { $count ->
    [one] It asks { $count } seller
   *[other] It asks { $count } sellers
}
campaign-preview-text = Each gets a letter now, another one a week before the end, and one if nothing was checked anew by the end of { $day }. From then on their goods may be out of sight.
campaign-preview-nobody = Nobody is verified by that alone at present. Started all the same, it makes these verifications end on its day.
campaign-sure-start = I have read how many sellers this asks, and why
campaign-sure-stop = I mean to stop this campaign
campaign-sure-first = Tick this first.
campaign-start = Start the campaign
campaign-started = The campaign has begun. Sellers are being asked.
campaign-how-title = What a campaign does
campaign-how = What verified the sellers before ends on the last day at the latest. They are told by letter and on their page, and apply anew while they go on selling.
campaign-how-newer = What is recorded after the start is not asked for again, and who is also verified by something else until the last day is not asked.
campaign-asked-count = { $count ->
    [one] { $count } seller asked
   *[other] { $count } sellers asked
}
campaign-waiting = Waiting
campaign-sent-in = Sent in
campaign-renewed = Renewed
campaign-lapsed = Lapsed
campaign-started-by = Started by
campaign-stopped-by = Stopped by
campaign-unanswered = Who has not answered
campaign-unanswered-none = Nobody.
campaign-asked-on = Asked
campaign-reminded-on = Reminded
campaign-stop-title = Stop it
campaign-stop-text = What was verified before then counts again for as long as it did without this campaign. It cannot be started again; you can start a new one.
campaign-stop = Stop the campaign
campaign-stopped-flash = The campaign is stopped. What it had shortened is given back now.
campaign-asks-you = Please be verified again until { $day }.
campaign-asked-you = We asked you to be verified again until { $day }. That day is over.
campaign-asks-then = What we checked before counts until the end of that day. Send in a new application before, and your goods stay in sight meanwhile. Without one they may be out of sight from the next day on.
campaign-asked-then = Send in an application: as soon as it is approved, your goods come back by themselves.
campaign-asks-apply = Apply now
