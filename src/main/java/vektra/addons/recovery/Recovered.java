package vektra.addons.recovery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vektra.addons.data.Filling;
import vektra.model.Failpoint;
import vektra.model.addon.Addon;
import vektra.model.addon.Step;
import vektra.model.service.Archive;
import vektra.model.service.Server;
import vektra.model.service.ServerOptions;
import vektra.model.service.Software;
import vektra.model.service.VersionNumber;
import vektra.model.text.Secret;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;

/**
 * Fills an add-on with the data that another one had at a moment: they are copied from a server that is made of the archive for
 * that, and deleted afterwards.
 *
 * @param id of that server
 * @param of the server that the other one is on
 */
record Recovered(
        String id,
        Addon source,
        Server of,
        Archive.Base base,
        Instant at,
        AddonProvider provider,
        ServerLauncher launcher,
        Progress progress)
        implements Filling {
    @Override
    public List<Step> leftovers(Addon addon) {
        return List.of(Step.removeServer(Server.planned(id, source.service())));
    }

    @Override
    public void fill(Server to, Addon addon) {
        progress.doing("unpacking the base backup of " + Shown.time(base.finishedAt()));
        Server recovered = launcher.create(wanted(), able().recovering(of, base, at));
        Failpoint.reached("recovery: server made");
        progress.doing("bringing the data of " + of.id() + " to " + Shown.time(at));
        recover(recovered);
        Failpoint.reached("recovery: server at its moment");
        progress.doing("copying " + source.name());
        Ability.Movable movable = provider.abilities().movable().orElseThrow();
        movable.shut(recovered, source.resource());
        movable.copy(recovered, source.resource(), to, addon.resource());
        Failpoint.reached("recovery: data copied");
    }

    /** That nothing was written after a moment shows only at the end of the archive, where the server gives up. */
    private void recover(Server recovered) {
        try {
            launcher.ensureRunning(recovered, able().recovering(of, base, at));
        } catch (VektraException e) {
            if (!able().isExhausted(base, log(recovered))) {
                throw e;
            }
            launcher.ensureRunning(recovered, able().recovering(of, base, null));
        }
    }

    private Ability.Archives able() {
        return provider.abilities().archives().orElseThrow();
    }

    private String log(Server recovered) {
        Path log = launcher.log(recovered);
        try {
            return Files.readString(log, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /** Of the version that wrote the data, which is another one than that of the server now where that was upgraded since. */
    private ServerLauncher.Wanted wanted() {
        Map<String, String> options = new TreeMap<>(of.alone().options());
        options.remove(ServerOptions.FROM);
        return new ServerLauncher.Wanted(id, source.service(), from(), null, base.version(), options, new Secret(""));
    }

    /** That of the server, unless its software is of another version. */
    private @Nullable String from() {
        return Optional.ofNullable(of.software())
                .filter(software -> new VersionNumber(software.version()).isOf(new VersionNumber(base.version())))
                .map(Software::source)
                .orElse(null);
    }
}
