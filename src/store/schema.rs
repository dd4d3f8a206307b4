//! The tables as the queries see them, in plain column types that both databases share. Times of day are minutes after
//! midnight, instants are UTC, lists are joined by `;`. The steps that make them stand in `migrations/`.

use diesel::{allow_tables_to_appear_in_same_query, joinable, table};

table! {
    centres (code) {
        code -> Text,
        name -> Text,
        level -> Text,
        parent -> Nullable<Text>,
        population -> Nullable<BigInt>,
        counters -> Nullable<BigInt>,
        open_days -> Text,
    }
}

table! {
    sites (centre, code) {
        centre -> Text,
        code -> Text,
        name -> Text,
        kind -> Text,
        travel_minutes -> Nullable<BigInt>,
        residents -> Nullable<BigInt>,
        unserved -> Nullable<BigInt>,
    }
}

table! {
    procedure_groups (code) {
        code -> Text,
        name_vi -> Text,
        name_en -> Text,
        skill -> Text,
        desk_minutes -> Double,
        back_minutes -> Double,
        due_days -> Nullable<BigInt>,
        copies_per_dossier -> Nullable<Double>,
    }
}

table! {
    blocks (centre, code) {
        centre -> Text,
        code -> Text,
        starts -> Integer,
        ends -> Integer,
        weekdays -> Text,
        first_day -> Nullable<Date>,
        last_day -> Nullable<Date>,
    }
}

table! {
    shifts (centre, code) {
        centre -> Text,
        code -> Text,
        name_vi -> Text,
        name_en -> Text,
        kind -> Text,
        blocks -> Text,
        starts -> Integer,
        ends -> Integer,
        normal_minutes -> Integer,
        overtime_minutes -> Integer,
        weekdays -> Text,
        shift_change -> Bool,
        first_day -> Nullable<Date>,
        last_day -> Nullable<Date>,
    }
}

table! {
    official_days (date, kind, centre) {
        date -> Date,
        kind -> Text,
        centre -> Text,
        name -> Text,
        citation -> Nullable<Text>,
    }
}

table! {
    known_days (centre, kind, first_day, name) {
        centre -> Text,
        kind -> Text,
        first_day -> Date,
        name -> Text,
        last_day -> Date,
        percent -> Nullable<Integer>,
        weekdays -> Nullable<Text>,
    }
}

table! {
    emergency_orders (centre, number) {
        centre -> Text,
        number -> Integer,
        ground -> Text,
        first_day -> Date,
        last_day -> Date,
        ordered_by -> Text,
        reason -> Text,
        document -> Text,
        entered_at -> Timestamp,
        ended_on -> Nullable<Date>,
        ended_by -> Nullable<Text>,
        ended_at -> Nullable<Timestamp>,
    }
}

table! {
    profiles (row_key) {
        row_key -> Text,
        centre -> Text,
        grp -> Text,
        weekday -> Nullable<Integer>,
        starts -> Integer,
        share -> Double,
    }
}

table! {
    settings (row_key) {
        row_key -> Text,
        centre -> Text,
        setting -> Text,
        value -> Text,
        first_day -> Nullable<Date>,
    }
}

table! {
    outreach_sessions (centre, site, date, starts) {
        centre -> Text,
        site -> Text,
        date -> Date,
        starts -> Integer,
        ends -> Integer,
        citizens_helped -> Nullable<BigInt>,
        officers_count -> Nullable<BigInt>,
        officers_named -> Nullable<Text>,
        crew -> Text,
        status -> Text,
    }
}

table! {
    local_rules (id) {
        id -> Text,
        kind -> Text,
        scope_kind -> Text,
        scope_code -> Nullable<Text>,
        span -> Nullable<Text>,
        minimum -> Nullable<BigInt>,
        maximum -> Nullable<BigInt>,
        weight -> Nullable<Double>,
        first_day -> Nullable<Date>,
        last_day -> Nullable<Date>,
        worker_types -> Nullable<Text>,
        shifts -> Nullable<Text>,
        then_shifts -> Nullable<Text>,
        with_codes -> Nullable<Text>,
        weekdays -> Nullable<Text>,
        hours -> Nullable<Text>,
        citation -> Nullable<Text>,
        examples -> Nullable<Text>,
    }
}

