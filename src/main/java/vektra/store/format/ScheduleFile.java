package vektra.store.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vektra.model.age.Recipient;
import vektra.model.name.Id;
import vektra.model.schedule.Copies;
import vektra.model.schedule.Destination;
import vektra.model.schedule.Keep;
import vektra.model.schedule.Runs;
import vektra.model.schedule.Schedule;
import vektra.model.schedule.Timing;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.store.disk.Failures;

/** {@code schedules/<add-on's id>.json}: when backups are made by themselves, and how far that is. */
public final class ScheduleFile {
    private static final String PLACE = "schedule.";
    private static final String COMMAND = "command";
    private static final String KEY = "secret_key";
    private static final String RECIPIENTS = "recipients";
    private static final String COPIES = "copies";

    private ScheduleFile() {}

    public static byte[] encode(Schedule schedule, Seals seals) {
        Runs runs = schedule.runs();
        Copies to = schedule.to();
        return Json.page(seals.schema(), out -> {
            out.writeStringField("addon", schedule.addon().value());
            out.writeStringField("at", schedule.at().toString());
            out.writeStringField("keep", schedule.keep().toString());
            if (to != null) {
                Secrets secrets = new Secrets(seals, schedule.addon().value());
                Json.object(out, "to", fields -> write(fields, to.to(), secrets));
                if (to.encrypted()) {
                    out.writeArrayFieldStart(RECIPIENTS);
                    for (Recipient recipient : to.recipients()) {
                        out.writeString(recipient.text());
                    }
                    out.writeEndArray();
                }
            }
            out.writeBooleanField("drills", schedule.drills());
            out.writeStringField("done", runs.done().toString());
            time(out, "succeeded_at", runs.succeededAt());
            Json.objects(out, "made", runs.made(), (fields, made) -> {
                fields.writeNumberField("backup", made.number());
                fields.writeStringField("started_at", made.startedAt().toString());
                fields.writeBooleanField("copied", made.copied());
            });
            if (!runs.copies().isEmpty()) {
                Json.objects(out, COPIES, runs.copies(), (fields, copy) -> {
                    fields.writeStringField("name", copy.name());
                    fields.writeStringField("started_at", copy.startedAt().toString());
                    fields.writeBooleanField("whole", copy.whole());
                });
            }
            out.writeNumberField("failures", runs.failures());
            time(out, "failed_at", runs.failedAt());
            out.writeStringField("problem", runs.problem());
            DrillCodec.write(out, runs.drill());
        });
    }

    private static void time(JsonGenerator out, String name, @Nullable Instant at) throws IOException {
        if (at != null) {
            out.writeStringField(name, at.toString());
        }
    }

    private static void write(JsonGenerator out, Destination to, Secrets secrets) throws IOException {
        if (to instanceof Destination.Folder folder) {
            out.writeStringField("folder", folder.path());
        } else if (to instanceof Destination.Command command) {
            secrets.write(out, COMMAND, command.command(), PLACE + COMMAND);
        } else if (to instanceof Destination.Bucket bucket) {
            out.writeStringField("bucket", bucket.bucket());
            out.writeStringField("prefix", bucket.prefix());
            out.writeStringField("endpoint", bucket.endpoint());
            out.writeStringField("region", bucket.region());
            out.writeStringField("key_id", bucket.keyId());
            secrets.write(out, KEY, bucket.key(), PLACE + KEY);
        }
    }

    public static Schedule decode(Path file, byte[] content, Id addon, Seals seals) {
        try {
            Schedule schedule = Node.read(file, content, node -> read(node, seals.of(node)));
            if (!schedule.addon().equals(addon)) {
                throw Failures.damaged(file, "it holds the schedule of " + schedule.addon());
            }
            return schedule;
        } catch (VektraException e) {
            throw e.kind() == Kind.INVALID ? Failures.damaged(file, String.valueOf(e.getMessage())) : e;
        }
    }

    private static Schedule read(Node node, Seals seals) {
        Secrets secrets = new Secrets(seals, node.text("addon"));
        return new Schedule(
                new Id(node.text("addon")),
                Timing.parse(node.text("at"), ZoneOffset.UTC),
                Keep.parse(node.text("keep")),
                copies(node, secrets),
                node.has("drills") && node.flag("drills"),
                new Runs(
                        node.instant("done"),
                        node.has("succeeded_at") ? node.instant("succeeded_at") : null,
                        node.objects(
                                "made",
                                made -> new Runs.Made(
                                        made.integer("backup"), made.instant("started_at"), made.flag("copied"))),
                        node.has(COPIES)
                                ? node.objects(
                                        COPIES,
                                        copy -> new Runs.Copy(
                                                copy.text("name"), copy.instant("started_at"), copy.flag("whole")))
                                : List.of(),
                        node.integer("failures"),
                        node.has("failed_at") ? node.instant("failed_at") : null,
                        node.text("problem"),
                        DrillCodec.read(node)));
    }

    private static @Nullable Copies copies(Node node, Secrets secrets) {
        Destination to = node.objectOrNull("to", fields -> destination(fields, secrets));
        List<Recipient> recipients = node.has(RECIPIENTS)
                ? node.texts(RECIPIENTS).stream().map(Recipient::new).toList()
                : List.of();
        return to == null ? null : new Copies(to, recipients);
    }

    private static Destination destination(Node node, Secrets secrets) {
        if (node.has("folder")) {
            return new Destination.Folder(node.text("folder"));
        }
        return node.has("bucket")
                ? new Destination.Bucket(
                        node.text("bucket"),
                        node.text("prefix"),
                        node.text("endpoint"),
                        node.text("region"),
                        node.text("key_id"),
                        secrets.read(node, KEY, PLACE + KEY))
                : new Destination.Command(secrets.read(node, COMMAND, PLACE + COMMAND));
    }
}
