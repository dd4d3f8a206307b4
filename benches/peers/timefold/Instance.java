import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A commune instance (commune-roster-1) as plain facts. Prices are in sixtieths, so that minutes of overtime stay whole. */
final class Instance {
    static final int SCALE = 60;

    // Compared by identity, because the solver uses them as keys all the time.

    static final class Shift {
        int index, normal, overtime, start, end, weekdays;
        String code;
        boolean change, evening;
        final Set<String> blocks = new HashSet<>();
    }

    static final class Officer {
        String code;
        int group, overtimeAllowed, baseWeek, evenings, overtime;
        boolean compared;
    }

    /** One officer's week and the normal minutes that H8 asks of it. */
    static final class Week {
        Officer officer;
        int days, least, most;
    }

    /** Officers wanted with one skill; the prices are those of one who is missing. */
    record Need(int skill, int target, int floor, long belowFloor, long belowTarget) {}

    /** Seats of one need that are equally dear when they stay empty. */
    record Slots(int need, int count, long price) {}

    /** One block of one day with everything that is wanted in it. */
    static final class Counter {
        int day;
        String block;
        final List<Need> needs = new ArrayList<>();
        final Map<Cover, Long> shortfalls = new HashMap<>();

        int day() {
            return day;
        }

        List<Slots> dearestFirst() {
            List<Slots> slots = new ArrayList<>();
            for (int need = 0; need < needs.size(); need++) {
                Need wanted = needs.get(need);
                slots.add(new Slots(need, wanted.floor(), wanted.belowFloor()));
                slots.add(new Slots(need, wanted.target() - wanted.floor(), wanted.belowTarget()));
            }
            slots.sort(Comparator.comparingLong(Slots::price).reversed());
            return slots;
        }
    }

    final int days;
    final int published; // duties of the roster that is out, all of them
    final Map<String, Shift> shifts = new LinkedHashMap<>();
    final List<boolean[]> groups = new ArrayList<>(); // per group and skill: serves it
    final List<Officer> officers = new ArrayList<>();
    final List<Week> weeks = new ArrayList<>();
    final List<Counter> counters = new ArrayList<>();
    final List<Duty> duties = new ArrayList<>();
    final Map<String, Object> limits;
    private final Map<String, Object> weights;

    int limit(String name) {
        return whole(limits.get(name));
    }

    long price(String name) {
        return Math.round(SCALE * (Double) weights.get(name));
    }

    static int whole(Object number) {
        return (int) Math.round((Double) number);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return value == null ? List.of() : (List<Object>) value;
    }

    Instance(String text) {
        Map<String, Object> file = map(Json.read(text));
        days = whole(file.get("days"));
        limits = map(file.get("limits"));
        weights = map(file.get("weights"));
        for (Object each : list(file.get("shifts"))) shift(map(each));
        Map<String, Integer> skills = new HashMap<>();
        Map<String, Double> factors = new HashMap<>();
        for (Object each : list(file.get("skills"))) {
            skills.put((String) map(each).get("id"), skills.size());
            factors.put((String) map(each).get("id"), (Double) map(each).get("factor"));
        }
        Map<String, Integer> groupOf = new HashMap<>();
        for (Object each : list(file.get("groups"))) {
            groupOf.put((String) map(each).get("id"), groups.size());
            boolean[] serves = new boolean[skills.size()];
            for (Object skill : list(map(each).get("skills"))) serves[skills.get((String) skill)] = true;
            groups.add(serves);
        }
        requirements(list(file.get("requirements")), skills, factors);
        Map<String, String> pins = cells(list(file.get("pins")));
        Map<String, String> published = cells(list(file.get("previous")));
        this.published = published.size();
        for (Object each : list(file.get("officers"))) officer(map(each), groupOf, pins, published);
    }

    private void shift(Map<String, Object> row) {
        Shift shift = new Shift();
        shift.index = shifts.size();
        shift.code = (String) row.get("id");
        for (Object block : list(row.get("blocks"))) shift.blocks.add((String) block);
        for (Object weekday : list(row.get("weekdays"))) shift.weekdays |= 1 << whole(weekday);
        shift.normal = whole(row.get("normal"));
        shift.overtime = whole(row.get("overtime"));
        shift.start = whole(row.get("start"));
        shift.end = whole(row.get("end"));
        shift.change = (Boolean) row.get("shift_change");
        shift.evening = shift.blocks.contains("EVE") || shift.blocks.contains("OUT");
        shifts.put(shift.code, shift);
    }

