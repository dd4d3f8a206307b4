import ai.timefold.solver.core.api.solver.Solver;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.solver.SolverConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Timefold on a commune instance with its defaults: {@code Main INSTANCE SECONDS FOLDER SEED}.
 *
 * Leaves in the folder what the other peers leave: the roster at 10, 30, 60 and 120 s and at the end, and peer.json.
 */
public final class Main {
    private static final int[] MOMENTS = {10, 30, 60, 120};

    record Incumbent(double wall, double cpu, double objective, String roster) {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[2]);
        double seconds = Double.parseDouble(arguments[1]);
        Rules.instance = new Instance(Files.readString(Path.of(arguments[0])));
        // The published duties that nobody keeps; those that are kept come back with the price of the duty.
        long lost = Rules.instance.published * Rules.instance.price("change");
        Solver<Plan> solver = SolverFactory.<Plan>create(new SolverConfig()
                .withSolutionClass(Plan.class)
                .withEntityClasses(Duty.class)
                .withConstraintProviderClass(Rules.class)
                .withRandomSeed(Long.parseLong(arguments[3]))
                .withTerminationSpentLimit(Duration.ofMillis(Math.round(1000 * seconds)))).buildSolver();
        List<Incumbent> found = new ArrayList<>();
        long started = System.nanoTime();
        double cpuBefore = cpu();
        solver.addEventListener(event -> {
            Plan plan = event.getNewBestSolution();
            if (plan.score.isFeasible()) {
                found.add(new Incumbent((System.nanoTime() - started) / 1e9, cpu() - cpuBefore,
                        (lost - plan.score.softScore()) / (double) Instance.SCALE, roster(plan)));
            }
        });
        solver.solve(new Plan(Rules.instance));
        double wall = (System.nanoTime() - started) / 1e9;
        double spent = cpu() - cpuBefore;
        Files.createDirectories(folder);
        for (int moment : MOMENTS) {
            if (moment <= seconds) write(folder.resolve(moment + ".csv"), found, moment);
        }
        write(folder.resolve("end.csv"), found, Double.MAX_VALUE);
        List<String> improvements = new ArrayList<>();
        for (Incumbent each : found) {
            improvements.add(String.format(Locale.ROOT, "{\"wall\": %.2f, \"cpu\": %.2f, \"objective\": %.4f}",
                    each.wall, each.cpu, each.objective));
        }
        String version = Solver.class.getPackage().getImplementationVersion();
        Files.writeString(folder.resolve("peer.json"), String.format(Locale.ROOT,
                "{\"improvements\": [%s], \"wall\": %f, \"cpu\": %f, \"solver\": \"Timefold %s\", \"proven\": false, \"bound\": null}%n",
                String.join(", ", improvements), wall, spent, version == null ? "" : version));
    }

    private static void write(Path file, List<Incumbent> found, double until) throws IOException {
        Incumbent last = null;
        for (Incumbent each : found) if (each.wall <= until) last = each;
        if (last != null) Files.writeString(file, last.roster);
    }

    private static String roster(Plan plan) {
        StringBuilder lines = new StringBuilder("officer,day,shift\n");
        for (Duty duty : plan.duties) {
            if (duty.getShift() != null) {
                lines.append(duty.officer.code).append(',').append(duty.day).append(',').append(duty.getShift().code).append('\n');
            }
        }
        return lines.toString();
    }

    /** CPU seconds of this process, the compiler and the garbage collector included. */
    private static double cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }
}
