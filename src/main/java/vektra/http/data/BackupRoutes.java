package vektra.http.data;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.Actions;
import vektra.addons.Inventory;
import vektra.http.dyno.Rendezvous;
import vektra.http.platform.AppRoutes;
import vektra.http.platform.Confirmed;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.DerivedId;
import vektra.http.request.Fields;
import vektra.http.request.Refusal;
import vektra.http.request.Route;
import vektra.json.Json;
import vektra.model.addon.Addon;
import vektra.model.app.App;
import vektra.model.service.Elsewhere.DataApi;

/** Backups, as Heroku's command line makes, lists and restores them. */
public final class BackupRoutes {
    private static final String TRANSFERS = "/client/v11/apps/{app}/transfers";
    private static final String DATABASE = "/client/v11/databases/{addon}";
    /** How a restore says which backup it means; Heroku has a web address there. */
    private static final String URL = "vektra:backup:";

    /** The type of a file. */
    private static final String FILE = "gof3r";

    private final Rendezvous rendezvous;
    private final DoneTransfers done = new DoneTransfers();

    /** @param rendezvous where a client gets the file of a backup */
    public BackupRoutes(Rendezvous rendezvous) {
        this.rendezvous = rendezvous;
    }

    public List<Route> all() {
        return List.of(
                Route.post(
                        TRANSFERS + "/{transfer}/actions/public-url",
                        "Where to get the file of a backup, once and within a minute",
                        "Anything",
                        200,
                        "PublicUrl",
                        this::publicUrl),
                Route.get(
                        TRANSFERS,
                        "The backups of an app's databases",
                        "Transfers",
                        call -> Answer.ok(transfers(call))),
                Route.get(TRANSFERS + "/{transfer}", "One backup or restore", "Transfer", this::transfer),
                Route.post(
                        DATABASE + "/backups",
                        "Create a backup and verify it by loading it",
                        "Anything",
                        201,
                        "Transfer",
                        BackupRoutes::backup),
                Route.post(
                        DATABASE + "/restores",
                        "Replace the data with a backup",
                        "Restore",
                        201,
                        "Transfer",
                        this::restore),
                Route.post(
                        DATABASE + "/transfers",
                        "Replace the data with those of another add-on",
                        "Copy",
                        201,
                        "Transfer",
                        this::copy));
    }

    /** Numbered by age, over all databases of the app. */
    private static List<Map<String, @Nullable Object>> transfers(Call call) {
        App app = AppRoutes.app(call);
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (Addon addon : app.addons()) {
            Actions actions = call.verbs().actions();
            String name = addon.name().value();
            boolean can = actions.list(name, null).actions().stream()
                    .anyMatch(action -> action.name().equals("backups"));
            if (can && addon.isReady()) {
                actions.run(name, null, "backups", Map.of(), Confirmed.MEANT)
                        .result()
                        .data()
                        .forEach(row -> all.add(view(call, addon, row)));
            }
        }
        all.sort(Comparator.comparing(view -> String.valueOf(view.get("created_at"))));
        for (int i = 0; i < all.size(); i++) {
            all.get(i).put("num", i + 1);
        }
        return all;
    }

    private static Map<String, @Nullable Object> view(Call call, Addon addon, Map<String, @Nullable Object> row) {
        Object number = row.get("backup");
        return Json.map(
                "created_at", row.get("started_at"),
                "finished_at", row.get("finished_at"),
                "from_name", addon.name().value(),
                "from_type", types(call, addon).dump(),
                "logs", List.of(Json.map("created_at", row.get("finished_at"), "message", "holds " + row.get("holds"))),
                "num", 0,
                "options", Json.map(),
                "processed_bytes", row.get("bytes"),
                "schedule", null,
                "source_bytes", row.get("bytes"),
                "started_at", row.get("started_at"),
                "succeeded", true,
                "to_name", "BACKUP",
                "to_type", FILE,
                "to_url", URL + addon.name() + ":" + number,
                "updated_at", row.get("finished_at"),
                "uuid", DerivedId.of("backup", addon.id().value(), String.valueOf(number)),
                "warnings", 0);
    }

