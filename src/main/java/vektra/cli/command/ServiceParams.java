package vektra.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vektra.model.logs.DrainOptions;
import vektra.model.service.Service;
import vektra.model.service.ServiceOption;
import vektra.model.text.Kind;
import vektra.model.text.Secret;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** The options that a service describes, on a command line; a secret one may come from the environment or a file instead. */
public final class ServiceParams {
    private final Map<String, Supplier<@Nullable Object>> plain = new LinkedHashMap<>();
    private final Map<String, SecretParam> secrets = new LinkedHashMap<>();

    /**
     * One value that not all users should see.
     *
     * @param typed null when it cannot be typed
     */
    private record SecretParam(
            String name, @Nullable Param<String> typed, Param<String> variable, Param<String> file) {}

    /**
     * Adds the options to a command.
     *
     * @param described null offers none but those for the URL
     * @param urlOption whether there is a {@code --url}; the command may take it as an argument
     */
    public ServiceParams(VektraCommand<?> command, @Nullable Service described, boolean urlOption) {
        List<ServiceOption> options = described == null ? List.of() : described.options();
        Param<String> url = null;
        for (ServiceOption option : options) {
            if (option.name().equals(DrainOptions.URL) && urlOption) {
                url = typed(command, option);
            }
        }
        secrets.put(DrainOptions.URL, secret(command, DrainOptions.URL, url));
        for (ServiceOption option : options) {
            if (described != null && described.shipsLogs() && DrainOptions.isSecret(option.name())) {
                secrets.put(option.name(), secret(command, option.name(), typed(command, option)));
            } else if (option.type() == ServiceOption.Type.FLAG) {
                plain.put(option.name(), command.choice("--" + option.name(), words(option))::orNull);
            } else if (!option.name().equals(DrainOptions.URL)) {
                plain.put(option.name(), typed(command, option)::orNull);
            }
        }
    }

    private static Param<String> typed(VektraCommand<?> command, ServiceOption option) {
        return command.option("--" + option.name(), option.type().name(), words(option));
    }

    private static String words(ServiceOption option) {
        String words =
                option.help() + (option.defaultValue() == null ? "" : " (default: " + option.defaultValue() + ")");
        return words.replace("%", "%%");
    }

    private static SecretParam secret(VektraCommand<?> command, String name, @Nullable Param<String> typed) {
        return new SecretParam(
                name,
                typed,
                command.option("--" + name + "-env", "NAME", "take --" + name + " from this environment variable"),
                command.option("--" + name + "-file", "FILE", "take --" + name + " from the first line of this file"));
    }

    /** What was given, but for what is secret. */
    public Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        plain.forEach((name, param) -> {
            Object value = param.get();
            if (value != null) {
                given.put(name, value.toString());
            }
        });
        return given;
    }

    /** The URL, or null. */
    @Nullable
    public Secret url(Invocation with) {
        return url(null, with);
    }

    /** The URL, which may have been typed as an argument, or null. */
    @Nullable
    public Secret url(@Nullable String argument, Invocation with) {
        SecretParam param = secrets.get(DrainOptions.URL);
        if (param == null) {
            throw new IllegalStateException("every service has a URL");
        }
        String typed = param.typed() == null ? argument : param.typed().orNull();
        return read(param, typed, with);
    }

    /** The token or key, or null. */
    @Nullable
    public Secret secret(Invocation with) {
        for (SecretParam param : secrets.values()) {
            if (!param.name().equals(DrainOptions.URL) && param.typed() != null) {
                return read(param, param.typed().orNull(), with);
            }
        }
        return null;
    }

    private static @Nullable Secret read(SecretParam param, @Nullable String typed, Invocation with) {
        String variable = param.variable().orNull();
        String file = param.file().orNull();
        if (variable == null && file == null) {
            return typed == null ? null : new Secret(typed);
        }
        String word = param.name().equals(DrainOptions.URL) ? "URL" : param.name();
        String option = "--" + param.name();
        if (typed != null || (variable != null && file != null)) {
            throw VektraException.invalid(
                    "the " + word + " was given twice",
                    "use one of " + option + ", " + option + "-env, " + option + "-file");
        }
        String value =
                file == null ? with.environment().getOrDefault(variable, "").strip() : firstLine(file, word, with);
        if (value.isEmpty()) {
            throw VektraException.invalid(
                    "no " + word + " in " + Shown.plain(file == null ? "$" + variable : file), "it must hold one");
        }
        return new Secret(value);
    }

    private static String firstLine(String file, String word, Invocation with) {
        try {
            return Files.readString(with.folder().resolve(file))
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
        } catch (IOException e) {
            throw new VektraException(
                    Kind.INVALID, "cannot read " + Shown.plain(file), "name a file that holds the " + word, e);
        }
    }
}
