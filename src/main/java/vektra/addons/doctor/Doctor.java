package vektra.addons.doctor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vektra.addons.Await;
import vektra.addons.core.Engine;
import vektra.addons.core.History;
import vektra.addons.core.Noted;
import vektra.addons.core.Providers;
import vektra.addons.recovery.ArchiveHealth;
import vektra.model.name.AppName;
import vektra.model.text.VektraException;
import vektra.spi.Deed;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;
import vektra.spi.Shelf;
import vektra.spi.Store;

/** Compares what the store says with the home's files, the servers and the apps' variables, and fixes what differs. */
public record Doctor(
        Engine engine,
        Store store,
        Providers providers,
        ServerLauncher launcher,
        Shelf shelf,
        Progress progress,
        History history,
        Noted noted,
        Await await) {
    static final String COMMAND = "addons:doctor";

    /** A fix may bring the next problem to light, such as a taken port behind a folder that moved. */
    private static final int ROUNDS = 4;

    /** What the audit says of a fix, beside what it changes. */
    static Deed deed(Finding.What what) {
        return Deed.of(COMMAND).with("fix", what.name().toLowerCase(Locale.ROOT));
    }

    /**
     * What is asked of the doctor.
     *
     * @param app the only app to look at, with the servers it uses; null for the whole home
     * @param fix whether to fix what is found
     * @param delete the name of something with data that no add-on knows and that may be deleted; null for nothing
     * @param confirm the name of the server whose missing data folder may be made again, empty; null for none
     */
    public record Request(
            @Nullable AppName app,
            boolean fix,
            @Nullable String delete,
            @Nullable String confirm) {}

    /**
     * A finding and whether it was fixed.
     *
     * @param fixed whether a second look did not find it any more
     * @param problem why it could not be fixed; null when that was not tried, or did not fail
     */
    public record Treated(
            Finding finding, boolean fixed, @Nullable VektraException problem) {}

    /** One family of what can be wrong. */
    interface Check {
        List<Finding> findings(Visit visit);
    }

    /** Looks at everything, in an order in which each check may rely on what those before it fixed. */
    public List<Treated> visit(Request request) {
        if (request.app() != null) {
            engine.lookup().app(request.app());
        }
        settle();
        Visit visit = new Visit(engine, providers, progress, request.app(), request.confirm());
        ToDelete toDelete = new ToDelete(request.delete());
        List<Check> checks = List.of(
                new HomeCheck(store, history, noted),
                new ReservationCheck(engine),
                new ServerCheck(engine, launcher, progress, noted),
                new JournalCheck(engine, store, noted),
                new ProvisioningCheck(engine, await),
                new ResourceCheck(engine, progress),
                new StorageCheck(engine),
                new CapacityCheck(store, launcher),
                new ExpiryCheck(engine, history),
                new ScheduleCheck(engine, history),
                new BackupCheck(shelf),
                new ArchiveCheck(new ArchiveHealth(engine, providers), progress, history),
                new StrayCheck(engine, toDelete),
                new StrayFolderCheck(engine, providers, launcher, toDelete),
                new VarsCheck(engine, history));
        List<Treated> all = new ArrayList<>();
        Set<String> reported = new HashSet<>();
        for (Check check : checks) {
            for (Treated treated : request.fix() ? fixed(check, visit) : seen(check, visit)) {
                if (reported.add(treated.finding().key())) {
                    all.add(treated);
                }
            }
        }
        toDelete.requireFound();
        return all;
    }

    private void settle() {
        try {
            engine.settle();
        } catch (VektraException e) {
            // what cannot be settled stays in the journal, and is found there
        }
    }

    private static List<Treated> seen(Check check, Visit visit) {
        return look(check, visit).stream()
                .map(finding -> new Treated(finding, false, null))
                .toList();
    }

    private static List<Finding> look(Check check, Visit visit) {
        return Finding.guarded(null, null, () -> check.findings(visit));
    }

    private static List<Treated> fixed(Check check, Visit visit) {
        Map<String, Finding> found = new LinkedHashMap<>();
        Map<String, VektraException> problem = new LinkedHashMap<>();
        List<Finding> now = look(check, visit);
        now.forEach(finding -> found.put(finding.key(), finding));
        Set<String> tried = new HashSet<>();
        for (int round = 0; round < ROUNDS && treat(now, tried, problem); round++) {
            visit.changed();
            now = look(check, visit);
            now.forEach(finding -> found.putIfAbsent(finding.key(), finding));
        }
        List<String> left = now.stream().map(Finding::key).toList();
        return found.values().stream()
                .map(finding -> new Treated(finding, !left.contains(finding.key()), problem.get(finding.key())))
                .toList();
    }

    /** Applies every remedy that was not tried yet, one of several findings once; returns whether there was any. */
    private static boolean treat(List<Finding> findings, Set<String> tried, Map<String, VektraException> problem) {
        Map<Finding.Remedy, Optional<VektraException>> applied = new HashMap<>();
        for (Finding finding : findings) {
            Finding.Remedy remedy = finding.remedy();
            if (remedy != null && tried.add(finding.key())) {
                applied.computeIfAbsent(remedy, Doctor::failure).ifPresent(e -> problem.put(finding.key(), e));
            }
        }
        return !applied.isEmpty();
    }

    private static Optional<VektraException> failure(Finding.Remedy remedy) {
        try {
            remedy.apply();
            return Optional.empty();
        } catch (VektraException e) {
            return Optional.of(e);
        }
    }
}
