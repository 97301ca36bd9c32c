package vektra.spi;

import java.util.Optional;

/**
 * What a provider can do beyond what every provider can. What wraps a provider makes its own by {@link #answeredBy}, which
 * takes a wrapper of each of them: a new ability that a wrapper does not know breaks the build and is never dropped.
 */
public record Abilities(
        Optional<Ability.Reload> reload,
        Optional<Ability.Cautions> cautions,
        Optional<Ability.Checks> checks,
        Optional<Ability.Movable> movable,
        Optional<Ability.Backups> backups,
        Optional<Ability.Spares> spares,
        Optional<Ability.Actions> actions,
        Optional<Ability.Shell> shell,
        Optional<Ability.Forms> forms) {

    public Abilities {
        if (backups.isPresent() && movable.isEmpty()) {
            throw new IllegalArgumentException("backups are of data that can be moved");
        }
    }

    /** Those that a provider itself implements. */
    public static Abilities of(AddonProvider provider) {
        return new Abilities(
                of(provider, Ability.Reload.class),
                of(provider, Ability.Cautions.class),
                of(provider, Ability.Checks.class),
                of(provider, Ability.Movable.class),
                of(provider, Ability.Backups.class),
                of(provider, Ability.Spares.class),
                of(provider, Ability.Actions.class),
                of(provider, Ability.Shell.class),
                of(provider, Ability.Forms.class));
    }

    /** The same abilities, no more and no fewer, each of them the wrapper's. */
    public <
                    W extends
                            Ability.Reload & Ability.Cautions & Ability.Checks & Ability.Movable & Ability.Backups
                                    & Ability.Spares & Ability.Actions & Ability.Shell & Ability.Forms>
            Abilities answeredBy(W wrapper) {
        return new Abilities(
                reload.map(any -> wrapper),
                cautions.map(any -> wrapper),
                checks.map(any -> wrapper),
                movable.map(any -> wrapper),
                backups.map(any -> wrapper),
                spares.map(any -> wrapper),
                actions.map(any -> wrapper),
                shell.map(any -> wrapper),
                forms.map(any -> wrapper));
    }

    private static <A> Optional<A> of(AddonProvider provider, Class<A> ability) {
        return ability.isInstance(provider) ? Optional.of(ability.cast(provider)) : Optional.empty();
    }
}
