package vektra.provider.sqs.server.call;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import vektra.provider.sqs.server.wire.Input;
import vektra.provider.sqs.server.wire.Refusal;

/** Up to ten requests in one, each of which succeeds or fails alone. */
public final class Batch {
    private static final int MOST = 10;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private final List<Input> entries = new ArrayList<>();

    private Batch() {}

    /** The entries of a request of the service of queues. */
    public static Batch of(Input in) {
        return of(in, "Entries", Refusal::queue);
    }

    /** @param refusal the refusal of a kind, with its message */
    public static Batch of(Input in, String name, BiFunction<String, String, Refusal> refusal) {
        Batch batch = new Batch();
        in.list(name).forEach(entry -> batch.entries.add(Input.of(entry, name)));
        if (batch.entries.isEmpty()) {
            throw refusal.apply("EmptyBatchRequest", "There should be at least one entry in the request.");
        }
        if (batch.entries.size() > MOST) {
            throw refusal.apply(
                    "TooManyEntriesInBatchRequest",
                    "Maximum number of entries per request are " + MOST + ". You have sent " + batch.entries.size()
                            + ".");
        }
        Set<String> ids = new HashSet<>();
        for (Input entry : batch.entries) {
            String id = String.valueOf(entry.text("Id"));
            if (!ID.matcher(id).matches()) {
                throw refusal.apply(
                        "InvalidBatchEntryId",
                        "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can"
                                + " be at most 80 letters long.");
            }
            if (!ids.add(id)) {
                throw refusal.apply("BatchEntryIdsNotDistinct", "Id " + id + " repeated.");
            }
        }
        return batch;
    }

    public List<Input> entries() {
        return entries;
    }

    /** Does each, and says what succeeded and what failed. */
    public Map<String, Object> each(Function<Input, Map<String, Object>> work) {
        List<Map<String, Object>> successful = new ArrayList<>();
        List<Map<String, Object>> failed = new ArrayList<>();
        for (Input entry : entries) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("Id", entry.required("Id"));
            try {
                result.putAll(work.apply(entry));
                successful.add(result);
            } catch (Refusal refusal) {
                result.put("SenderFault", refusal.status() < 500);
                result.put("Code", refusal.code());
                result.put("Message", String.valueOf(refusal.getMessage()));
                failed.add(result);
            }
        }
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("Successful", successful);
        results.put("Failed", failed);
        return results;
    }
}
