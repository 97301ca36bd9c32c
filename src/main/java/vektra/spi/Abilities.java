package vektra.spi;

import java.util.Optional;
import java.util.stream.Stream;
import vektra.model.addon.Resource;
import vektra.model.service.Server;

/**
 * What a provider can do beyond what every provider can. What wraps a provider makes its own by {@link #answeredBy}, which
 * takes a wrapper of each of them: a new ability that a wrapper does not know breaks the build and is never dropped.
 */
public record Abilities(
        Optional<Ability.Reload> reload,
        Optional<Ability.Capacity> capacity,
        Optional<Ability.Cautions> cautions,
        Optional<Ability.Checks> checks,
        Optional<Ability.Monitored> monitored,
        Optional<Ability.Movable> movable,
        Optional<Ability.Upgradable> upgradable,
        Optional<Ability.Backups> backups,
        Optional<Ability.Archives> archives,
        Optional<Ability.Portable> portable,
        Optional<Ability.Spares> spares,
        Optional<Ability.Actions> actions,
        Optional<Ability.Shell> shell,
        Optional<Ability.Forms> forms) {

    public Abilities {
        if ((backups.isPresent() || portable.isPresent() || upgradable.isPresent()) && movable.isEmpty()) {
            throw new IllegalArgumentException("backups, exports and upgrades are of data that can be moved");
        }
    }

    /** Those that the parts of a provider implement, of which itself may be one; each ability is of one part at most. */
    public static Abilities of(Object... parts) {
        return new Abilities(
                of(Ability.Reload.class, parts),
                of(Ability.Capacity.class, parts),
                of(Ability.Cautions.class, parts),
                of(Ability.Checks.class, parts),
                of(Ability.Monitored.class, parts),
                of(Ability.Movable.class, parts),
                of(Ability.Upgradable.class, parts),
                of(Ability.Backups.class, parts),
                of(Ability.Archives.class, parts),
                of(Ability.Portable.class, parts),
                of(Ability.Spares.class, parts),
                of(Ability.Actions.class, parts),
                of(Ability.Shell.class, parts),
                of(Ability.Forms.class, parts));
    }

    /** The same abilities, no more and no fewer, each of them the wrapper's. */
    public <
                    W extends
                            Ability.Reload & Ability.Capacity & Ability.Cautions & Ability.Checks & Ability.Monitored
                                    & Ability.Movable & Ability.Upgradable & Ability.Backups & Ability.Archives
                                    & Ability.Portable & Ability.Spares & Ability.Actions & Ability.Shell
                                    & Ability.Forms>
            Abilities answeredBy(W wrapper) {
        return new Abilities(
                reload.map(any -> wrapper),
                capacity.map(any -> wrapper),
                cautions.map(any -> wrapper),
                checks.map(any -> wrapper),
                monitored.map(any -> wrapper),
                movable.map(any -> wrapper),
                upgradable.map(any -> wrapper),
                backups.map(any -> wrapper),
                archives.map(any -> wrapper),
                portable.map(any -> wrapper),
                spares.map(any -> wrapper),
                actions.map(any -> wrapper),
                shell.map(any -> wrapper),
                forms.map(any -> wrapper));
    }

    /** Exchanges what two resources hold, by whichever ability promises it. */
    public void exchange(Server server, Resource one, Resource other) {
        portable.ifPresentOrElse(
                able -> able.exchange(server, one, other),
                () -> backups.orElseThrow().exchange(server, one, other));
    }

    private static <A> Optional<A> of(Class<A> ability, Object... parts) {
        return Stream.of(parts).filter(ability::isInstance).map(ability::cast).reduce((one, other) -> {
            throw new IllegalArgumentException(ability.getSimpleName() + " is of two parts");
        });
    }
}
