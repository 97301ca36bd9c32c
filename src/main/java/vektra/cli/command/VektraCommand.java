package vektra.cli.command;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import vektra.cli.terminal.Output;
import vektra.model.name.AppName;

/**
 * The template of every command: its parameters, one call of a verb, how the result prints. Specs are built by hand,
 * not from annotations, whose proxies cost start-up time that no archive gets back.
 *
 * @param <R> the result
 */
public abstract non-sealed class VektraCommand<R> implements Command {
    /** How long a server may take to answer, unless {@code --timeout} says it. */
    public static final Duration PATIENCE = Duration.ofSeconds(4);

    /** Where help lists what every command has: below what is its own. */
    private static final int COMMON = 100;

    private final CommandSpec spec = Picocli.spec();
    private final Flag json = new Flag();
    private final Flag dryRun = new Flag();
    private final Param<String> timeout = new Param<>(text -> text);
    private int positions;

    protected VektraCommand() {
        if (this instanceof Changing) {
            common(COMMON, "--dry-run", "print the steps without carrying them out", dryRun);
        }
        common(COMMON + 1, "--json", "print the result as JSON", json);
        spec.addOption(OptionSpec.builder("--timeout")
                .order(COMMON + 2)
                .type(String.class)
                .paramLabel("SECONDS")
                .description("how long a server may take to answer (default: " + PATIENCE.toSeconds() + ")")
                .setter(timeout)
                .build());
        spec.addOption(OptionSpec.builder("--remote")
                .order(COMMON + 2)
                .type(String.class)
                .paramLabel("REMOTE")
                .description("run it on another machine; see: vektra remotes")
                .setter(new Param<>(text -> text))
                .build());
        spec.addOption(OptionSpec.builder("-h", "--help")
                .type(boolean.class)
                .usageHelp(true)
                .order(COMMON + 3)
                .description("show this help")
                .build());
    }

    /** The one call of a verb. */
    public abstract R run(Invocation with);

    /** The result for people. */
    public abstract void print(R result, Output out);

    /** The result for programs, made of maps, lists, texts, numbers and booleans. */
    public abstract Object json(R result);

    /** The apps whose variables the result changed: what runs of them keeps the old ones. */
    public Collection<AppName> changed(R result) {
        return List.of();
    }

    /** Whether a dry run prints the result above the steps, since it says what would change. */
    public boolean previews() {
        return false;
    }

    /** The exit code of a result: a command may have done all it was asked for and yet have bad news. */
    public int code(R result) {
        return ExitCode.DONE;
    }

    public final CommandSpec spec() {
        return spec;
    }

    public final boolean wantsJson() {
        return json.isSet();
    }

    public final boolean isDryRun() {
        return dryRun.isSet();
    }

    public final @Nullable String timeout() {
        return timeout.orNull();
    }

    private void common(int order, String name, String description, Flag flag) {
        spec.addOption(OptionSpec.builder(name)
                .type(boolean.class)
                .description(description)
                .order(order)
                .setter(flag)
                .build());
    }

    /** An option without a value; several names are separated by commas. */
    protected final Flag flag(String names, String description) {
        Flag flag = new Flag();
        spec.addOption(OptionSpec.builder(names.split(","))
                .type(boolean.class)
                .description(description)
                .setter(flag)
                .build());
        return flag;
    }

    /** An option without a value that can be taken back: {@code --no-…}. */
    protected final Choice choice(String name, String description) {
        Choice param = new Choice();
        spec.addOption(OptionSpec.builder(name)
                .type(Boolean.class)
                .arity("0")
                .negatable(true)
                .description(description)
                .setter(param)
                .build());
        return param;
    }

    protected final <T> Param<T> option(
            List<String> names, String label, String description, Function<String, T> reader) {
        Param<T> param = new Param<>(reader);
        spec.addOption(OptionSpec.builder(names.toArray(new String[0]))
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .setter(param)
                .build());
        return param;
    }

    /** An option that takes two values. */
    protected final <T> Param<T> pair(String name, String label, String description, Function<String, T> reader) {
        Param<T> param = new Param<>(reader);
        spec.addOption(OptionSpec.builder(name)
                .type(String[].class)
                .arity("2")
                .auxiliaryTypes(String.class)
                .paramLabel(label)
                .description(description)
                .setter(param)
                .build());
        return param;
    }

    protected final Param<String> option(String name, String label, String description) {
        return option(List.of(name), label, description, text -> text);
    }

    protected final <T> Param<T> argument(String label, String description, Function<String, T> reader) {
        return positional(label, description, reader, String.class, "1");
    }

    protected final <T> Param<T> optionalArgument(String label, String description, Function<String, T> reader) {
        return positional(label, description, reader, String.class, "0..1");
    }

    protected final <T> Param<T> arguments(String label, String description, Function<String, T> reader) {
        return positional(label, description, reader, String[].class, "1..*");
    }

    protected final <T> Param<T> optionalArguments(String label, String description, Function<String, T> reader) {
        return positional(label, description, reader, String[].class, "0..*");
    }

    private <T> Param<T> positional(
            String label, String description, Function<String, T> reader, Class<?> type, String arity) {
        Param<T> param = new Param<>(reader);
        String index = type.isArray() ? positions + "..*" : String.valueOf(positions);
        positions++;
        spec.addPositional(PositionalParamSpec.builder()
                .index(index)
                .arity(arity)
                .type(type)
                .auxiliaryTypes(String.class)
                .paramLabel(label)
                .description(description)
                .required(!arity.startsWith("0"))
                .setter(param)
                .build());
        return param;
    }
}
