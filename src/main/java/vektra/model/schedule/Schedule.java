package vektra.model.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.model.addon.Backup;
import vektra.model.addon.Drill;
import vektra.model.age.Recipient;
import vektra.model.name.Id;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/**
 * When backups of an add-on are made by themselves.
 *
 * @param addon by its id, which a rename leaves
 * @param to where copies go, and as what; null for nowhere
 * @param drills whether a backup is drilled each month
 */
public record Schedule(
        Id addon, Timing at, Keep keep, @Nullable Copies to, boolean drills, Runs runs) {
    private static final String MONTHLY = "monthly";
    private static final String NO_DRILLS = "off";

    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    /** One that begins at that moment. */
    public static Schedule of(Id addon, Timing at, Keep keep, @Nullable Copies to, boolean drills, Instant start) {
        return new Schedule(addon, at, keep, to, drills, Runs.since(start));
    }

    /** What is asked for, and when it is next to be done, as programs get it. */
    public Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("at", at.toString());
        fields.put("keep", keep.toString());
        fields.put("to", to == null ? null : to.to().shown());
        fields.put(
                "recipients",
                to == null
                        ? List.of()
                        : to.recipients().stream().map(Recipient::text).toList());
        fields.put("drill", drillsWord());
        fields.put("next_at", nextAt().toString());
        return fields;
    }

    /** When something is to be done next: a failure is tried again before anything else. */
    public Instant nextAt() {
        Instant failedAt = runs.failedAt();
        if (failedAt != null) {
            return Runs.again(failedAt, runs.failures());
        }
        return runs.made().stream().allMatch(Runs.Made::copied) ? at.next(runs.done()) : runs.done();
    }

    /** When something was last done or tried. */
    public Instant lastAt() {
        Instant failedAt = runs.failedAt();
        return failedAt == null || failedAt.isBefore(runs.done()) ? runs.done() : failedAt;
    }

    public boolean isDue(Instant now) {
        return isDue(nextAt(), lastAt(), now);
    }

    /** Whether something is to be done at that moment: also where the clock was far ahead when something was last done. */
    public static boolean isDue(Instant nextAt, Instant lastAt, Instant now) {
        return !nextAt.isAfter(now) || lastAt.isAfter(now.plus(CLOCKS_DIFFER));
    }

    /** Whether that is a backup, not only the copy of one; however many were missed, it is one. */
    public boolean isBackupDue(Instant now) {
        return isDue(at.next(runs.done()), runs.done(), now);
    }

    /** Whether both say the same, however far they are. */
    public boolean isAs(Schedule other) {
        return at.equals(other.at) && keep.equals(other.keep) && Objects.equals(to, other.to) && drills == other.drills;
    }

    /**
     * With the settings of another one. The backups that were made by this remain its own; to another place none of them is
     * copied, and the copies that are in the former one stay there.
     */
    public Schedule changed(Schedule other) {
        boolean stays = to != null && other.to != null && to.to().isSamePlace(other.to.to());
        List<Runs.Made> made = runs.made().stream()
                .map(one -> new Runs.Made(one.number(), one.startedAt(), one.copied() || !stays))
                .toList();
        Runs next = other.runs.with(made).drilled(runs.drill());
        return other.with(stays ? next.copying(runs.copies()) : next);
    }

    public Schedule made(Backup backup, Instant now) {
        return with(runs.made(backup, to == null, now));
    }

    public Schedule failed(Instant now, String problem) {
        return with(runs.failed(now, problem));
    }

    public Schedule succeeded(Instant now) {
        return with(runs.succeeded(now));
    }

    /** The backups that were made by it, of all that there are. */
    public List<Backup> own(List<Backup> all) {
        return all.stream()
                .filter(backup -> runs.made().stream().anyMatch(one -> one.is(backup)))
                .toList();
    }

    /** Those of them that are to be copied. */
    public List<Backup> uncopied(List<Backup> all) {
        return all.stream()
                .filter(backup -> runs.made().stream().anyMatch(one -> one.is(backup) && !one.copied()))
                .toList();
    }

    /** With these of its backups alone. */
    public Schedule keeping(List<Backup> some) {
        return with(runs.with(runs.made().stream()
                .filter(one -> some.stream().anyMatch(one::is))
                .toList()));
    }

    /** With a copy that is begun: however that goes, it is known what may lie at the destination. */
    public Schedule copying(Backup backup) {
        return with(copy(backup, false));
    }

    private Runs copy(Backup backup, boolean whole) {
        if (to == null || !to.to().lists()) {
            return runs;
        }
        String name = to.name(backup);
        return runs.copying(Stream.concat(
                        runs.copies().stream().filter(one -> !one.name().equals(name)),
                        Stream.of(new Runs.Copy(name, backup.startedAt(), whole)))
                .toList());
    }

    /** The copies that need not stay once nothing is left to be copied: then one that is not whole will never be. */
    public List<Runs.Copy> superfluousCopies() {
        List<Runs.Copy> whole = runs.copies().stream().filter(Runs.Copy::whole).toList();
        Set<Runs.Copy> superfluous = keep.superfluousCopies(whole, at.zone());
        return runs.copies().stream()
                .filter(copy -> !copy.whole() || superfluous.contains(copy))
                .toList();
    }

    /** Without a copy that was deleted. */
    public Schedule without(Runs.Copy copy) {
        return with(runs.copying(
                runs.copies().stream().filter(one -> !one.equals(copy)).toList()));
    }

    public Schedule copied(Backup backup) {
        return with(copy(backup, true)
                .with(runs.made().stream()
                        .map(one -> one.is(backup) ? new Runs.Made(one.number(), one.startedAt(), true) : one)
                        .toList()));
    }

    /** Reads whether there are drills; another word is INVALID. */
    public static boolean drills(String word) {
        return switch (word) {
            case MONTHLY -> true;
            case NO_DRILLS -> false;
            default ->
                throw VektraException.invalid(
                        Shown.quoted(word) + " does not say when to drill", MONTHLY + ", or: " + NO_DRILLS);
        };
    }

    /** The same as a word. */
    public String drillsWord() {
        return drills ? MONTHLY : NO_DRILLS;
    }

    /** When a backup that is made is drilled, too: the first, one a month later, and one a day after a drill that failed. */
    public boolean isDrillDue(Instant now) {
        Drill last = runs.drill();
        return drills && (last == null || isDue(last.at().plus(last.problem() == null ? MONTH : DAY), last.at(), now));
    }

    /** Whether none was drilled for two months, although one is each month. */
    public boolean lacksDrills(Instant now) {
        Drill last = runs.drill();
        return drills && last != null && last.at().plus(MONTH).plus(MONTH).isBefore(now);
    }

    /** What fails at it now; empty where nothing does. */
    public Optional<String> problem() {
        if (runs.failures() > 0) {
            return Optional.of("failed " + Shown.counted(runs.failures(), "time") + ": " + runs.problem());
        }
        return Optional.ofNullable(runs.drill()).map(Drill::problem).map(why -> "the drill failed: " + why);
    }

    public Schedule drilled(Drill last) {
        return with(runs.drilled(last));
    }

    /** Its settings, without anything that may be secret. */
    @Override
    public String toString() {
        return at + ", keep " + keep + (to == null ? "" : ", to " + to.shown()) + (drills ? "" : ", no drills");
    }

    private Schedule with(Runs other) {
        return new Schedule(addon, at, keep, to, drills, other);
    }
}
