package vektra.cli.alerts;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vektra.cli.command.Changing;
import vektra.cli.command.Flag;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.PlannedStep;
import vektra.model.text.VektraException;
import vektra.monitors.alert.Alert;
import vektra.monitors.alert.AlertBook;
import vektra.monitors.alert.NewAlert;

/** Has incidents reported to a webhook, a command or people. */
public final class AlertsAdd extends VektraCommand<AlertBook.Added> implements Changing {
    private static final String FROM_ENVIRONMENT = "env:";

    private final Param<Alert.Kind> kind = argument("KIND", "webhook, command or email", Alert.Kind::parse);
    private final Param<String> target = argument("TARGET", "a URL, a command for sh, or addresses", text -> text);
    private final Param<Integer> after =
            option(List.of("--after"), "N", "failures in a row that open an incident (default: 2)", NewAlert::runs);
    private final Param<Integer> recover =
            option(List.of("--recover"), "N", "successes in a row that end it (default: 1)", NewAlert::runs);
    private final Param<List<String>> sources = option(
            List.of("--source"), "SOURCES", "such as git.clone,http.* (default: all sources)", NewAlert::patterns);
    private final Param<String> smtp = option("--smtp", "URL", "mail server: smtp:// or smtps://, with its login");
    private final Param<String> from = option("--from", "ADDRESS", "the sender of mail");
    private final Param<String> authority = option("--ca", "FILE", "certificate to verify the destination with");
    private final Flag insecure = flag("--insecure", "allow a destination without encryption");

    @Override
    public AlertBook.Added run(Invocation with) {
        Function<String, String> read = text -> read(text, with.environment());
        String server = smtp.orNull();
        String file = authority.orNull();
        NewAlert wanted = new NewAlert(
                kind.get(),
                read.apply(target.get()),
                server == null ? null : read.apply(server),
                from.orNull(),
                new Alert.Rules(
                        or(after, Alert.Rules.USUAL.after()), or(recover, Alert.Rules.USUAL.recover()), or(sources)),
                file == null ? null : with.folder().resolve(file).toString(),
                insecure.isSet());
        AlertBook book = AlertBook.of(with.monitors());
        Consumer<PlannedStep> planned = with.planned();
        if (planned == null) {
            return book.add(wanted);
        }
        Alert alert = book.named(wanted);
        planned.accept(new PlannedStep(PlannedStep.Action.ADD_ALERT, alert.name(), alert.shown()));
        return new AlertBook.Added(alert, true);
    }

    private static int or(Param<Integer> given, int usual) {
        Integer number = given.orNull();
        return number == null ? usual : number;
    }

    private static List<String> or(Param<List<String>> given) {
        List<String> list = given.orNull();
        return list == null ? List.of() : list;
    }

    /** A value from a variable is seen neither in ps nor in the history of a shell. */
    private static String read(String text, Map<String, String> environment) {
        if (!text.startsWith(FROM_ENVIRONMENT)) {
            return text;
        }
        String name = text.substring(FROM_ENVIRONMENT.length());
        @Nullable String value = environment.get(name);
        if (value == null || value.isEmpty()) {
            throw VektraException.invalid("the variable " + name + " is not set", "set it, or give the value itself");
        }
        return value;
    }

    @Override
    public void print(AlertBook.Added result, Output out) {
        Alert alert = result.alert();
        out.line((result.fresh() ? "Added " : "Nothing to do: there is ") + alert.name() + ", to " + alert.shown());
        out.next("To try it: vektra alerts:test " + alert.name());
    }

    @Override
    public Object json(AlertBook.Added result) {
        Map<String, @Nullable Object> json = AlertText.json(result.alert());
        json.put("changed", result.fresh());
        return Json.map("alert", json);
    }
}
