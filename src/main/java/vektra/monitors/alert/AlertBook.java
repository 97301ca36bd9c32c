package vektra.monitors.alert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vektra.file.ProcessLock;
import vektra.file.SmallFile;
import vektra.json.Json;
import vektra.model.text.FileFailure;
import vektra.model.text.Nearest;
import vektra.model.text.Next;
import vektra.model.text.Secret;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.monitors.MonitorFiles;
import vektra.monitors.Monitors;
import vektra.spi.Deed;

/**
 * The alerts of a home, in a file of it.
 *
 * @param audit takes what was changed
 */
public record AlertBook(MonitorFiles files, Consumer<Deed> audit) {
    private static final String VERSION = "version";

    public static AlertBook of(Monitors monitors) {
        return new AlertBook(monitors.files(), monitors.audit());
    }

    /** All of them, in the order in which they were added. */
    public List<Alert> list() {
        try {
            Map<String, Object> book = Json.object(Json.parse(Files.readAllBytes(files.alerts())));
            List<Alert> alerts = new ArrayList<>();
            if (book.get("alerts") instanceof List<?> list) {
                list.forEach(each -> alerts.add(alert(Json.object(each))));
            }
            return alerts;
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | IllegalArgumentException e) {
            throw VektraException.unavailable(
                    files.alerts() + " cannot be read: " + e.getMessage(), "correct it, or delete it", e);
        }
    }

    /** The alert of that name. */
    public Alert get(String name) {
        List<Alert> alerts = list();
        return alerts.stream()
                .filter(alert -> alert.name().equals(name))
                .findFirst()
                .orElseThrow(() -> VektraException.notFound(
                        "no alert called " + Shown.quoted(name),
                        alerts.isEmpty()
                                ? Text.of("none is there; to add one: ", Next.of("alerts:add"))
                                : Nearest.hint(
                                        name, alerts.stream().map(Alert::name).toList())));
    }

    /** What each alert is at, by its name. */
    public Function<String, AlertState> states() {
        return AlertState.read(files.alerting());
    }

    /** Sends a message that says it is a test, at once and once; UNAVAILABLE when it does not arrive. */
    public void test(Alert alert) {
        Delivery.send(alert, Message.test(alert.name(), Instant.now()));
    }

    /** What an alert would be named. */
    public Alert named(NewAlert wanted) {
        String kind = wanted.kind().word();
        List<String> taken = list().stream().map(Alert::name).toList();
        return wanted.alert(IntStream.iterate(1, n -> n + 1)
                .mapToObj(n -> kind + "-" + n)
                .filter(name -> !taken.contains(name))
                .findFirst()
                .orElseThrow());
    }

    /** Adds one; the one that says the same, if there is one already, stays as it is. */
    @SuppressWarnings("try") // the lock is held, not used
    public Added add(NewAlert wanted) {
        try (ProcessLock held = ProcessLock.take(files.alertLock())) {
            return added(wanted);
        }
    }

    private Added added(NewAlert wanted) {
        Alert alert = named(wanted);
        Optional<Alert> same = list().stream()
                .filter(each -> json(each, "").equals(json(alert, "")))
                .findFirst();
        if (same.isPresent()) {
            return new Added(same.get(), false);
        }
        List<Alert> all = new ArrayList<>(list());
        all.add(alert);
        write(all);
        note("alerts:add", alert);
        return new Added(alert, true);
    }

    /** @param fresh whether it was not there before */
    public record Added(Alert alert, boolean fresh) {}

    /** Removes one, with the messages that it has not delivered. */
    @SuppressWarnings("try") // the lock is held, not used
    public Alert remove(String name) {
        try (ProcessLock held = ProcessLock.take(files.alertLock())) {
            Alert alert = get(name);
            write(list().stream().filter(each -> !each.name().equals(name)).toList());
            note("alerts:remove", alert);
            return alert;
        }
    }

    private void note(String command, Alert alert) {
        audit.accept(Deed.of(command).with("alerts", List.of(alert.name())).with("target", alert.shown()));
    }

    private void write(List<Alert> alerts) {
        try {
            SmallFile.replace(
                    files.alerts(),
                    Json.page(Json.map(
                            VERSION,
                            1,
                            "alerts",
                            alerts.stream().map(each -> json(each, each.name())).toList())));
        } catch (IOException e) {
            throw FileFailure.writing(files.alerts(), e);
        }
    }

    private static Map<String, @Nullable Object> json(Alert alert, String name) {
        Alert.Mail mail = alert.mail();
        return Json.map(
                "name", name,
                "kind", alert.kind().word(),
                "target", alert.target().reveal(),
                "server", mail == null ? null : mail.server().reveal(),
                "from", mail == null ? null : mail.from(),
                "after", alert.rules().after(),
                "recover", alert.rules().recover(),
                "sources", alert.rules().sources(),
                "authority", alert.authority(),
                "insecure", alert.insecure());
    }

    private static Alert alert(Map<String, Object> json) {
        String server = Kept.text(json, "server");
        Alert.Mail mail = server == null ? null : new Alert.Mail(new Secret(server), Kept.required(json, "from"));
        List<String> sources = new ArrayList<>();
        if (json.get("sources") instanceof List<?> list) {
            list.forEach(each -> sources.add(String.valueOf(each)));
        }
        return new Alert(
                Kept.required(json, "name"),
                Alert.Kind.parse(Kept.required(json, "kind")),
                new Secret(Kept.required(json, "target")),
                mail,
                new Alert.Rules(
                        Math.max(1, Kept.number(json, "after")), Math.max(1, Kept.number(json, "recover")), sources),
                Kept.text(json, "authority"),
                Boolean.TRUE.equals(json.get("insecure")));
    }
}
