package vektra.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.Enable;
import vektra.model.Secret;
import vektra.model.ServerOptions;
import vektra.model.Service;
import vektra.model.ServiceName;
import vektra.model.VektraException;

/** Turns a service on; its options are those that the service describes. */
final class AddonsEnable extends VektraCommand<Enable.Enabled> implements Changing {
    private final Param<ServiceName> service = argument("SERVICE", "such as postgres", ServiceName::new);
    private final Param<String> urlEnv = option("--url-env", "NAME", "take --url from this environment variable");
    private final Param<String> urlFile = option("--url-file", "FILE", "take --url from the first line of this file");
    private final Map<String, Param<String>> options = new LinkedHashMap<>();

    /** The command with the options of a service; null offers none, for a call that names no known service. */
    AddonsEnable(@Nullable Service described) {
        if (described != null) {
            described.options().forEach(option -> {
                String words = option.help()
                        + (option.defaultValue() == null ? "" : " (default: " + option.defaultValue() + ")");
                String label = option.type().name();
                options.put(option.name(), option("--" + option.name(), label, words.replace("%", "%%")));
            });
        }
    }

    @Override
    Enable.Enabled run(Invocation with) {
        Map<String, String> given = new LinkedHashMap<>();
        options.forEach((name, param) -> {
            String value = param.orNull();
            if (value != null) {
                given.put(name, value);
            }
        });
        Secret url = url(given.remove(ServerOptions.URL), with);
        return new Enable(with.home()).enable(service.get(), given, url);
    }

    private @Nullable Secret url(@Nullable String typed, Invocation with) {
        String variable = urlEnv.orNull();
        String file = urlFile.orNull();
        if (variable == null && file == null) {
            return typed == null ? null : new Secret(typed);
        }
        if (typed != null || (variable != null && file != null)) {
            throw VektraException.invalid("the URL was given twice", "use one of --url, --url-env, --url-file");
        }
        String value = file == null ? with.environment().getOrDefault(variable, "") : firstLine(Path.of(file));
        if (value.isEmpty()) {
            throw VektraException.invalid("no URL in " + (file == null ? "$" + variable : file), "it must hold one");
        }
        return new Secret(value);
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new VektraException(
                    vektra.model.Kind.INVALID, "cannot read " + file, "name a file that holds the URL", e);
        }
    }

    @Override
    void print(Enable.Enabled result, Output out) {
        String where =
                result.service().name() + " at " + result.service().server().host() + " (version "
                        + result.service().server().version() + ")";
        switch (result.outcome()) {
            case ENABLED -> out.line("Enabled " + where);
            case UNCHANGED -> out.line("Nothing to do: " + where + " is enabled already");
            case CHANGED -> out.line("Changed " + where + changes(result));
            case RESTART_NEEDED ->
                out.line("Changed " + where + changes(result) + "; in force after: vektra addons:restart "
                        + result.service().name());
        }
        listening(result, out);
        out.next("Next: vektra addons:bind " + result.service().name() + " -a APP");
    }

    /** An address that others can reach is said out loud. */
    private static void listening(Enable.Enabled result, Output out) {
        String listen = result.service().server().option(ServerOptions.LISTEN);
        if (!listen.isEmpty() && !List.of("127.0.0.1", "::1", "localhost").contains(listen)) {
            out.say("Warning: " + result.service().name() + " listens on " + listen
                    + ": whoever reaches that address can try to log in");
        }
    }

    private static String changes(Enable.Enabled result) {
        List<String> changes = result.changed().entrySet().stream()
                .map(change -> "--" + change.getKey() + " " + change.getValue())
                .toList();
        return changes.isEmpty() ? "" : ": " + String.join(", ", changes);
    }

    @Override
    Object json(Enable.Enabled result) {
        return Views.map(
                "service",
                result.service().name().value(),
                "outcome",
                Views.word(result.outcome()),
                "changed",
                result.changed(),
                "server",
                Views.server(result.service().server()));
    }
}