table! {
    officers (code) {
        code -> Text,
        name -> Text,
        centre -> Text,
        agency -> Nullable<Text>,
        worker_type -> Text,
        skills -> Text,
        weekly_minutes -> Integer,
        signatory -> Bool,
        overtime -> Text,
        barred_until -> Nullable<Date>,
        joined_on -> Nullable<Date>,
        left_on -> Nullable<Date>,
    }
}

table! {
    consents (row_key) {
        row_key -> Text,
        officer -> Text,
        first_day -> Date,
        last_day -> Date,
        weekdays -> Nullable<Text>,
        blocks -> Nullable<Text>,
        max_minutes_per_day -> Nullable<Integer>,
        max_minutes_per_month -> Nullable<Integer>,
    }
}

table! {
    leave (officer, first_day, last_day) {
        officer -> Text,
        first_day -> Date,
        last_day -> Date,
        kind -> Text,
    }
}

table! {
    unavailable (row_key) {
        row_key -> Text,
        officer -> Text,
        first_day -> Nullable<Date>,
        last_day -> Nullable<Date>,
        weekdays -> Nullable<Text>,
        shifts -> Nullable<Text>,
    }
}

table! {
    preferences (row_key) {
        row_key -> Text,
        officer -> Text,
        shift -> Nullable<Text>,
        date -> Nullable<Date>,
        weekday -> Nullable<Integer>,
        weight -> Integer,
    }
}

table! {
    ledger (officer, date, starts, ends) {
        officer -> Text,
        date -> Date,
        starts -> Integer,
        ends -> Integer,
        minutes -> Integer,
        class -> Text,
        night -> Bool,
        mode -> Text,
    }
}

table! {
    pay (officer, first_day) {
        officer -> Text,
        first_day -> Date,
        coefficient_thousandths -> Nullable<BigInt>,
        allowance_coefficient_thousandths -> Nullable<BigInt>,
        month_salary_dong -> Nullable<BigInt>,
        hours_per_month_thousandths -> Nullable<BigInt>,
    }
}

table! {
    outside_assignments (officer, date) {
        officer -> Text,
        date -> Date,
        shift -> Text,
        status -> Nullable<Text>,
        pinned -> Bool,
    }
}

table! {
    dossiers (centre, grp, date) {
        centre -> Text,
        grp -> Text,
        date -> Date,
        received -> BigInt,
        completed_early -> Nullable<BigInt>,
        completed_on_time -> Nullable<BigInt>,
        completed_late -> Nullable<BigInt>,
        open_overdue -> Nullable<BigInt>,
        e_certified -> Nullable<BigInt>,
        paid_online -> Nullable<BigInt>,
        citizens -> Nullable<BigInt>,
        procedures -> Nullable<BigInt>,
    }
}

table! {
    cases (code) {
        code -> Text,
        centre -> Text,
        grp -> Text,
        received_on -> Date,
        received_at -> Timestamp,
        due_at -> Nullable<Timestamp>,
        completed_at -> Nullable<Timestamp>,
        status -> Text,
        channel -> Nullable<Text>,
        paid_online -> Nullable<Bool>,
        e_certified -> Nullable<Bool>,
    }
}

table! {
    forecasts (centre, cut, grp, version) {
        centre -> Text,
        cut -> Date,
        grp -> Text,
        version -> Integer,
        made_at -> Timestamp,
        made -> Text,
    }
}

table! {
    forecast_days (centre, cut, grp, version, date) {
        centre -> Text,
        cut -> Date,
        grp -> Text,
        version -> Integer,
        date -> Date,
        mean -> Double,
        lo95 -> Double,
        q10 -> Double,
        q50 -> Double,
        q80 -> Double,
        q90 -> Double,
        hi95 -> Double,
    }
}

