//! Makes the forecasts of many centres at once, agreeing from group over centre to the sum of all centres.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::centre_past::{CentrePast, calendar_for};
use super::forecast_demand::{groups_of, last_cut, made_by_now};
use crate::application::ports::{Clock, Store, Stored};
use crate::domain::calendar::Calendar;
use crate::domain::centre::Centre;
use crate::domain::demand::{ALL_GROUPS, DemandDay, DemandForecast, Made};
use crate::domain::ids::GroupCode;
use crate::forecast::{Holiday, Member, Series, forecast_group, reconcile, share_out};

/// Makes and keeps the forecasts of `centres`, each from its counts before `before`: the whole province by night. Centres
/// without counts are left out. Groups sum to their centre, and the centres of one cut to what their sum is expected to be.
///
/// # Errors
/// When the store fails.
pub fn forecast_province(
    store: &mut impl Store,
    clock: &dyn Clock,
    centres: &[Centre],
    before: NaiveDate,
    days: u32,
) -> Stored<usize> {
    let groups = groups_of(store)?;
    let mut by_cut: BTreeMap<(NaiveDate, Made), Vec<&Centre>> = BTreeMap::new();
    for centre in centres {
        if let Some(cut) = last_cut(store, &centre.code, before)? {
            // Of an older cut the forecast is made for comparison with what came.
            let made = match made_by_now(store, clock, &centre.code, cut)? {
                Made::InTime => Made::InTime,
                Made::Anew | Made::Hindsight => Made::Anew,
            };
            by_cut.entry((cut, made)).or_default().push(centre);
        }
    }
    let mut kept = 0;
    for ((cut, made), centres) in by_cut {
        let calendar = calendar_for(store, cut, made)?;
        let mut pasts = Vec::new();
        for centre in centres {
            pasts.push(CentrePast::read(store, centre.clone(), &calendar, (cut, made))?);
        }
        for forecast in (Province { pasts: &pasts, calendar: &calendar, cut, days }).forecasts(&groups) {
            store.keep_forecast(&forecast, made, clock.now())?;
            kept += 1;
        }
    }
    Ok(kept)
}

/// Centres with counts up to the same day.
struct Province<'a> {
    pasts: &'a [CentrePast],
    calendar: &'a Calendar,
    cut: NaiveDate,
    days: u32,
}

/// The days ahead of each centre; none of a centre that has no counts of the group.
type ByCentre = Vec<Option<Vec<DemandDay>>>;

impl Province<'_> {
    fn forecasts(&self, groups: &[GroupCode]) -> Vec<DemandForecast> {
        let mut parts: Vec<ByCentre> = groups.iter().map(|group| self.of_group(group)).collect();
        let mut totals = self.of_group(&ALL_GROUPS.into());
        for (centre, total) in totals.iter_mut().enumerate() {
            if let Some(total) = total {
                lend(&mut parts, centre, |own| reconcile(own, total));
            }
        }
        if let Some(mut sum) = self.of_all_centres() {
            let present: Vec<usize> = (0..totals.len()).filter(|centre| totals[*centre].is_some()).collect();
            let mut own: Vec<Vec<DemandDay>> = totals.iter_mut().filter_map(Option::take).collect();
            // What one manager knows of a day is unknown to the past of all centres together.
            for (at, day) in
                sum.iter_mut().enumerate().filter(|(_, day)| self.pasts.iter().any(|past| past.knows_of(day.date)))
            {
                *day = DemandDay::sum_of(day.date, own.iter().filter_map(|centre| centre.get(at)));
            }
            reconcile(&mut own, &mut sum);
            for (centre, total) in present.into_iter().zip(own) {
                lend(&mut parts, centre, |own| share_out(own, &total));
                totals[centre] = Some(total);
            }
        }
        let named = groups.iter().cloned().chain([ALL_GROUPS.into()]).zip(parts.into_iter().chain([totals]));
        named.flat_map(|(group, forecasts)| self.in_domain_words(&group, forecasts)).collect()
    }

    fn members(&self, group: &GroupCode) -> Vec<Option<Member>> {
        self.pasts.iter().map(|past| past.member(group, self.calendar, self.days)).collect()
    }

    fn of_group(&self, group: &GroupCode) -> ByCentre {
        let members = self.members(group);
        let present: Vec<Member> = members.iter().flatten().cloned().collect();
        let mut forecasts = forecast_group(&present, self.cut, self.days).into_iter();
        members.iter().map(|member| member.as_ref().and_then(|_| forecasts.next())).collect()
    }

    /// The forecast of the sum of all centres and groups, from its own past; none of a single centre.
    fn of_all_centres(&self) -> Option<Vec<DemandDay>> {
        let members: Vec<Member> = self.members(&ALL_GROUPS.into()).into_iter().flatten().collect();
        let [_, _, ..] = &members[..] else { return None };
        // What one manager knows of one centre says nothing of the sum.
        let common = |days: fn(&Member) -> Vec<NaiveDate>| -> BTreeSet<NaiveDate> {
            let sets = members.iter().map(|member| days(member).into_iter().collect::<BTreeSet<NaiveDate>>());
            sets.reduce(|all, own| &all & &own).unwrap_or_default()
        };
        // A holiday is one to most: a centre that is closed on it for reasons of its own does not name it.
        let mut named: BTreeMap<NaiveDate, (usize, &Holiday)> = BTreeMap::new();
        for holiday in members.iter().flat_map(|member| member.holidays.iter()) {
            named.entry(holiday.date).or_insert((0, holiday)).0 += 1;
        }
        let of_most = named.into_values().filter(|(times, _)| times * 2 > members.len());
        let sum = Member {
            holidays: of_most.map(|(_, holiday)| holiday.clone()).collect(),
            closed: common(|member| member.closed.clone()).into_iter().collect(),
            make_up: common(|member| member.make_up.clone()).into_iter().collect(),
            ..Member::new(Series::sum_of(members.iter().map(|member| &*member.series)))
        };
        forecast_group(&[sum], self.cut, self.days).into_iter().next()
    }

    fn in_domain_words(&self, group: &GroupCode, forecasts: ByCentre) -> Vec<DemandForecast> {
        let of_centres = self.pasts.iter().zip(forecasts);
        of_centres
            .filter_map(|(past, ahead)| Some(DemandForecast::new(&past.centre.code, group, self.cut, ahead?)))
            .collect()
    }
}

/// Lends the forecasts of one centre's groups to `work`.
fn lend(parts: &mut [ByCentre], centre: usize, work: impl FnOnce(&mut [Vec<DemandDay>])) {
    let present: Vec<usize> = (0..parts.len()).filter(|group| parts[*group][centre].is_some()).collect();
    let mut own: Vec<Vec<DemandDay>> = present.iter().filter_map(|group| parts[*group][centre].take()).collect();
    work(&mut own);
    for (group, ahead) in present.into_iter().zip(own) {
        parts[group][centre] = Some(ahead);
    }
}
