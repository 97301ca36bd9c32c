package vektra.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A command that assistants are offered.
 *
 * @param changes whether it is answered with a plan; a command that does not change anything is run at once
 * @param secret whether its result can hold secrets, which can then be asked for
 * @param without the options that they do not get
 */
record Offer(String command, boolean changes, boolean secret, Set<String> without) {
    /** What stands for the form of a result, which is JSON here, for the words of a person, and for what never ends. */
    private static final Set<String> NEVER = Set.of(
            "--json",
            "--dry-run",
            "--timeout",
            "--remote",
            "--help",
            "--confirm",
            "--reveal",
            "--tail",
            "--wait",
            "--format");

    /** All of them. What is missing runs for long, starts programs, is for one person's terminal, or concerns the whole home. */
    static final List<Offer> ALL = List.of(
            reads("status"),
            reads("addons:services"),
            reads("addons:options"),
            reads("addons:docs"),
            reads("addons:plans"),
            reads("addons:status"),
            reads("addons:logs"),
            reads("addons:doctor", "--fix", "--delete"),
            reads("addons"),
            readsSecrets("addons:info"),
            reads("addons:actions"),
            reads("apps"),
            reads("apps:info"),
            readsSecrets("config", "--shell", "--fish", "--dotenv", "--k8s-secret"),
            reads("releases"),
            readsSecrets("releases:info"),
            reads("backups"),
            reads("backups:schedules"),
            readsSecrets("drains"),
            readsSecrets("drains:info"),
            readsSecrets("logs"),
            reads("monitors:uptime"),
            reads("audit"),
            changes("addons:enable"),
            changes("addons:disable"),
            changes("addons:start"),
            changes("addons:stop"),
            changes("addons:restart"),
            changes("addons:bind"),
            changes("addons:unbind"),
            changes("addons:create"),
            changes("addons:attach"),
            changes("addons:detach"),
            changes("addons:promote"),
            changes("addons:rename"),
            changes("addons:upgrade"),
            changes("addons:downgrade"),
            changes("addons:rotate"),
            changes("addons:action"),
            changes("addons:destroy"),
            changes("apps:create"),
            changes("apps:rename"),
            changes("apps:clone"),
            changes("apps:destroy"),
            changes("config:set"),
            changes("config:unset"),
            changes("rollback"),
            changes("backups:now"),
            changes("backups:restore"),
            changes("backups:delete"),
            changes("backups:schedule", "--to"),
            changes("backups:unschedule"),
            changes("drains:add"),
            changes("drains:remove"),
            changes("resources:apply"));

    private static Offer reads(String command, String... without) {
        return new Offer(command, false, false, Set.copyOf(Arrays.asList(without)));
    }

    private static Offer readsSecrets(String command, String... without) {
        return new Offer(command, false, true, Set.copyOf(Arrays.asList(without)));
    }

    private static Offer changes(String command, String... without) {
        return new Offer(command, true, false, Set.copyOf(Arrays.asList(without)));
    }

    /** What assistants call it: their programs take no colons. */
    String tool() {
        return command.replace(':', '_').replace('-', '_');
    }

    boolean hides(String option) {
        return NEVER.contains(option) || without.contains(option);
    }
}
