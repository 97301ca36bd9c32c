package vektra.cli;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import vektra.addons.Inventory;
import vektra.addons.core.Resolver;
import vektra.addons.verbs.Verbs;
import vektra.model.Token;
import vektra.model.name.AppName;
import vektra.model.text.Kind;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/**
 * Checks what a command names against a token that is limited to some apps: these apps, and what they own. Anything else is
 * reported as if it did not exist.
 */
record OwnApps(Token token, Supplier<Verbs> verbs) {
    private static final String APP = "--app";
    private static final Set<String> WIDER = Set.of("--all", "--rack");

    /** Those about attachments, which are the app's own also where the add-on is not: their words mean nothing else. */
    private static final Set<String> OF_ATTACHMENTS = Set.of("addons:detach", "addons:promote", "addons:unbind");

    private static final String ATTACH = "addons:attach";
    private static final Pattern NUMBER = Pattern.compile("/[0-9]{1,9}$");

    /** @param place the app used if the command names none; null if there is none */
    void check(Commands.Entry entry, ParseResult parsed, @Nullable String place) {
        if (!entry.is(Trait.FOR_APP)) {
            throw limited(entry.name());
        }
        if (parsed.commandSpec().findOption(APP) == null) {
            return;
        }
        WIDER.stream().filter(parsed::hasMatchedOption).findFirst().ifPresent(option -> {
            throw limited(entry.name() + " with " + option);
        });
        OptionSpec given = parsed.matchedOption(APP);
        String typed = given == null ? place : given.stringValues().get(0);
        if (typed == null || typed.isEmpty()) {
            throw VektraException.invalid("no app given", "use -a APP, or set VEKTRA_APP");
        }
        AppName app = new AppName(typed);
        if (!token.reaches(app) || verbs.get().apps().find(app).isEmpty()) {
            throw VektraException.notFound("no app " + Shown.quoted(typed), "see: vektra apps");
        }
        parsed.matchedOptions().forEach(option -> checkWords(entry, option, app));
        parsed.matchedPositionals().forEach(positional -> checkWords(entry, positional, app));
    }

    private VektraException limited(String what) {
        return VektraException.conflict(
                what + " needs a token for all apps; " + token.name() + " is limited to "
                        + token.apps().stream().map(AppName::value).collect(Collectors.joining(", ")),
                "use a token without --apps");
    }

    private void checkWords(Commands.Entry entry, ArgSpec argument, AppName app) {
        for (String word : argument.stringValues()) {
            switch (argument.paramLabel()) {
                case "BACKUP" -> checkBackup(word, app);
                case "ADDON", "ATTACHMENT" -> checkAddon(entry, word, app);
                case "SERVICE" -> {
                    if (argument instanceof PositionalParamSpec) {
                        checkAddon(entry, word, app);
                    }
                }
                default -> {}
            }
        }
    }

    private void checkAddon(Commands.Entry entry, String word, AppName app) {
        if (OF_ATTACHMENTS.contains(entry.name())) {
            return;
        }
        Optional<Inventory.Row> found = found(word, app);
        boolean own = found.filter(row -> token.reaches(row.owner())).isPresent();
        boolean borrowed = !own
                && found.filter(row -> verbs.get().inventory().uses(row.addon().name()).stream()
                                .anyMatch(use -> use.app().equals(app)))
                        .isPresent();
        if (borrowed && !entry.name().equals(ATTACH)) {
            throw VektraException.conflict(
                    entry.name() + " needs a token for the app that owns "
                            + found.orElseThrow().addon().name(),
                    null);
        }
        if (!own && !borrowed) {
            throw none(word, app);
        }
    }

    private Optional<Inventory.Row> found(String word, AppName app) {
        int of = word.indexOf(Resolver.OF_APP);
        String named = of < 0 ? app.value() : word.substring(0, of);
        if (!AppName.isValid(named) || !token.reaches(new AppName(named))) {
            return Optional.empty();
        }
        try {
            return Optional.of(verbs.get().inventory().find(word, app));
        } catch (VektraException e) {
            if (e.kind() == Kind.CONFLICT) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static VektraException none(String word, AppName app) {
        return VektraException.notFound(
                "no add-on " + Shown.quoted(word) + " on " + app, "see: vektra addons -a " + app);
    }

    /** Includes the kept backups of an add-on that was destroyed. */
    private void checkBackup(String word, AppName app) {
        String addon = NUMBER.matcher(word).replaceFirst("");
        int of = addon.indexOf(Resolver.OF_APP);
        boolean reached = of < 0
                || (AppName.isValid(addon.substring(0, of)) && token.reaches(new AppName(addon.substring(0, of))));
        boolean own = reached && ofOwn(word, app);
        if (!own) {
            throw VektraException.notFound(
                    "no backup " + Shown.quoted(word) + " of " + app, "see: vektra backups -a " + app);
        }
    }

    private boolean ofOwn(String word, AppName app) {
        try {
            return token.reaches(
                    verbs.get().data().upkeep().search().newest(word, app).of().app());
        } catch (VektraException e) {
            if (e.kind() == Kind.CONFLICT) {
                throw e;
            }
            return false;
        }
    }
}
