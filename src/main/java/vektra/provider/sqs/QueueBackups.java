package vektra.provider.sqs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import vektra.archive.Failures;
import vektra.archive.RecordFile;
import vektra.json.Json;
import vektra.model.Failpoint;
import vektra.model.addon.Holdings;
import vektra.model.text.VektraException;
import vektra.provider.sqs.server.wire.Input;
import vektra.provider.sqs.server.wire.Refusal;

/** Writes what an add-on holds to a file and loads it again, a page at a time. */
record QueueBackups(Wire wire, QueueFlavor flavor) {
    Holdings dump(String addon, Path to, String scratch) {
        try {
            RecordFile.write(kind(), to, sink -> carrier().unload(addon, record -> sink.take(Json.bytes(record))));
            Failpoint.reached(flavor.service() + ": backup written");
            return load(scratch, to);
        } catch (IOException e) {
            throw VektraException.unavailable("cannot write " + to + ": " + e.getMessage(), null, e);
        }
    }

    private Carrier carrier() {
        return new Carrier(wire, flavor);
    }

    /** Such as {@code 2 queues with 17 messages}. */
    String verify(Path dump) {
        QueueCount count = new QueueCount(flavor);
        read(dump, count::add);
        return count.holdings().words();
    }

    /** Into an add-on that is empty but for its first queue or topic. Returns what the server has taken. */
    Holdings load(String addon, Path dump) {
        wire.ask("Delete", Map.of("addon", addon));
        QueueCount count = new QueueCount(flavor);
        read(dump, record -> {
            carrier().load(addon, record.values());
            count.add(record);
        });
        Failpoint.reached(flavor.service() + ": backup loaded");
        return count.holdings();
    }

    private interface Receiver {
        void take(Input record);
    }

    private void read(Path dump, Receiver receiver) {
        try {
            RecordFile.read(kind(), dump, bytes -> {
                Input record;
                try {
                    record = Input.of(bytes);
                } catch (Refusal e) {
                    throw new IOException("it has a record that is no JSON", e);
                }
                receiver.take(record);
            });
        } catch (IOException e) {
            throw Failures.damaged(dump, e);
        }
    }

    private String kind() {
        return "vektra " + flavor.many() + " 1";
    }
}
