package vektra.provider.postgres.archive;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vektra.model.service.Archive.Base;
import vektra.model.service.HostPort;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.provider.postgres.session.ServerUrl;
import vektra.spi.Place;
import vektra.spi.ServerRecipe;
import vektra.spi.SoftwareSource;

/**
 * A server whose data are a base backup, and which takes from the archive what was written afterwards. Nothing of it
 * stays, so it need not be safe from a crash.
 *
 * @param to null for the end of the archive
 */
record RecoveryRecipe(
        ServerRecipe usual, Server of, Base base, @Nullable Instant to) implements ServerRecipe {
    /** It does not know names of zones yet, not even Z. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS'+00'").withZone(ZoneOffset.UTC);

    private static final String UNPACK =
            "mkdir -m 700 \"$2\" && tar -xf \"$1/data.tar\" -C \"$2\" && cp \"$1/backup_label\""
                    + " \"$2/\" && : >\"$2/recovery.signal\"";

    @Override
    public List<SoftwareSource> sources() {
        return usual.sources();
    }

    @Override
    public boolean refusesRoot() {
        return usual.refusesRoot();
    }

    @Override
    public String stopSignal() {
        return usual.stopSignal();
    }

    /** Its roles are the other one's, the administrator too. */
    @Override
    public Secret adminUrl(HostPort address, Secret password) {
        return usual.adminUrl(address, ServerUrl.parse(of.adminUrl().reveal()).password());
    }

    @Override
    public void initialize(Layout layout, Place place) {
        place.run(List.of(
                "/bin/sh", "-c", UNPACK, "unpack", base.place(), cluster(layout).toString()));
    }

    @Override
    public void beforeStart(Layout layout, Place place) {
        usual.beforeStart(layout, place);
    }

    @Override
    public Optional<Tls> tls(Layout layout) {
        return usual.tls(layout);
    }

    @Override
    public void configureTls(Layout layout, Place place) {
        usual.configureTls(layout, place);
    }

    /** On the command line a setting wins over all files, also those of the copied data. */
    @Override
    public List<String> command(Layout layout) {
        List<String> command = new ArrayList<>(usual.command(layout));
        command.addAll(Recovery.restore(wal()));
        List<String> settings = new ArrayList<>(List.of(
                "archive_mode=off",
                // else it would need settings as large as the other's ever were
                "hot_standby=off",
                "recovery_target_timeline=current",
                "recovery_target_action=promote",
                "fsync=off",
                "full_page_writes=off"));
        if (to != null) {
            settings.add("recovery_target_time=" + TIME.format(to));
        }
        settings.forEach(setting -> command.addAll(List.of("-c", setting)));
        return command;
    }

    private Path wal() {
        Path bases = Objects.requireNonNull(Path.of(base.place()).getParent());
        return bases.resolveSibling("wal");
    }

    private static Path cluster(Layout layout) {
        return layout.data().resolve("cluster");
    }
}