    private void requirements(List<Object> rows, Map<String, Integer> skills, Map<String, Double> factors) {
        Map<String, Counter> at = new LinkedHashMap<>();
        for (Object each : rows) {
            List<Object> row = list(each);
            Counter counter = at.computeIfAbsent(row.get(0) + " " + row.get(1), key -> new Counter());
            counter.day = whole(row.get(0));
            counter.block = (String) row.get(1);
            double factor = factors.get((String) row.get(2));
            counter.needs.add(new Need(skills.get((String) row.get(2)), whole(row.get(3)), whole(row.get(4)),
                    Math.round(factor * price("unmet_min")), Math.round(factor * price("unmet"))));
        }
        counters.addAll(at.values());
    }

    /** Rows of officer, day and shift, by officer and day. */
    private static Map<String, String> cells(List<Object> rows) {
        Map<String, String> cells = new HashMap<>();
        for (Object each : rows) cells.put(list(each).get(0) + " " + whole(list(each).get(1)), (String) list(each).get(2));
        return cells;
    }

    /** The officer, and a duty for each day on which some shift is open. */
    private void officer(Map<String, Object> row, Map<String, Integer> groupOf, Map<String, String> pins, Map<String, String> published) {
        Set<Integer> leave = new HashSet<>();
        for (Object day : list(row.get("leave"))) leave.add(whole(day));
        Officer officer = new Officer();
        officer.code = (String) row.get("id");
        officer.group = groupOf.get((String) row.get("group"));
        officer.overtimeAllowed = Math.max(0, Math.min(whole(row.get("ot_month")), whole(row.get("ot_year")) - whole(row.get("ot_used"))));
        officer.baseWeek = whole(row.get("base_week"));
        officer.compared = (Boolean) row.get("consent") && leave.size() <= 3;
        officer.evenings = whole(row.get("hist_evenings"));
        officer.overtime = whole(row.get("hist_ot"));
        officers.add(officer);
        Set<String> closed = new HashSet<>();
        for (Object cell : list(row.get("unavailable"))) closed.add(whole(list(cell).get(0)) + " " + list(cell).get(1));
        Map<String, Double> wishes = new HashMap<>();
        for (Object wish : list(row.get("prefs"))) {
            wishes.merge(whole(list(wish).get(0)) + " " + list(wish).get(1), (Double) list(wish).get(2), Double::sum);
        }
        Week week = null;
        for (int day = 0; day < days; day++) {
            if (day % 7 == 0) weeks.add(week = week(officer, day, leave));
            if (leave.contains(day)) continue;
            String before = published.get(officer.code + " " + day);
            List<Shift> open = new ArrayList<>();
            long[] prices = new long[shifts.size()];
            for (Shift shift : shifts.values()) {
                String cell = day + " " + shift.code;
                if (closed.contains(cell) || !may(row, shift, day)) continue;
                open.add(shift);
                prices[shift.index] = price("overtime") * shift.overtime / 60
                        - Math.round(price("pref") * wishes.getOrDefault(cell, 0.0))
                        - (shift.code.equals(before) ? price("change") : 0);
            }
            if (!open.isEmpty()) {
                duties.add(new Duty(officer, day, week, open, prices, shifts.get(pins.get(officer.code + " " + day))));
            }
        }
    }

    private Week week(Officer officer, int first, Set<Integer> leave) {
        Week week = new Week();
        week.officer = officer;
        week.days = Math.min(7, days - first);
        int away = 0;
        for (int day = first; day < first + week.days; day++) if (day % 7 < 5 && leave.contains(day)) away++;
        week.least = Math.max(0, officer.baseWeek - 480 * away - limit("week_tolerance"));
        week.most = officer.baseWeek;
        return week;
    }

    /** H1 (weekday), H3 and H7: what one duty breaks by itself. */
    private boolean may(Map<String, Object> officer, Shift shift, int day) {
        boolean isProtected = (Boolean) officer.get("protected");
        return (shift.weekdays >> (day % 7) & 1) == 1
                && shift.normal + shift.overtime <= limit("day")
                && (shift.normal == 0 || shift.overtime <= limit("ot_day"))
                && (shift.overtime == 0 || (Boolean) officer.get("consent") && !isProtected)
                && !(shift.evening && isProtected);
    }
}
