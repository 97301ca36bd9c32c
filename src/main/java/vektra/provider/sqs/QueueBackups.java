package vektra.provider.sqs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import vektra.archive.Failures;
import vektra.archive.RecordFile;
import vektra.json.Json;
import vektra.model.Failpoint;
import vektra.model.text.VektraException;
import vektra.provider.sqs.server.wire.Input;
import vektra.provider.sqs.server.wire.Refusal;

/** Writes what an add-on holds to a file and loads it again, a page at a time. */
record QueueBackups(Wire wire, QueueFlavor flavor) {
    String dump(String addon, Path to, String scratch) {
        try {
            RecordFile.write(kind(), to, sink -> carrier().unload(addon, record -> sink.take(Json.bytes(record))));
            Failpoint.reached(flavor.service() + ": backup written");
            load(scratch, to);
            return verify(to);
        } catch (IOException e) {
            throw VektraException.unavailable("cannot write " + to + ": " + e.getMessage(), null, e);
        }
    }

    private Carrier carrier() {
        return new Carrier(wire, flavor);
    }

    /** Such as {@code 2 queues with 17 messages}. */
    String verify(Path dump) {
        long[] counted = new long[2];
        read(dump, record -> {
            long[] more = carrier().counted(record);
            counted[0] += more[0];
            counted[1] += more[1];
        });
        return words(counted[0], flavor.one()) + " with "
                + words(counted[1], flavor == QueueFlavor.SNS ? "subscription" : "message");
    }

    private static String words(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }

    /** Into an add-on that is empty but for its first queue or topic. */
    void load(String addon, Path dump) {
        wire.ask("Delete", Map.of("addon", addon));
        read(dump, record -> carrier().load(addon, record.values()));
        Failpoint.reached(flavor.service() + ": backup loaded");
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