table! {
    rosters (id) {
        id -> BigInt,
        centre -> Text,
        first -> Date,
        until -> Date,
        version -> Integer,
        status -> Text,
        revision -> Integer,
        submitted_by -> Nullable<Text>,
        returned_because -> Nullable<Text>,
        objective -> Nullable<Double>,
        bound -> Nullable<Double>,
        proven -> Bool,
        proof_seconds -> Nullable<Double>,
        seal -> Nullable<Text>,
        created_by -> Text,
        created_at -> Timestamp,
    }
}

table! {
    roster_instances (roster) {
        roster -> BigInt,
        instance -> Text,
        officer_rosters -> Nullable<Text>,
    }
}

table! {
    hard_to_fill_shifts (roster, date, shift) {
        roster -> BigInt,
        date -> Date,
        shift -> Text,
    }
}

table! {
    roster_assignments (roster, officer, date) {
        roster -> BigInt,
        officer -> Text,
        date -> Date,
        shift -> Text,
        pinned -> Bool,
    }
}

table! {
    roster_changes (id) {
        id -> BigInt,
        roster -> BigInt,
        officer -> Text,
        date -> Date,
        shift_before -> Nullable<Text>,
        shift_after -> Nullable<Text>,
        pinned_before -> Bool,
        pinned_after -> Bool,
        changed_by -> Text,
        changed_at -> Timestamp,
        undone -> Bool,
        objective_before -> Nullable<Double>,
        bound_before -> Nullable<Double>,
        proven_before -> Nullable<Bool>,
        proof_seconds_before -> Nullable<Double>,
        with_previous -> Bool,
    }
}

table! {
    planning_jobs (id) {
        id -> BigInt,
        roster -> BigInt,
        seconds -> Integer,
        priority -> Integer,
        state -> Text,
        queued_at -> Timestamp,
        attempts -> Integer,
        worker -> Nullable<Text>,
        lease_until -> Nullable<Timestamp>,
        objective -> Nullable<Double>,
        bound -> Nullable<Double>,
        proven -> Bool,
        progress_seconds -> Nullable<Double>,
        stop_requested -> Bool,
        error -> Nullable<Text>,
    }
}

table! {
    accounts (login) {
        login -> Text,
        name -> Text,
        roles -> Text,
        officer -> Nullable<Text>,
        email -> Nullable<Text>,
        language -> Nullable<Text>,
        chosen_language -> Nullable<Text>,
        password_hash -> Nullable<Text>,
    }
}

table! {
    login_sessions (token_hash) {
        token_hash -> Text,
        login -> Text,
        csrf -> Text,
        opened_at -> Timestamp,
        seen_at -> Timestamp,
    }
}

table! {
    failed_logins (id) {
        id -> BigInt,
        login_key -> Text,
        failed_at -> Timestamp,
    }
}

table! {
    invitations (token_hash) {
        token_hash -> Text,
        login -> Text,
        valid_until -> Timestamp,
    }
}

table! {
    audit (number) {
        number -> BigInt,
        at -> Timestamp,
        actor -> Text,
        centre -> Nullable<Text>,
        action -> Text,
        subject -> Text,
        before_text -> Nullable<Text>,
        after_text -> Nullable<Text>,
        reason -> Nullable<Text>,
        hash -> Text,
    }
}

table! {
    audit_head (id) {
        id -> Integer,
        number -> BigInt,
        hash -> Text,
    }
}

joinable!(consents -> officers (officer));
joinable!(hard_to_fill_shifts -> rosters (roster));
joinable!(leave -> officers (officer));
joinable!(ledger -> officers (officer));
joinable!(outside_assignments -> officers (officer));
joinable!(preferences -> officers (officer));
joinable!(roster_assignments -> rosters (roster));
joinable!(unavailable -> officers (officer));

allow_tables_to_appear_in_same_query!(
    local_rules,
    officers,
    consents,
    leave,
    unavailable,
    preferences,
    ledger,
    outside_assignments,
    rosters,
    hard_to_fill_shifts,
    roster_assignments
);
