package vektra.http.data;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.addons.Inventory;
import vektra.addons.core.Confirmation;
import vektra.addons.data.BackupUpkeep;
import vektra.addons.data.Restore;
import vektra.addons.data.Shelved;
import vektra.http.dyno.Rendezvous;
import vektra.http.platform.AppRoutes;
import vektra.http.request.Answer;
import vektra.http.request.Call;
import vektra.http.request.DerivedId;
import vektra.http.request.Fields;
import vektra.http.request.Refusal;
import vektra.http.request.Route;
import vektra.json.Json;
import vektra.model.Token;
import vektra.model.addon.Addon;
import vektra.model.addon.Backup;
import vektra.model.name.ServiceName;
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
    private final Downloads downloads = new Downloads(System::nanoTime);

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
                Route.post(
                                TRANSFERS + "/{transfer}/actions/download",
                                "Where to download a backup from this server, once and within a minute",
                                "Anything",
                                200,
                                "PublicUrl",
                                this::offer)
                        .needs(Token.Scope.READ),
                Route.get(
                                Downloads.PATH + "{download}",
                                "A backup that a download was asked for",
                                Downloads.TYPE,
                                this::download)
                        .needs(null),
                Route.view(
                        TRANSFERS,
                        "The backups of an app's databases",
                        "Transfers",
                        call -> Answer.ok(transfers(call))),
                Route.view(TRANSFERS + "/{transfer}", "One backup or restore", "Transfer", this::transfer),
                Route.delete(TRANSFERS + "/{transfer}", "Delete a backup", "Transfer", BackupRoutes::delete),
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

    /**
     * Those of an app, also of its add-ons that are gone. They keep their own numbers, unless several of its add-ons have
     * backups: then they are numbered by age.
     */
    private static List<Map<String, @Nullable Object>> transfers(Call call) {
        List<Shelved> backups =
                call.verbs().data().upkeep().search().all(AppRoutes.app(call).name());
        boolean one =
                backups.stream().map(backup -> backup.of().id()).distinct().count() == 1;
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        backups.stream()
                .sorted(Comparator.comparing((Shelved backup) -> backup.backup().startedAt())
                        .thenComparing(Shelved::name))
                .forEach(backup ->
                        all.add(view(call, backup, one ? backup.backup().number() : all.size() + 1)));
        return all;
    }

    private static Map<String, @Nullable Object> view(Call call, Shelved one, int number) {
        Backup backup = one.backup();
        String finished = backup.finishedAt().toString();
        return Json.map(
                "created_at",
                backup.startedAt().toString(),
                "finished_at",
                finished,
                "from_name",
                one.of().name().value(),
                "from_type",
                types(call, one.of().service()).dump(),
                "logs",
                List.of(Json.map(
                        "created_at",
                        finished,
                        "message",
                        "holds " + backup.holds().words())),
                "num",
                number,
                "options",
                Json.map(),
                "processed_bytes",
                backup.bytes(),
                "schedule",
                null,
                "source_bytes",
                backup.bytes(),
                "started_at",
                backup.startedAt().toString(),
                "succeeded",
                true,
                "to_name",
                "BACKUP",
                "to_type",
                FILE,
                "to_url",
                URL + one.name(),
                "updated_at",
                finished,
                "uuid",
                DerivedId.of("backup", one.of().id().value(), String.valueOf(backup.number())),
                "warnings",
                0);
    }

    /** The types of transfer that Heroku's command line looks for. */
    private static DataApi types(Call call, ServiceName service) {
        return call.verbs().catalogue().describe(service).elsewhere().transfers();
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

    /** The name of a backup, which its view has as an address. */
    private static String name(Map<String, @Nullable Object> backup) {
        return String.valueOf(backup.get("to_url")).substring(URL.length());
    }

    private Answer publicUrl(Call call) {
        String name = name(kept(call, call.name("transfer")));
        Shelved backup = call.verbs().data().upkeep().search().exact(name, null);
        return Answer.ok(Json.map(
                "expires_at",
                Instant.now().plus(Rendezvous.PATIENCE).toString(),
                "url",
                rendezvous.file(call.host(), backup.file())));
    }

    private Answer offer(Call call) {
        BackupUpkeep upkeep = call.verbs().data().upkeep();
        Shelved backup = upkeep.search().exact(name(kept(call, call.name("transfer"))), null);
        String file = backup.file().getFileName().toString();
        String kind = file.substring(Math.max(0, file.lastIndexOf('.')));
        String secret = downloads.offer(backup.name() + kind, out -> upkeep.download(backup, out));
        return Answer.ok(Json.map(
                "expires_at", Instant.now().plus(Downloads.PATIENCE).toString(), "url", Downloads.PATH + secret));
    }

    private Answer download(Call call) {
        return downloads.take(call.name("download")).orElseThrow(() -> Refusal.notFound("download", "download"));
    }

    private static Answer backup(Call call) {
        Shelved made = call.verbs().data().backups().now(DataRoutes.ownRow(call).addon());
        return Answer.created(view(call, made, made.backup().number()));
    }

    /** The Heroku CLI has asked for the confirmation itself. */
    private static Answer delete(Call call) {
        Map<String, @Nullable Object> backup = kept(call, call.name("transfer"));
        call.verbs().data().upkeep().delete(name(backup), null, Confirmation.GIVEN);
        return Answer.ok(backup);
    }

    /** The Heroku CLI has asked for the confirmation itself. */
    private Answer restore(Call call) {
        Inventory.Row row = DataRoutes.ownRow(call);
        String target = row.addon().name().value();
        String url = call.body().requiredText("backup_url");
        if (!url.startsWith(URL)) {
            throw Refusal.invalid("Only a backup that Vektra made can be restored; a file is restored, on the server's"
                    + " machine, with vektra backups:restore " + target + " --from FILE.");
        }
        Instant start = Instant.now();
        String name = url.substring(URL.length());
        call.reach().requireNoOther(name);
        Shelved backup = call.verbs().data().upkeep().search().exact(name, null);
        if (!call.reach().of(backup.of().app())) {
            throw Refusal.notFound("backup", "backup");
        }
        call.verbs()
                .data()
                .backups()
                .restoring()
                .restore(
                        new Restore.Request(target, backup.name(), null, null, Path.of(""), List.of()),
                        Confirmation.GIVEN);
        return Answer.created(done.add(
                row.owner(),
                start,
                backup.backup().number(),
                new DoneTransfers.End("BACKUP", FILE),
                new DoneTransfers.End(target, types(call, row.addon().service()).load())));
    }

    /** The Heroku CLI has asked for the confirmation itself, and names databases by the values of config vars. */
    private Answer copy(Call call) {
        Inventory.Row row = DataRoutes.ownRow(call);
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
        call.verbs().data().backups().copy(source, target);
        DataApi types = types(call, target.service());
        return Answer.created(done.add(
                row.owner(),
                start,
                1,
                new DoneTransfers.End(source.name().value(), types.dump()),
                new DoneTransfers.End(target.name().value(), types.load())));
    }

    /** The add-on to which a variable of an app leads; null for none. */
    private static @Nullable Addon withUrl(Call call, String url) {
        return call.find().apps().stream()
                .flatMap(app -> app.attachments().stream())
                .filter(attachment -> attachment.vars().containsValue(url))
                .findFirst()
                .map(attachment -> call.find().addon(attachment.addon().value()).addon())
                .orElse(null);
    }
}