    /** The types of transfer that Heroku's command line looks for. */
    private static DataApi types(Call call, Addon addon) {
        return call.verbs().catalogue().describe(addon.service()).elsewhere().transfers();
    }

    private Answer transfer(Call call) {
        String wanted = call.name("transfer");
        return Answer.ok(done.find(AppRoutes.app(call).name(), wanted).orElseGet(() -> kept(call, wanted)));
    }

    private static Map<String, @Nullable Object> kept(Call call, String wanted) {
        return transfers(call).stream()
                .filter(view -> wanted.equals(view.get("uuid")) || wanted.equals(String.valueOf(view.get("num"))))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("transfer", "transfer"));
    }

    private Answer publicUrl(Call call) {
        Map<String, @Nullable Object> backup = kept(call, call.name("transfer"));
        String name = String.valueOf(backup.get("from_name"));
        String number = String.valueOf(backup.get("to_url")).substring((URL + name + ":").length());
        Addon addon = call.find().addon(name).addon();
        return Answer.ok(Json.map(
                "expires_at",
                Instant.now().plus(Rendezvous.PATIENCE).toString(),
                "url",
                rendezvous.file(call.host(), call.verbs().backups().file(addon, number))));
    }

    private static Answer backup(Call call) {
        Addon addon = DataRoutes.row(call).addon();
        Map<String, @Nullable Object> row = call.verbs()
                .actions()
                .run(addon.name().value(), null, "backup", Map.of(), Confirmed.MEANT)
                .result()
                .data()
                .get(0);
        Map<String, @Nullable Object> view = view(call, addon, row);
        view.put("num", row.get("backup"));
        return Answer.created(view);
    }

    /** The Heroku CLI has asked for the confirmation itself. */
    private Answer restore(Call call) {
        Inventory.Row row = DataRoutes.row(call);
        Addon addon = row.addon();
        String url = call.body().requiredText("backup_url");
        String prefix = URL + addon.name() + ":";
        if (!url.startsWith(prefix)) {
            throw Refusal.invalid(
                    "Only a backup of " + addon.name() + " itself can be restored to it; a file is added with"
                            + " vektra addons:import " + addon.name() + " FILE.");
        }
        Instant start = Instant.now();
        call.verbs()
                .actions()
                .run(
                        addon.name().value(),
                        null,
                        "restore",
                        Map.of("backup", url.substring(prefix.length())),
                        Confirmed.MEANT);
        return Answer.created(done.add(
                row.owner(),
                start,
                Integer.parseInt(url.substring(prefix.length())),
                new DoneTransfers.End("BACKUP", FILE),
                new DoneTransfers.End(addon.name().value(), types(call, addon).load())));
    }

    /** The Heroku CLI has asked for the confirmation itself, and names databases by the values of config vars. */
    private Answer copy(Call call) {
        Inventory.Row row = DataRoutes.row(call);
        Addon target = row.addon();
        Fields body = call.body();
        Addon source = withUrl(call, body.requiredText("from_url"));
        if (source == null || !target.equals(withUrl(call, body.requiredText("to_url")))) {
            throw Refusal.invalid(
                    "Data are copied between add-ons of Vektra. From or to another database they go through a file, on the"
                            + " server's machine: vektra addons:import " + target.name()
                            + " FILE, vektra addons:export "
                            + target.name() + " -f FILE.");
        }
        Instant start = Instant.now();
        call.verbs().backups().copy(source, target);
        DataApi types = types(call, target);
        return Answer.created(done.add(
                row.owner(),
                start,
                1,
                new DoneTransfers.End(source.name().value(), types.dump()),
                new DoneTransfers.End(target.name().value(), types.load())));
    }

    /** The add-on to which a variable of an app leads; null for none. */
    private static @Nullable Addon withUrl(Call call, String url) {
        return call.verbs().apps().list().stream()
                .flatMap(app -> app.attachments().stream())
                .filter(attachment -> attachment.vars().containsValue(url))
                .findFirst()
                .map(attachment -> call.find().addon(attachment.addon().value()).addon())
                .orElse(null);
    }
}
