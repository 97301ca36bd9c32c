package vektra.addons.services;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.core.History;
import vektra.model.Failpoint;
import vektra.model.addon.Resource;
import vektra.model.addon.Step;
import vektra.model.service.Server;
import vektra.model.service.ServerOptions;
import vektra.model.service.Software;
import vektra.spi.Ability;
import vektra.spi.AddonProvider;
import vektra.spi.Deed;
import vektra.spi.Progress;
import vektra.spi.ServerLauncher;
import vektra.spi.ServerLauncher.Bundled;

/**
 * One upgrade, carried out. Data of the new version are made in a folder beside the server's, by a server of their own. Then
 * the old data leave the server's folder: from there on no process can start it, and no app reaches it, until the commit
 * says which of the two come back into the folder.
 */
final class Upgrading {
    private static final Duration KEPT = Duration.ofDays(7);

    private final UpgradeSite site;
    private final ServerLauncher launcher;
    private final AddonProvider provider;
    private final Progress progress;
    private final History history;
    private final Able able;
    private Server now;

    /** How the data of a service move. */
    record Able(Ability.Upgradable upgradable, Ability.Movable movable) {}

    Upgrading(
            UpgradeSite site,
            ServerLauncher launcher,
            AddonProvider provider,
            Progress progress,
            History history,
            Able able) {
        this.site = site;
        this.launcher = launcher;
        this.provider = provider;
        this.progress = progress;
        this.history = history;
        this.able = able;
        this.now = site.server();
    }

    /** The server as it is after it. */
    Server now() {
        return now;
    }

    /** Upgrades it; returns how long apps were kept out. */
    Duration to(Bundled target, String what, Duration estimate) {
        Server old = site.server();
        launcher.ensureRunning(old, provider);
        List<Resource> holds = there(old);
        able.upgradable().requireUpgradable(old, holds, null);
        holds.forEach(resource -> able.movable().requireCopyable(old, resource));
        site.session().begin(UpgradeServer.COMMAND, List.of(Step.removeServer(old.next()), Step.takeBack(old)));
        Server next = made(old, target);
        able.upgradable().requireUpgradable(old, holds, next);
        long start = System.nanoTime();
        progress.doing("stopping " + what + " (version " + old.version() + "); its apps are kept out for some "
                + estimate.toSeconds() + " s");
        Server aside = launcher.handOver(old.alone(), old.beside().id(), provider);
        Failpoint.reached("upgrade: data set aside");
        launcher.ensureRunning(aside, provider);
        carry(holds, aside, next);
        launcher.stop(next, provider);
        launcher.stop(aside, provider);
        Failpoint.reached("upgrade: both stopped");
        Software software = known(next);
        commit(
                old.running(software, next.version(), kept(old)),
                Step.Action.TAKE_NEXT,
                "upgraded to " + next.version());
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Goes back to what is kept; returns how long apps were kept out. */
    Duration back(Server.Former former, String what) {
        Server server = site.server();
        long start = System.nanoTime();
        site.session().begin(UpgradeServer.COMMAND, List.of(Step.takeNext(server)));
        progress.doing("going back to version " + former.version() + " of " + what);
        launcher.handOver(server, server.next().id(), provider);
        Failpoint.reached("upgrade: data set aside");
        Server before = server.running(former.software(), former.version(), kept(server));
        commit(before, Step.Action.TAKE_BACK, "went back to " + former.version());
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void commit(Server changed, Step.Action finish, String outcome) {
        Deed deed =
                Servers.of(Deed.of(UpgradeServer.COMMAND), changed, site.own()).with("outcome", outcome);
        Step step = finish == Step.Action.TAKE_NEXT ? Step.takeNext(changed) : Step.takeBack(changed);
        site.session().commit(deed, List.of(site.record().apply(changed)), List.of(step));
        now = changed;
    }

    private Server.Former kept(Server server) {
        return new Server.Former(
                known(server), server.version(), history.now(), history.now().plus(KEPT));
    }

    private static Software known(Server server) {
        @Nullable Software software = server.software();
        if (software == null) {
            throw new IllegalStateException("a managed server runs software");
        }
        return software;
    }

    /** What was not made to its end, or is gone, is left as it is. */
    private List<Resource> there(Server server) {
        return site.look().holds().stream()
                .filter(resource -> provider.inspect(server, resource).exists())
                .toList();
    }

    /** A server of the new version, empty, beside the old one, which still serves. */
    private Server made(Server old, Bundled target) {
        progress.doing("creating data of version " + target.version());
        Map<String, String> options = new LinkedHashMap<>(old.alone().options());
        options.put(ServerOptions.FROM, target.source());
        Server wanted = old.next().withOptions(options);
        Server next = new NewServer(launcher, provider).started(wanted, target.version(), old.password());
        Failpoint.reached("upgrade: new server runs");
        return next;
    }

    private void carry(List<Resource> holds, Server from, Server to) {
        int done = 0;
        for (Resource resource : holds) {
            progress.doing("copying the data of " + resource.label() + " (" + ++done + " of " + holds.size() + ")");
            able.upgradable().follow(from, resource, to);
            Failpoint.reached("upgrade: users follow");
            able.movable().copy(from, resource, to, resource);
            Failpoint.reached("upgrade: data follow");
        }
    }
}
