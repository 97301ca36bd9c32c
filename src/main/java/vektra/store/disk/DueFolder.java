package vektra.store.disk;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.model.addon.Addon;
import vektra.model.addon.Former;
import vektra.model.app.App;
import vektra.model.name.AddonName;
import vektra.model.service.EnabledService;
import vektra.model.service.Server;
import vektra.model.text.VektraException;
import vektra.spi.Agenda.Due;

/**
 * {@code due/<milliseconds since 1970>-<add-on>}: an empty file for each moment at which something ends, so that a
 * command finds what is over without opening ten thousand apps.
 */
public final class DueFolder {
    private static final Pattern NAME = Pattern.compile("([0-9]{1,18})-(.+)");
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Path home;

    public DueFolder(Path home) {
        this.home = home;
    }

    public static String path(Due due) {
        return Paths.DUE + "/" + due.at().toEpochMilli() + "-" + due.addon();
    }

    /** The files that an app calls for. */
    public static Set<String> of(App app) {
        Set<String> paths = new TreeSet<>();
        app.addons().forEach(addon -> paths.addAll(of(addon)));
        app.attachments()
                .forEach(attachment -> attachment
                        .retiring()
                        .forEach(old -> paths.add(path(new Due(old.until(), attachment.addon())))));
        return paths;
    }

    /** The files that an add-on itself calls for. */
    public static Set<String> of(Addon addon) {
        Set<String> paths = new TreeSet<>();
        Instant end = addon.expiresAt();
        if (end != null) {
            paths.add(path(new Due(end, addon.name())));
        }
        Former former = addon.former();
        if (former != null) {
            paths.add(path(new Due(former.until(), addon.name())));
        }
        paths.addAll(of(addon.server(), addon.name()));
        return paths;
    }

    /** The files that a service calls for, by its own name, which no add-on has. */
    public static Set<String> of(EnabledService service) {
        return of(service.server(), new AddonName(service.name().value()));
    }

    private static Set<String> of(@Nullable Server server, AddonName name) {
        Server.Former former = server == null ? null : server.former();
        return former == null ? Set.of() : Set.of(path(new Due(former.until(), name)));
    }

    List<Due> list(Instant now, boolean all) {
        Set<String> names = Disk.list(home.resolve(Paths.DUE));
        if (names.isEmpty()) {
            // as nearly always, and every command asks: the lambdas below would cost each its linking
            return List.of();
        }
        List<Due> due = new ArrayList<>();
        for (String name : names) {
            read(name)
                    .filter(one -> !one.at().isAfter(now) && (all || !isPutOff(one)))
                    .ifPresent(due::add);
        }
        due.sort(Comparator.comparing(Due::at));
        return due;
    }

    /** Whether anything ends at all. */
    boolean isUsed() {
        return !Disk.list(home.resolve(Paths.DUE)).isEmpty()
                || !Disk.list(home.resolve(Paths.BACKUPS).resolve(Paths.DESTROYED))
                        .isEmpty();
    }

    /** What a file is for, by its name. */
    public static Optional<Due> read(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            Instant at = Instant.ofEpochMilli(Long.parseLong(parts.group(1)));
            return Optional.of(new Due(at, new AddonName(parts.group(2))));
        } catch (VektraException | DateTimeException e) {
            // such a name cannot be ours
            return Optional.empty();
        }
    }

    void putOff(Due due) {
        Disk.touch(home.resolve(path(due)), Instant.now().plus(PAUSE));
    }

    void forget(Due due) {
        Disk.delete(home.resolve(path(due)));
    }

    /** A time further off than it is ever put off was written before the clock was set back, and counts for nothing. */
    private boolean isPutOff(Due due) {
        Instant until = Disk.modified(home.resolve(path(due)));
        Instant now = Instant.now();
        return until.isAfter(now) && until.isBefore(now.plus(PAUSE.multipliedBy(2)));
    }
}
