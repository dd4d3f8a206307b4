import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.count;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.max;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.min;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.sum;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.toConsecutiveSequences;

import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import ai.timefold.solver.core.api.score.stream.Joiners;
import ai.timefold.solver.core.api.score.stream.common.Sequence;
import ai.timefold.solver.core.api.score.stream.uni.UniConstraintStream;
import java.util.function.ToIntFunction;

/** The rules H1 to H10 and the terms of the penalty. What one duty breaks by itself is not among the open shifts at all. */
public class Rules implements ConstraintProvider {
    private static final HardSoftLongScore HARD = HardSoftLongScore.ONE_HARD;
    private static final HardSoftLongScore SOFT = HardSoftLongScore.ONE_SOFT;

    /** The one instance of this run; set before the solver is built. */
    static Instance instance;

    @Override
    public Constraint[] defineConstraints(ConstraintFactory from) {
        return new Constraint[] {
            overtimeOfTheMonth(from), weeklyRest(from), daysInARow(from), restBetweenShifts(from), minutesOfTheWeek(from),
            eveningsOfTheWeek(from), shortfall(from), pricesOfDuties(from), eveningsInARow(from),
            fair(from, "fair evenings", Duty::evening, officer -> officer.evenings, instance.price("fair_evening")),
            fair(from, "fair overtime", Duty::overtime, officer -> officer.overtime, instance.price("fair_overtime") / 60)};
    }

    private Constraint overtimeOfTheMonth(ConstraintFactory from) {
        return from.forEach(Duty.class)
                .groupBy(Duty::officer, sum(Duty::overtime))
                .filter((officer, minutes) -> minutes > officer.overtimeAllowed)
                .penalizeLong(HARD, (officer, minutes) -> hours(minutes - officer.overtimeAllowed))
                .asConstraint("H4 overtime");
    }

    private Constraint weeklyRest(ConstraintFactory from) {
        return from.forEach(Duty.class)
                .groupBy(Duty::week, count())
                .filter((week, worked) -> worked >= week.days)
                .penalizeLong(HARD, (week, worked) -> 1)
                .asConstraint("H5 weekly rest");
    }

    private Constraint daysInARow(ConstraintFactory from) {
        int longest = instance.limit("work_row");
        return runs(from.forEach(Duty.class))
                .filter(run -> run.getCount() > longest)
                .penalizeLong(HARD, run -> run.getCount() - longest)
                .asConstraint("H5 days in a row");
    }

    private Constraint restBetweenShifts(ConstraintFactory from) {
        int rest = instance.limit("rest");
        int afterChange = instance.limit("rest_change");
        return from.forEach(Duty.class)
                .join(Duty.class, Joiners.equal(Duty::officer), Joiners.equal(Duty::nextDay, Duty::day))
                .filter((duty, next) -> {
                    Instance.Shift first = duty.getShift();
                    Instance.Shift second = next.getShift();
                    return 1440 - first.end + second.start < (first.change || second.change ? afterChange : rest);
                })
                .penalizeLong(HARD, (duty, next) -> 1)
                .asConstraint("H6 rest between shifts");
    }

    private Constraint minutesOfTheWeek(ConstraintFactory from) {
        return from.forEach(Duty.class)
                .groupBy(Duty::week, sum(Duty::normal))
                .complement(Instance.Week.class, week -> 0)
                .filter((week, minutes) -> minutes < week.least || minutes > week.most)
                .penalizeLong(HARD, (week, minutes) -> hours(Math.max(week.least - minutes, minutes - week.most)))
                .asConstraint("H8 minutes of the week");
    }

    private Constraint eveningsOfTheWeek(ConstraintFactory from) {
        int most = instance.limit("evenings_week");
        return from.forEach(Duty.class)
                .groupBy(Duty::week, sum(Duty::evening))
                .filter((week, evenings) -> evenings > most)
                .penalizeLong(HARD, (week, evenings) -> evenings - most)
                .asConstraint("H9 evenings of the week");
    }

    private Constraint shortfall(ConstraintFactory from) {
        int groups = instance.groups.size();
        return from.forEach(Duty.class)
                .join(Instance.Counter.class, Joiners.equal(Duty::day, Instance.Counter::day),
                        Joiners.filtering((duty, counter) -> duty.getShift().blocks.contains(counter.block)))
                .groupBy((duty, counter) -> counter, Cover.of(groups))
                .complement(Instance.Counter.class, counter -> Cover.nobody(groups))
                .penalizeLong(SOFT, (counter, cover) -> cover.shortfall(counter, instance.groups))
                .asConstraint("shortfall");
    }

    private Constraint pricesOfDuties(ConstraintFactory from) {
        return from.forEach(Duty.class)
                .filter(duty -> duty.price() != 0)
                .impactLong(SOFT, duty -> -duty.price())
                .asConstraint("overtime, wishes, changes");
    }

    private Constraint eveningsInARow(ConstraintFactory from) {
        int gentle = instance.limit("evening_row_soft");
        long price = instance.price("evening_row");
        return runs(from.forEach(Duty.class).filter(duty -> duty.getShift().evening))
                .filter(run -> run.getCount() > gentle)
                .penalizeLong(SOFT, run -> price * (run.getCount() - gentle))
                .asConstraint("evenings in a row");
    }

    /** The range between the highest and the lowest of those who are compared, history included. */
    private Constraint fair(ConstraintFactory from, String name, ToIntFunction<Duty> amount,
            ToIntFunction<Instance.Officer> history, long price) {
        return from.forEach(Duty.class)
                .groupBy(Duty::officer, sum(amount))
                .complement(Instance.Officer.class, officer -> 0)
                .filter((officer, worked) -> officer.compared)
                .map((officer, worked) -> worked + history.applyAsInt(officer))
                .groupBy(max(), min())
                .penalizeLong(SOFT, (highest, lowest) -> price * (highest - lowest))
                .asConstraint(name);
    }

    private static UniConstraintStream<Sequence<Duty, Integer>> runs(UniConstraintStream<Duty> duties) {
        return duties.groupBy(Duty::officer, toConsecutiveSequences(Duty::day))
                .flattenLast(chain -> chain.getConsecutiveSequences())
                .map((officer, run) -> run);
    }

    private static int hours(int minutes) {
        return (minutes + 59) / 60;
    }
}
