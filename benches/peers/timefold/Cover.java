import ai.timefold.solver.core.api.score.stream.bi.BiConstraintCollector;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** How many officers of each skill group are at one counter, and what the missing ones cost. */
final class Cover {
    private final int[] present;

    private Cover(int[] present) {
        this.present = present;
    }

    static Cover nobody(int groups) {
        return new Cover(new int[groups]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cover cover && Arrays.equals(present, cover.present);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(present);
    }

    /** Counts the officers of a counter by their group. */
    static BiConstraintCollector<Duty, Instance.Counter, int[], Cover> of(int groups) {
        return new BiConstraintCollector<>() {
            @Override
            public Supplier<int[]> supplier() {
                return () -> new int[groups];
            }

            @Override
            public ai.timefold.solver.core.api.function.TriFunction<int[], Duty, Instance.Counter, Runnable> accumulator() {
                return (counts, duty, counter) -> {
                    int group = duty.officer.group;
                    counts[group]++;
                    return () -> counts[group]--;
                };
            }

            @Override
            public Function<int[], Cover> finisher() {
                return counts -> new Cover(counts.clone());
            }
        };
    }

    /** H10 and the shortfall: everybody serves one skill of the group, the dearest gaps are closed first. */
    long shortfall(Instance.Counter counter, List<boolean[]> groups) {
        // The same officers come together again and again while duties are tried, so each sum is made once.
        return counter.shortfalls.computeIfAbsent(this, cover -> cover.count(counter, groups));
    }

    private long count(Instance.Counter counter, List<boolean[]> groups) {
        Seating seating = new Seating(counter, groups, present.clone());
        long missing = 0;
        for (Instance.Slots each : counter.dearestFirst()) {
            int left = each.count();
            while (left > 0 && seating.seat(each.need(), new boolean[present.length])) left--;
            missing += left * each.price();
        }
        return missing;
    }

    /** A matching of groups to needs that grows by one officer at a time, others changing seats where that helps. */
    private static final class Seating {
        private final Instance.Counter counter;
        private final List<boolean[]> groups;
        private final int[] free;
        private final int[][] seated;

        Seating(Instance.Counter counter, List<boolean[]> groups, int[] free) {
            this.counter = counter;
            this.groups = groups;
            this.free = free;
            seated = new int[free.length][counter.needs.size()];
        }

        boolean seat(int need, boolean[] asked) {
            for (int group = 0; group < free.length; group++) {
                if (asked[group] || !groups.get(group)[counter.needs.get(need).skill()]) continue;
                asked[group] = true;
                if (free[group] > 0) {
                    free[group]--;
                    seated[group][need]++;
                    return true;
                }
                for (int other = 0; other < counter.needs.size(); other++) {
                    if (other != need && seated[group][other] > 0 && seat(other, asked)) {
                        seated[group][other]--;
                        seated[group][need]++;
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
